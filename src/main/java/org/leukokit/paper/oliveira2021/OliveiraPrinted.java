package org.leukokit.paper.oliveira2021;

import java.util.List;
import org.leukokit.paper.PublishedTable;

/** What the paper prints. */
final class OliveiraPrinted {
  /** The metrics of Table 2, in its order. */
  static final List<String> COLUMNS =
      List.of(
          "accuracy_percent",
          "precision_percent",
          "sensitivity_percent",
          "specificity_percent",
          "f1_percent");

  private OliveiraPrinted() {}

  /** A table by its number. */
  static PublishedTable table(int number) {
    return PublishedTable.read(OliveiraPrinted.class, "table" + number + ".csv");
  }
}
