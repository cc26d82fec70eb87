package org.leukokit.notebook;

/**
 * Ends a cell with one sentence. It has no stack trace and no cause, because kernels print both,
 * and whoever reads a notebook can mend what the sentence names and nothing else.
 */
public final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A reason.
   *
   * @param sentence what is wrong and how to mend it
   */
  public Stop(String sentence) {
    super(sentence.replaceAll("\\s*[\\r\\n]+\\s*", " "), null, false, false);
  }
}
