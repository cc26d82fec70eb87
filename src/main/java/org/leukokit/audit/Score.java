package org.leukokit.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.leukokit.metric.ConfusionMatrix;

/**
 * A score of a confusion matrix, as a quotient of integers.
 *
 * <p>Every score here rises or stays as it is when one more negative cell is recognised (TN up, FP
 * down, TP as it was), and likewise for a positive one: {@link MatrixSearch} builds on that. For
 * kappa = A/D the numerator of the derivative in TN is 2(P+N)(PN + FN(P−N)), which is positive for
 * any FN ≤ P.
 */
public enum Score {
  /** (TP + TN) / all. */
  ACCURACY("accuracy", "ACC", "accuracy", "acc"),
  /** TP / (TP + FP). */
  PRECISION("precision", "precision", "precision", "prec", "ppv", "positivepredictivevalue"),
  /** TP / (TP + FN). */
  SENSITIVITY(
      "sensitivity",
      "sensitivity",
      "sensitivity",
      "sens",
      "recall",
      "rec",
      "tpr",
      "truepositiverate",
      "hitrate"),
  /** TN / (TN + FP). */
  SPECIFICITY(
      "specificity",
      "specificity",
      "specificity",
      "spec",
      "tnr",
      "truenegativerate",
      "selectivity"),
  /** TN / (TN + FN). */
  NEGATIVE_PREDICTIVE_VALUE("negative predictive value", "NPV", "npv", "negativepredictivevalue"),
  /** 2 TP / (2 TP + FP + FN). */
  F1("F1", "F1", "f1", "f1score", "fscore", "fmeasure", "fs", "dice"),
  /** Precision of both classes, weighted by their cells. */
  WEIGHTED_PRECISION("weighted precision", "WP", "wp", "weightedprecision", "precisionweighted"),
  /** Recall of both classes, weighted by their cells: the accuracy. */
  WEIGHTED_RECALL("weighted recall", "WR", "wr", "weightedrecall", "recallweighted"),
  /** F1 of both classes, weighted by their cells. */
  WEIGHTED_F1(
      "weighted F1",
      "WFS",
      "wfs",
      "wf1",
      "wf",
      "weightedf1",
      "weightedf1score",
      "weightedfscore",
      "f1weighted"),
  /** Mean of sensitivity and specificity. */
  BALANCED_ACCURACY("balanced accuracy", "BA", "ba", "bacc", "bac", "balancedaccuracy"),
  /** Precision of both classes, each counting the same. */
  MACRO_PRECISION("macro precision", "macro P", "macroprecision", "precisionmacro", "macroprec"),
  /** Recall of both classes, each counting the same: the balanced accuracy. */
  MACRO_RECALL("macro recall", "macro R", "macrorecall", "recallmacro", "macrosensitivity", "uar"),
  /** F1 of both classes, each counting the same. */
  MACRO_F1("macro F1", "macro F1", "macrof1", "macrof1score", "macrofscore", "macrofmeasure"),
  /** Cohen's kappa. */
  KAPPA("kappa", "kappa", "kappa", "cohenskappa", "cohenkappa", "k");

  /** The most places at which products of two rounded scores stay below 2^63. */
  private static final int MOST_PLACES = 8;

  private final String title;
  private final String brief;
  private final List<String> headings;

  Score(String title, String brief, String... headings) {
    this.title = title;
    this.brief = brief;
    this.headings = List.of(headings);
  }

  /** A short heading. */
  public String brief() {
    return brief;
  }

  /** The score in words. */
  public String title() {
    return title;
  }

  /**
   * The score that a column's heading names; case, blanks, signs and the words percent and fraction
   * do not count.
   */
  public static Optional<Score> ofHeading(String heading) {
    String plain =
        heading
            .toLowerCase(Locale.ROOT)
            .replaceAll("percent(age)?|per cent|\\bpct\\b|fraction|\\btest\\b|[^a-z0-9]", "");
    // "precision (macro avg)", "macro-averaged F1" and "macro F1" are one name.
    if (plain.contains("macro") || plain.contains("weighted")) {
      String kind = plain.contains("macro") ? "macro" : "weighted";
      plain = kind + plain.replaceAll("macro|weighted|averaged?|avg|mean", "");
    }
    String name = plain;
    return Arrays.stream(values()).filter(s -> s.headings.contains(name)).findFirst();
  }

  /** Whether the mean over folds of one size equals the score of all cells together. */
  boolean isLinear() {
    return switch (this) {
      case ACCURACY, SENSITIVITY, SPECIFICITY, WEIGHTED_RECALL, BALANCED_ACCURACY, MACRO_RECALL ->
          true;
      default -> false;
    };
  }

  /** The exact value. Both classes have cells. */
  Ratio of(ConfusionMatrix m) {
    long p = m.positives();
    long n = m.negatives();
    return switch (this) {
      case ACCURACY, WEIGHTED_RECALL -> new Ratio(m.tp() + m.tn(), p + n);
      case PRECISION -> new Ratio(m.tp(), m.tp() + m.fp());
      case SENSITIVITY -> new Ratio(m.tp(), p);
      case SPECIFICITY -> new Ratio(m.tn(), n);
      case NEGATIVE_PREDICTIVE_VALUE -> new Ratio(m.tn(), m.tn() + m.fn());
      case F1 -> new Ratio(2 * m.tp(), 2 * m.tp() + m.fp() + m.fn());
      case WEIGHTED_PRECISION -> weighted(p, m.tp(), m.tp() + m.fp(), n, m.tn(), m.tn() + m.fn());
      case WEIGHTED_F1 ->
          weighted(
              p,
              2 * m.tp(),
              2 * m.tp() + m.fp() + m.fn(),
              n,
              2 * m.tn(),
              2 * m.tn() + m.fp() + m.fn());
      case BALANCED_ACCURACY, MACRO_RECALL -> new Ratio(m.tp() * n + m.tn() * p, 2 * p * n);
      case MACRO_PRECISION -> weighted(1, m.tp(), m.tp() + m.fp(), 1, m.tn(), m.tn() + m.fn());
      case MACRO_F1 ->
          weighted(
              1,
              2 * m.tp(),
              2 * m.tp() + m.fp() + m.fn(),
              1,
              2 * m.tn(),
              2 * m.tn() + m.fp() + m.fn());
      case KAPPA -> {
        long chance = p * (m.tp() + m.fp()) + n * (m.fn() + m.tn());
        yield new Ratio((m.tp() + m.tn()) * (p + n) - chance, (p + n) * (p + n) - chance);
      }
    };
  }

  private static Ratio weighted(long p, long a, long b, long n, long c, long d) {
    // An undefined part counts as 0, so its denominator may as well be 1.
    long left = b == 0 ? 1 : b;
    long right = d == 0 ? 1 : d;
    return new Ratio(p * a * right + n * c * left, (p + n) * left * right);
  }

  /** Whether the score is made of others that may have been rounded to so many places before. */
  boolean isComposite(int places) {
    return places <= MOST_PLACES && isMadeOfOthers();
  }

  private boolean isMadeOfOthers() {
    return switch (this) {
      case F1,
          WEIGHTED_PRECISION,
          WEIGHTED_RECALL,
          WEIGHTED_F1,
          BALANCED_ACCURACY,
          MACRO_PRECISION,
          MACRO_RECALL,
          MACRO_F1,
          KAPPA ->
          true;
      default -> false;
    };
  }

  /**
   * The value that comes out if the scores that this one is made of are rounded to so many places
   * first.
   *
   * @throws IllegalStateException if the score is not composite
   */
  Ratio fromRounded(ConfusionMatrix m, int places) {
    long p = m.positives();
    long n = m.negatives();
    long one = TestSet.power(places);
    switch (this) {
      case F1 -> {
        long precision = PRECISION.of(m).rounded(places);
        long recall = SENSITIVITY.of(m).rounded(places);
        return new Ratio(2 * precision * recall, (precision + recall) * one);
      }
      case BALANCED_ACCURACY, MACRO_RECALL -> {
        return new Ratio(
            SENSITIVITY.of(m).rounded(places) + SPECIFICITY.of(m).rounded(places), 2 * one);
      }
      case WEIGHTED_PRECISION, MACRO_PRECISION -> {
        return mean(
            this == MACRO_PRECISION ? 1 : p,
            PRECISION.of(m).rounded(places),
            this == MACRO_PRECISION ? 1 : n,
            NEGATIVE_PREDICTIVE_VALUE.of(m).rounded(places),
            one);
      }
      case WEIGHTED_RECALL -> {
        return mean(
            p, SENSITIVITY.of(m).rounded(places), n, SPECIFICITY.of(m).rounded(places), one);
      }
      case WEIGHTED_F1, MACRO_F1 -> {
        long wrong = m.fp() + m.fn();
        return mean(
            this == MACRO_F1 ? 1 : p,
            F1.of(m).rounded(places),
            this == MACRO_F1 ? 1 : n,
            new Ratio(2 * m.tn(), 2 * m.tn() + wrong).rounded(places),
            one);
      }
      case KAPPA -> {
        long observed = ACCURACY.of(m).rounded(places);
        long chance =
            new Ratio(p * (m.tp() + m.fp()) + n * (m.fn() + m.tn()), (p + n) * (p + n))
                .rounded(places);
        return new Ratio(observed - chance, one - chance);
      }
      default -> throw new IllegalStateException(this + " is not made of other scores");
    }
  }

  private static Ratio mean(long p, long a, long n, long b, long one) {
    return new Ratio(p * a + n * b, (p + n) * one);
  }
}
