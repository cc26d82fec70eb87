package org.leukokit.paper.mondal2021;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leukokit.audit.AuditedPaper;
import org.leukokit.audit.AuditedTable;
import org.leukokit.audit.Citation;
import org.leukokit.audit.PrintedRow;
import org.leukokit.audit.PrintedValue;
import org.leukokit.audit.Score;
import org.leukokit.audit.TestSet;
import org.leukokit.paper.References;

/** What of the paper can be audited: its numbers and statements, no findings. */
public final class MondalAudit {
  private MondalAudit() {}

  /** The paper. */
  public static AuditedPaper paper() {
    return new AuditedPaper(
        "mondal2021",
        "Mondal et al. 2021",
        "Mondal C., Hasan M. K., Jawad M. T., Dutta A., Islam M. R., Awal M. A., Ahmad M.: Acute"
            + " Lymphoblastic Leukemia Detection from Microscopic Images Using Weighted Ensemble of"
            + " Convolutional Neural Networks. arXiv:2105.03995",
        List.of(table4()),
        MondalClaims.all());
  }

  /** The preliminary test set, as Table 3 and the caption of Table 5 state it. */
  static TestSet testSet() {
    Map<String, String> row = MondalPrinted.table("table3.csv").row("set", "Preliminary test");
    return new TestSet(
        "the preliminary test set",
        MondalPrinted.ALL,
        Integer.parseInt(row.get("cells_all")),
        MondalPrinted.HEM,
        Integer.parseInt(row.get("cells_hem")),
        true);
  }

  private static AuditedTable table4() {
    return new AuditedTable(
        "mondal2021-table-4",
        "Table 4",
        "Tables 3 and 5 give the counts of the preliminary test set. AUC follows from no confusion"
            + " matrix and is left out.",
        List.of(testSet()),
        1,
        MondalPrinted.table("table4.csv").rows().stream().map(MondalAudit::row).toList());
  }

  /** A row of Table 4 by input and classifier. */
  static PrintedRow row(String input, String classifier) {
    return row(MondalPrinted.table4(input, classifier));
  }

  private static PrintedRow row(Map<String, String> row) {
    return new PrintedRow(
        row.get("input") + " px " + row.get("classifier"),
        MondalPrinted.COLUMNS.stream()
            .flatMap(
                c -> Score.ofHeading(c).stream().map(s -> new PrintedValue(s, row.get(c), false)))
            .toList());
  }

  /** The results of other works that the paper cites. */
  public static List<Citation> citations() {
    References references = references();
    List<Citation> all = new ArrayList<>();
    cite(all, references, "table1.csv", "Table 1", "accuracy", "accuracy_percent");
    cite(all, references, "table2.csv", "Table 2", "F1", "f1_percent");
    for (MondalPrinted.Bar bar : MondalPrinted.fig9()) {
      references
          .cite("Fig. 9", bar.name(), "weighted F1", bar.percent().orElse(""), "C-NMC")
          .ifPresent(all::add);
    }
    return all;
  }

  /** Its list of references, as far as it cites their results. */
  public static References references() {
    return References.read(MondalAudit.class, "mondal2021");
  }

  private static void cite(
      List<Citation> all,
      References references,
      String file,
      String place,
      String metric,
      String column) {
    for (Map<String, String> row : MondalPrinted.table(file).rows()) {
      references
          .cite(place, row.get("reference"), metric, row.get(column), row.get("dataset"))
          .ifPresent(all::add);
    }
  }
}
