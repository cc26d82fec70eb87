package org.leukokit.data;

/** What a SHA-256 looks like in names and tables. */
final class Sha256 {
  private Sha256() {}

  /** Whether the text is 64 lower-case hexadecimal digits. */
  static boolean isValid(String text) {
    return text.length() == 64
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /**
   * @throws IllegalArgumentException if the text is no SHA-256: it becomes a part of paths
   */
  static String require(String text) {
    if (!isValid(text)) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits: " + text);
    }
    return text;
  }
}
