package org.leukokit.paper.loey2020;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leukokit.audit.AuditedPaper;
import org.leukokit.audit.AuditedTable;
import org.leukokit.audit.BetterClaim;
import org.leukokit.audit.Citation;
import org.leukokit.audit.Claim;
import org.leukokit.audit.PrintedRow;
import org.leukokit.audit.PrintedValue;
import org.leukokit.audit.SameClaim;
import org.leukokit.audit.Score;
import org.leukokit.audit.SumClaim;
import org.leukokit.audit.Term;
import org.leukokit.audit.TestSet;
import org.leukokit.paper.PublishedTable;
import org.leukokit.paper.References;

/** What of the paper can be audited: its numbers and statements, no findings. */
public final class LoeyAudit {
  private static final String HOLD_OUT = "CNN (AlexNet) hold-out";
  private static final String TEN_FOLD = "CNN (AlexNet) 10-fold";
  private static final List<String> COLUMNS =
      List.of("precision_percent", "recall_percent", "accuracy_percent", "specificity_percent");

  private LoeyAudit() {}

  /** The paper. */
  public static AuditedPaper paper() {
    PublishedTable table1 = PublishedTable.read(LoeyAudit.class, "table1.csv");
    PublishedTable table2 = PublishedTable.read(LoeyAudit.class, "table2.csv");
    return new AuditedPaper(
        "loey2020",
        "Loey et al. 2020",
        "Loey M., Naman M., Zayed H.: Deep Transfer Learning in Diagnosing Leukemia in Blood Cells."
            + " Computers 2020, 9(2), 29. doi:10.3390/computers9020029",
        List.of(crossValidated(table1), holdOut(table1)),
        claims(table1, table2));
  }

  private static AuditedTable crossValidated(PublishedTable table1) {
    return new AuditedTable(
        "loey2020-table-1",
        "Table 1, 10-fold cross-validation",
        "Section 4.1: 282 healthy and 282 leukemic images, augmented to 2,820; 10-fold"
            + " cross-validation. Unreadable rows of our source are left out.",
        List.of(
            set("the augmented set", 1410, true),
            set("the images before augmentation", 282, false)),
        10,
        rows(table1, false));
  }

  private static AuditedTable holdOut(PublishedTable table1) {
    return new AuditedTable(
        "loey2020-table-1-hold-out",
        "Table 1, hold-out",
        "Section 4.2: 80 % training and 20 % test data, so 564 of 2,820 images, taken here as half"
            + " of each class.",
        List.of(set("a fifth of the augmented set", 282, true)),
        1,
        rows(table1, true));
  }

  private static TestSet set(String name, int each, boolean stated) {
    return new TestSet(name, "leukemic", each, "healthy", each, stated);
  }

  private static List<PrintedRow> rows(PublishedTable table, boolean holdOut) {
    List<PrintedRow> rows = new ArrayList<>();
    for (Map<String, String> row : table.rows()) {
      List<PrintedValue> values = new ArrayList<>();
      for (String column : COLUMNS) {
        PrintedValue.of(Score.ofHeading(column).orElseThrow(), row.get(column), true)
            .ifPresent(values::add);
      }
      if (!values.isEmpty() && row.get("method").equals(HOLD_OUT) == holdOut) {
        rows.add(new PrintedRow(row.get("method"), values));
      }
    }
    return rows;
  }

  private static List<Claim> claims(PublishedTable table1, PublishedTable table2) {
    List<Claim> all = new ArrayList<>();
    Term half = Term.printed("images of a class", "282");
    Term whole = Term.printed("images before augmentation", "564");
    all.add(new SumClaim("Section 4.1", "282 + 282 images are 564", List.of(half, half), whole));
    all.add(
        new SumClaim(
            "Section 4.1",
            "the original and four versions of each of 564 images are 2,820",
            List.of(whole, whole, whole, whole, whole),
            Term.printed("images after augmentation", "2820")));
    Map<String, String> proposed = table2.row("work", "Proposed work");
    all.add(
        new SameClaim(
            "Tables 1 and 2",
            "the accuracy of the proposed work",
            List.of(
                Term.printed("Table 2", proposed.get("accuracy_percent")),
                Term.printed(
                    "Table 1, hold-out", table1.row("method", HOLD_OUT).get("accuracy_percent")))));
    List<BetterClaim.Pair> pairs = new ArrayList<>();
    for (String column : COLUMNS) {
      for (String second : List.of(TEN_FOLD, HOLD_OUT)) {
        pairs.add(
            new BetterClaim.Pair(
                term(table1, "method", second, column), term(table1, "method", "DT", column)));
      }
    }
    all.add(
        new BetterClaim(
            "Section 4.2",
            "\"The second model … scored higher than the first model in all metrics\" (readable"
                + " rows only)",
            pairs));
    List<BetterClaim.Pair> works = new ArrayList<>();
    for (Map<String, String> row : table2.rows()) {
      if (!row.equals(proposed)) {
        for (String column : List.of("accuracy_percent", "images")) {
          works.add(
              new BetterClaim.Pair(
                  term(table2, "work", "Proposed work", column),
                  term(table2, "work", row.get("work"), column)));
        }
      }
    }
    all.add(
        new BetterClaim(
            "Section 5",
            "\"Our second model had higher classification accuracy than these works in terms of a"
                + " larger dataset of 2820 images\"",
            works));
    return all;
  }

  private static Term term(PublishedTable table, String key, String name, String column) {
    return Term.printed(name + " " + column, table.row(key, name).get(column));
  }

  /** The results of other works that the paper cites. */
  public static List<Citation> citations() {
    References references = References.read(LoeyAudit.class, "loey2020");
    List<Citation> all = new ArrayList<>(references.inProse(LoeyAudit.class));
    for (Map<String, String> row : PublishedTable.read(LoeyAudit.class, "table2.csv").rows()) {
      references
          .cite(
              "Table 2",
              row.get("work"),
              "accuracy",
              row.get("accuracy_percent"),
              row.get("images") + " images")
          .ifPresent(all::add);
    }
    return all;
  }
}
