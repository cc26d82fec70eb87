package org.leukokit.report;

/**
 * A place where a report says something else than its run folders.
 *
 * @param file the file, with forward slashes, relative to the folder that was checked
 * @param place where in it, such as {@code row 3 (K-NN), column "AUC"}; empty for the whole file
 * @param stated what stands there
 * @param recomputed what should
 */
public record Difference(String file, String place, String stated, String recomputed) {
  private static final int LONGEST = 160;

  /** A finding on a file as a whole. */
  static Difference ofFile(String file, String finding) {
    return new Difference(file, "", finding, "");
  }

  /** One line for people. */
  @Override
  public String toString() {
    String where = place.isEmpty() ? file : file + ", " + place;
    if (recomputed.isEmpty()) {
      return where + ": " + stated;
    }
    int same = 0;
    int shorter = Math.min(stated.length(), recomputed.length());
    while (same < shorter && stated.charAt(same) == recomputed.charAt(same)) {
      same++;
    }
    return where + ": stated " + shown(stated, same) + ", recomputed " + shown(recomputed, same);
  }

  /** A long text is cut to the part around the place where the two part. */
  private static String shown(String text, int same) {
    if (text.isBlank()) {
      return "nothing";
    }
    int from = text.length() <= LONGEST ? 0 : Math.max(0, same - LONGEST / 2);
    int to = Math.min(text.length(), from + LONGEST);
    String part = text.substring(from, to).replaceAll("\\s+", " ").strip();
    return (from > 0 ? "…" : "") + part + (to < text.length() ? "…" : "");
  }
}
