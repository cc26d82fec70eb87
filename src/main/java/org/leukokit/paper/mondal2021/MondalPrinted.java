package org.leukokit.paper.mondal2021;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /**
   * A bar of Fig. 9.
   *
   * @param name what it is
   * @param percent its weighted F1 in per cent; empty where the text does not give it
   * @param how how the text gives it
   */
  record Bar(String name, Optional<String> percent, String how) {}

  /** The bars of Fig. 9 that the text speaks of, the highest first. */
  static List<Bar> fig9() {
    List<Map<String, String>> rows = table("fig9.csv").rows();
    BigDecimal first = new BigDecimal(rows.get(0).get("weighted_f1_percent"));
    return rows.stream().map(r -> bar(r, first)).toList();
  }

  private static Bar bar(Map<String, String> row, BigDecimal first) {
    String printed = row.get("weighted_f1_percent");
    String behind = row.get("behind_percent");
    String note = row.get("note") + ", ";
    if (!printed.isEmpty()) {
      return new Bar(row.get("bar"), Optional.of(printed), note + printed + " % as printed");
    }
    if (behind.isEmpty()) {
      return new Bar(row.get("bar"), Optional.empty(), note + "value not available");
    }
    String value = first.subtract(new BigDecimal(behind)).toPlainString();
    return new Bar(
        row.get("bar"),
        Optional.of(value),
        note + behind + " % behind: " + first + " − " + behind + " = " + value + " %");
  }

  /** The rows of Table 2 on C-NMC 2019. */
  static List<Map<String, String>> table2OfCNmc() {
    return table("table2.csv").rows().stream()
        .filter(r -> r.get("dataset").equals("C-NMC"))
        .toList();
  }

  /** A row of Table 4 by input and classifier. */
  static Map<String, String> table4(String input, String classifier) {
    return TABLE_4.rows().stream()
        .filter(r -> r.get("input").equals(input) && r.get("classifier").equals(classifier))
        .findFirst()
        .orElseThrow();
  }
}
