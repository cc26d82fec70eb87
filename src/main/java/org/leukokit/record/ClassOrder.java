package org.leukokit.record;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.leukokit.base.UserError;

/**
 * Whether the columns of imported predictions mean the same class: the truth that of the ids'
 * names, score and predicted class that of the truth. Frameworks number classes by the alphabet, so
 * that "all" is 0 and "hem" is 1, and a file may mix that with the kit's order.
 */
final class ClassOrder {
  /** Standard errors below one half from which chance is no explanation. */
  private static final double FAR = 2.5;

  private static final double CLEARLY_BELOW = 0.4;

  private final Path file;
  private final ImportOptions options;
  private final List<PredictionFile.Line> lines;
  private final String positive;
  private final String negative;

  ClassOrder(
      Path file,
      ImportOptions options,
      List<PredictionFile.Line> lines,
      String positive,
      String negative) {
    this.file = file;
    this.options = options;
    this.lines = lines;
    this.positive = positive;
    this.negative = negative;
  }

  /**
   * Looks for columns of the other class.
   *
   * @param scores 0 to 1 of each line, after turning
   * @throws UserError if the ids' names say the opposite of the truth, or scores or classes are so
   *     far from the truth that they must be the other class's; the message says what to add
   */
  void check(double[] scores) {
    boolean[] truth = new boolean[lines.size()];
    int named = 0;
    int contrary = 0;
    PredictionFile.Line first = null;
    for (int i = 0; i < truth.length; i++) {
      PredictionFile.Line line = lines.get(i);
      truth[i] = line.truth().equals(positive);
      Boolean leukemic = options.names().read(line.id()).leukemic().orElse(null);
      if (leukemic != null) {
        named++;
        if (leukemic != truth[i]) {
          contrary++;
          first = first == null ? line : first;
        }
      }
    }
    double auc = auc(truth, scores);
    if (first != null) {
      throw contradiction(first, contrary, named, 1 - auc, truth);
    }
    if (tooLow(auc, truth) && options.turn().isEmpty()) {
      String what = what();
      throw new UserError(
          String.format(
              Locale.ROOT,
              "%s: the %s says the opposite of the truth (AUC %.3f, far below one half): it seems to"
                  + " be that of '%s', not of '%s'; add --turn %s, or --turn none if it really is"
                  + " that of '%s'",
              file,
              what,
              auc,
              negative,
              positive,
              what,
              positive));
    }
  }

  private String what() {
    return Double.isNaN(lines.get(0).score()) ? "class" : "score";
  }

  private UserError contradiction(
      PredictionFile.Line first, int contrary, int named, double turned, boolean[] truth) {
    String seen =
        file
            + ": the names of "
            + contrary
            + " of "
            + named
            + " ids say the opposite of the truth, such as "
            + first.id()
            + ", whose truth is '"
            + first.truth()
            + "' ('"
            + positive
            + "' being leukemic); ";
    if (contrary < named) {
      return new UserError(seen + "correct the truth or the ids of these rows");
    }
    // Turning the truth turns what scores are worth against it.
    String also =
        tooLow(turned, truth) && options.turn().isEmpty()
            ? " --turn " + what() + " (the " + what() + " is that of '" + positive + "', too)"
            : "";
    return new UserError(
        seen + "if '" + negative + "' is leukemic in this file, add --positive " + negative + also);
  }

  private static boolean tooLow(double auc, boolean[] truth) {
    double positives = count(truth);
    double negatives = truth.length - positives;
    double error = Math.sqrt((truth.length + 1) / (12 * positives * negatives));
    return auc < CLEARLY_BELOW && (auc - 0.5) / error < -FAR;
  }

  private static int count(boolean[] truth) {
    int n = 0;
    for (boolean t : truth) {
      n += t ? 1 : 0;
    }
    return n;
  }

  /** The share of pairs of a positive and a negative in which the positive has more; ties half. */
  private static double auc(boolean[] truth, double[] scores) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
    double sum = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      int positives = 0;
      while (to < order.length && scores[order[to]] == scores[order[from]]) {
        positives += truth[order[to]] ? 1 : 0;
        to++;
      }
      sum += positives * (from + 1 + to) / 2.0;
      from = to;
    }
    double n = count(truth);
    return (sum - n * (n + 1) / 2) / (n * (truth.length - n));
  }
}
