package org.leukokit.base;

import java.util.Locale;

/** Small changes to words for people. */
public final class Text {
  private Text() {}

  /** The text with a capital first letter; it has one letter at least. */
  public static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** A number of things whose plural takes an s: {@code 1 cell}, {@code 2,000 cells}. */
  public static String count(long n, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", n, thing, n == 1 ? "" : "s");
  }
}
