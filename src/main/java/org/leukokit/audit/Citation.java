package org.leukokit.audit;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A result of another work, as a paper cites it.
 *
 * @param paper the key of the paper that cites
 * @param place where, such as {@code Table 2}
 * @param work the cited work
 * @param metric the metric, as the paper calls it
 * @param percent the value in per cent, with the decimals as printed
 * @param measuredOn what it was measured on, as far as the paper says
 */
public record Citation(
    String paper, String place, Work work, String metric, BigDecimal percent, String measuredOn) {
  /**
   * A work as a paper's list of references has it.
   *
   * @param firstAuthor surname and initials
   * @param year the year; empty where the list has none
   * @param title the title
   */
  public record Work(String firstAuthor, String year, String title) {
    private static final int LEAST = 25;

    /** Whether two entries are of one work: titles alike in all letters, or up to a suffix. */
    public boolean isSame(Work other) {
      String a = letters(title);
      String b = letters(other.title);
      return a.equals(b)
          || Math.min(a.length(), b.length()) >= LEAST && (a.startsWith(b) || b.startsWith(a));
    }

    /** The first author's surname. */
    public String surname() {
      int comma = firstAuthor.indexOf(',');
      return comma < 0 ? firstAuthor : firstAuthor.substring(0, comma);
    }

    private static String letters(String text) {
      return text.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
  }

  /** Nothing is missing. */
  public Citation {
    Objects.requireNonNull(paper, "paper");
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(percent, "percent");
  }

  /** Whether two numbers can be one number, each rounded to its own decimals. */
  public boolean agrees(Citation other) {
    int scale = Math.min(percent.scale(), other.percent.scale());
    BigDecimal unit = BigDecimal.ONE.movePointLeft(Math.max(0, scale));
    return percent.subtract(other.percent).abs().multiply(BigDecimal.valueOf(2)).compareTo(unit)
        <= 0;
  }

  /** Paper, place, metric and number in words. */
  @Override
  public String toString() {
    return paper + ", " + place + ": " + metric + " " + percent.toPlainString() + " %";
  }
}
