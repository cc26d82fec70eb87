package org.leukokit.paper.across;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.leukokit.paper.Paper;
import org.leukokit.paper.PublishedTable;

/**
 * A difference in accuracy that a paper's own tables print between two of its methods.
 *
 * @param paper the paper's key
 * @param claim what it is claimed to show
 * @param source where the two values are printed
 * @param better the first value in percent, NaN if it can't be read
 * @param other the second value in percent, NaN if it can't be read
 */
record ClaimedGain(String paper, String claim, String source, double better, double other) {
  static final ClaimedGain FINE_TUNED =
      loey("Fine-tuned AlexNet beats classical classifiers", "CNN (AlexNet) 10-fold", "DT");

  static final ClaimedGain FINE_TUNED_SVM =
      loey(
          "Fine-tuned AlexNet beats the best of the first model",
          "CNN (AlexNet) 10-fold",
          "SVM (cubic)");

  static final ClaimedGain VGG19 = oliveira("VGG16 is better than VGG19", "VGG16", "VGG19");

  static final ClaimedGain XCEPTION =
      oliveira("VGG16 is better than Xception", "VGG16", "Xception");

  static final ClaimedGain SINGLE =
      mondal("Xception is the best single network", "300", "Xception", "300", "InceptionResNet-V2");

  static final ClaimedGain ENSEMBLE =
      mondal("The ensemble beats the best single network", "300", "WEN kappa", "300", "Xception");

  static final ClaimedGain WEIGHTS =
      mondal("Weights by kappa beat equal weights", "300", "WEN kappa", "300", "SAP");

  static final ClaimedGain CROP =
      mondal("The centre crop beats the whole image", "300", "Xception", "450", "Xception");

  static final ClaimedGain CROP_VGG =
      mondal("The centre crop beats the whole image", "300", "VGG-16", "450", "VGG-16");

  /** The differences that a figure shows as lines. */
  static List<ClaimedGain> lines() {
    return List.of(FINE_TUNED, ENSEMBLE, CROP, VGG19);
  }

  /** All of them. */
  static List<ClaimedGain> all() {
    return List.of(
        FINE_TUNED, FINE_TUNED_SVM, VGG19, XCEPTION, SINGLE, ENSEMBLE, WEIGHTS, CROP, CROP_VGG);
  }

  /** In points; NaN if a value can't be read. */
  double points() {
    return better - other;
  }

  /** The difference as printed values give it, such as {@code 2.9}. */
  String text() {
    return Double.isNaN(points())
        ? "not available"
        : String.format(Locale.ROOT, "%.2f", points()).replaceFirst("0$", "");
  }

  private static ClaimedGain loey(String claim, String better, String other) {
    return gain(Entrant.LOEY, claim, 1, "method", better, other);
  }

  private static ClaimedGain oliveira(String claim, String better, String other) {
    return gain(Entrant.OLIVEIRA, claim, 2, "architecture", better, other);
  }

  private static ClaimedGain gain(
      String paper, String claim, int number, String column, String better, String other) {
    PublishedTable table = table(paper, "table" + number + ".csv");
    return new ClaimedGain(
        paper,
        claim,
        "Table " + number + ", " + better + " and " + other,
        percent(table.row(column, better).get("accuracy_percent"), 1),
        percent(table.row(column, other).get("accuracy_percent"), 1));
  }

  private static ClaimedGain mondal(
      String claim, String input, String better, String otherInput, String other) {
    return new ClaimedGain(
        Entrant.MONDAL,
        claim,
        "Table 4, " + better + " at " + input + " px and " + other + " at " + otherInput + " px",
        mondal(input, better),
        mondal(otherInput, other));
  }

  /** A printed accuracy of the third paper, in percent. */
  static double mondal(String input, String classifier) {
    return table(Entrant.MONDAL, "table4.csv").rows().stream()
        .filter(r -> r.get("input").equals(input) && r.get("classifier").equals(classifier))
        .map(r -> percent(r.get("acc_fraction"), 100))
        .findFirst()
        .orElseThrow();
  }

  /** A printed table of a paper. */
  static PublishedTable table(String paper, String name) {
    return PublishedTable.read(Paper.named(paper).getClass(), name);
  }

  // Decimal, so that 0.888 is 88.8 and its differences are those of the printed digits.
  static double percent(String printed, int times) {
    return printed.isEmpty()
        ? Double.NaN
        : new BigDecimal(printed).multiply(BigDecimal.valueOf(times)).doubleValue();
  }
}
