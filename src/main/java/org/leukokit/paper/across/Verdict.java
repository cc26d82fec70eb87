package org.leukokit.paper.across;

import java.util.Locale;
import org.leukokit.stats.PairedDifference;

/**
 * What a difference that was measured says of one that was claimed, by stated rules and nothing
 * else. With the 95 % interval [low, high] over groups and the claim c, in the same units:
 *
 * <ul>
 *   <li>no interval: no verdict, and why;
 *   <li>low &gt; 0: the same direction; with c &gt; high smaller, with c &lt; low larger than
 *       claimed;
 *   <li>high &lt; 0: the other direction;
 *   <li>0 in the interval: with c &gt; high a gain as large as the claimed one is ruled out here;
 *       else undecided.
 * </ul>
 *
 * @param text the verdict in words
 * @param groups about how many groups would be needed to find the claimed difference in 80 % of the
 *     cases at 5 %, were the spread between groups what it is here; NaN where that is unknown
 */
record Verdict(String text, double groups) {
  private static final double ALPHA = 0.05;
  private static final double POWER = 0.8;

  /**
   * The verdict.
   *
   * @param measured the difference that was measured
   * @param claimed the claimed one, above 0 and in the same units; NaN where it can't be read
   * @param groups how many groups were tested
   */
  static Verdict of(PairedDifference measured, double claimed, long groups) {
    double detectable = measured.detectable(ALPHA, POWER);
    double ratio = detectable / claimed;
    boolean known = claimed > 0 && detectable > 0;
    return new Verdict(
        text(measured, claimed), known ? Math.ceil(groups * ratio * ratio) : Double.NaN);
  }

  private static String text(PairedDifference measured, double claimed) {
    if (!measured.interval().isDefined()) {
      return "no verdict: " + measured.interval().undefinedBecause();
    }
    double low = measured.interval().low();
    double high = measured.interval().high();
    if (low > 0) {
      String size =
          claimed > high ? ", smaller than claimed" : claimed < low ? ", larger than claimed" : "";
      return "same direction here" + size;
    } else if (high < 0) {
      return "other direction here";
    }
    return claimed > high
        ? "a gain as large as the claimed one is ruled out here"
        : "undecided: neither shown nor ruled out";
  }

  /** The same where nothing is claimed. */
  static String direction(PairedDifference measured) {
    if (!measured.interval().isDefined()) {
      return "no interval: " + measured.interval().undefinedBecause();
    }
    return measured.interval().low() > 0
        ? "better here"
        : measured.interval().high() < 0 ? "worse here" : "neither shown nor ruled out";
  }

  /**
   * What is said of a perfect score.
   *
   * @param right cells called right
   * @param cells cells tested
   * @param groups groups tested
   */
  static Verdict ofPerfect(long right, long cells, long groups) {
    // With n groups, all right, the rate of right ones is above 0.05^(1/n) with 95 % confidence.
    double needed = Math.ceil(Math.log(ALPHA) / Math.log(0.99));
    String text =
        right < cells
            ? String.format(Locale.ROOT, "not reached here: %,d of %,d cells right", right, cells)
            : String.format(
                Locale.ROOT,
                "reached here; %d groups without an error bound the rate from below at %.1f %%",
                groups,
                100 * Math.pow(ALPHA, 1.0 / groups));
    return new Verdict(text, needed);
  }
}
