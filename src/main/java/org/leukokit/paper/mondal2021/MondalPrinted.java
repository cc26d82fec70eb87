package org.leukokit.paper.mondal2021;

import java.util.List;
import java.util.Map;
import org.leukokit.paper.PublishedTable;

/** What the paper prints: its tables, and the words that stand in them. */
final class MondalPrinted {
  /** The networks of Table 4. */
  static final List<String> SINGLE =
      List.of("VGG-16", "Xception", "MobileNet", "InceptionResNet-V2", "DenseNet-121");

  /** The ensembles of Table 4. */
  static final List<String> ENSEMBLES = List.of("SAP", "WEN acc", "WEN auc", "WEN f1", "WEN kappa");

  /** The metrics of Table 4, in its order. */
  static final List<String> COLUMNS =
      List.of(
          "wp_fraction",
          "wr_fraction",
          "wfs_fraction",
          "acc_fraction",
          "ba_fraction",
          "auc_fraction");

  /** What leukemic cells are called. */
  static final String ALL = "ALL";

  /** What healthy cells are called. */
  static final String HEM = "Hem";

  private static final PublishedTable TABLE_4 = table("table4.csv");

  private MondalPrinted() {}

  /** A table by its file's name. */
  static PublishedTable table(String name) {
    return PublishedTable.read(MondalPrinted.class, name);
  }

  /** A row of Table 4 by input and classifier. */
  static Map<String, String> table4(String input, String classifier) {
    return TABLE_4.rows().stream()
        .filter(r -> r.get("input").equals(input) && r.get("classifier").equals(classifier))
        .findFirst()
        .orElseThrow();
  }
}
