package org.leukokit.paper.mondal2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.List;
import java.util.Map;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;

/** The paper's tables of other works; nothing of them is run here. */
final class MondalLiterature {
  private MondalLiterature() {}

  /** Table 1. */
  static TableExhibit table1() {
    TableBuilder table =
        new TableBuilder(
            "table-1",
            "Table 1. Works with hand-made features, as the paper cites them",
            "Every row is the paper's; the literature is not run here.",
            List.of(
                words("Reference"),
                words("Preprocessing"),
                words("Features"),
                words("Classifier"),
                words("Dataset"),
                numbers("Accuracy (%)")));
    for (Map<String, String> row : MondalPrinted.table("table1.csv").rows()) {
      table.published(
          false,
          row.get("reference"),
          row.get("preprocessing"),
          row.get("features"),
          row.get("classifier"),
          row.get("dataset"),
          new Entry.Published(row.get("accuracy_percent")));
    }
    return table.build();
  }

  /** Table 2. */
  static TableExhibit table2() {
    TableBuilder table =
        new TableBuilder(
            "table-2",
            "Table 2. Works with deep learning, as the paper cites them",
            "Every row is the paper's; the literature is not run here. The paper calls its column"
                + " F1-score and that of its Fig. 9 weighted F1, so the two need not be one number."
                + " The second-best of Fig. 9, [85], is not in this table, and three of its works on"
                + " C-NMC stand above the paper's own 88.6 %.",
            List.of(
                words("Reference"),
                words("Preprocessing and augmentations"),
                words("Classifier"),
                words("Dataset"),
                numbers("F1 (%)")));
    for (Map<String, String> row : MondalPrinted.table("table2.csv").rows()) {
      table.published(
          false,
          row.get("reference"),
          row.get("preprocessing"),
          row.get("classifier"),
          row.get("dataset"),
          new Entry.Published(row.get("f1_percent")));
    }
    return table.build();
  }
}
