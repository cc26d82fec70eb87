package org.leukokit.audit;

import java.util.List;

/**
 * Values of a row that would have to be others; the rest of the row fits without them.
 *
 * @param set the class counts on which the rest fits
 * @param way how the rest was made
 * @param values the values that do not fit; one is a likely misprint
 * @param mustBe for the first value, what it must be: the digits that the matrices kept would
 *     print, the smallest first
 * @param matches the matrices that give the rest
 */
public record Misprint(
    TestSet set, Way way, List<PrintedValue> values, List<String> mustBe, Matches matches) {
  private static final int MOST_LISTED = 3;

  /** Copies the lists. */
  public Misprint {
    values = List.copyOf(values);
    mustBe = List.copyOf(mustBe);
  }

  /** What the first value must be, in words. */
  public String mustBeText() {
    String text =
        mustBe.size() <= MOST_LISTED
            ? String.join(" or ", mustBe)
            : mustBe.get(0) + " to " + mustBe.get(mustBe.size() - 1);
    // Beyond the matrices that are kept there may be other digits.
    return matches.count() > matches.examples().size() ? text + " or others" : text;
  }

  /** Whether one value alone is wrong, by one digit or two neighbours that changed places. */
  public boolean isSlipOfPen() {
    return values.size() == 1 && mustBe.stream().anyMatch(m -> slip(m, values.get(0).text()));
  }

  private static boolean slip(String a, String b) {
    if (a.length() != b.length()) {
      return false;
    }
    int first = -1;
    int differ = 0;
    for (int i = 0; i < a.length(); i++) {
      if (a.charAt(i) != b.charAt(i)) {
        differ++;
        first = first < 0 ? i : first;
      }
    }
    boolean swapped =
        differ == 2
            && first + 1 < a.length()
            && a.charAt(first) == b.charAt(first + 1)
            && a.charAt(first + 1) == b.charAt(first);
    return differ == 1 || swapped;
  }
}
