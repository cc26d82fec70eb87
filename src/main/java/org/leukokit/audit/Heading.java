package org.leukokit.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column's heading: which score it names and in which unit, or what else it may be.
 *
 * @param text the heading as it stands
 * @param score the score that it names, if it is one that follows from a confusion matrix
 * @param unit the unit that it states
 */
record Heading(String text, Optional<Score> score, Unit unit) {
  /** The unit that a heading states. */
  enum Unit {
    /** Per cent. */
    PERCENT,
    /** A fraction of 1. */
    FRACTION,
    /** None: the cells decide. */
    NOT_STATED
  }

  /** An interval or a spread that stands with the score; its 95 % is no unit. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "(?i)\\d+ ?% ?-? ?(ci\\b|confidence.*)|\\bci ?\\d+ ?%?|(\\bmean ?)?(±|\\+ ?/ ?-).*"
              + "|\\b(mean|average)? ?(and|with)? ?(s\\.?d\\.?|std\\.?( ?dev\\.?)?|standard deviation)\\b");

  private static final Pattern SCORE_LIKE =
      Pattern.compile(
          "acc|prec|recall|sens|spec|\\bf ?-?[0-9β]|f1|score|auc|roc|kappa|mcc|matthews|jaccard|iou"
              + "|dice|npv|ppv|tpr|tnr|fpr|fnr|rate|error|loss|macro|micro|weighted|average|\\bap\\b"
              + "|\\bmap\\b|brier|youden|g-?mean|metric|performance|\\bwp\\b|\\bwr\\b|wfs|\\bba\\b");

  /** A heading. */
  static Heading of(String text) {
    String plain = BESIDE.matcher(text.replaceAll("[\\p{Z}\\s]+", " ")).replaceAll(" ");
    String lower = plain.toLowerCase(Locale.ROOT);
    Unit unit =
        lower.contains("fraction")
            ? Unit.FRACTION
            : lower.matches(".*(%|per ?cent|\\bpct\\b).*") ? Unit.PERCENT : Unit.NOT_STATED;
    return new Heading(text, score(plain), unit);
  }

  private static Optional<Score> score(String plain) {
    Optional<Score> whole = Score.ofHeading(plain);
    if (whole.isPresent()) {
      return whole;
    }
    // "Recall (sensitivity)", "F1 / Dice": two names of one score are that score.
    Optional<Score> found = Optional.empty();
    for (String part : plain.split("[/()\\[\\]|,;=]")) {
      String name = part.replaceAll("(?i)percent(age)?|per cent|pct|fraction|in|[^a-z0-9]", "");
      if (name.isEmpty()) {
        continue;
      }
      Optional<Score> score = Score.ofHeading(part);
      if (score.isEmpty() || found.isPresent() && !found.equals(score)) {
        return Optional.empty();
      }
      found = score;
    }
    return found;
  }

  /** Whether it names the area under a curve, which follows from no confusion matrix. */
  boolean isAuc() {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("auc") || lower.contains("auroc") || lower.contains("area under");
  }

  /** Whether it sounds like a score, of whatever kind. */
  boolean soundsLikeScore() {
    return SCORE_LIKE.matcher(text.toLowerCase(Locale.ROOT)).find();
  }

  /** As it can be printed on one line. */
  String shown() {
    return text.isBlank() ? "without a heading" : CellReader.shown(text);
  }
}
