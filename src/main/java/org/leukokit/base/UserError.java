package org.leukokit.base;

/**
 * An error that its reader can mend: wrong input, a missing file, an option out of range.
 *
 * <p>The message is one line that names the file or option, says what was wrong and what to do. The
 * command line prints the message alone and exits with a code other than zero; the stack trace
 * appears only with {@code --debug}.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message one line: what was wrong, with which file or option, and the cure
   */
  public UserError(String message) {
    super(message);
  }

  /**
   * @param message one line: what was wrong, with which file or option, and the cure
   * @param cause what was caught, shown with {@code --debug}
   */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
