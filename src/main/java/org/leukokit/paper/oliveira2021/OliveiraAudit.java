package org.leukokit.paper.oliveira2021;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leukokit.audit.AuditedPaper;
import org.leukokit.audit.AuditedTable;
import org.leukokit.audit.Citation;
import org.leukokit.audit.Claim;
import org.leukokit.audit.PrintedRow;
import org.leukokit.audit.PrintedValue;
import org.leukokit.audit.RankClaim;
import org.leukokit.audit.SameClaim;
import org.leukokit.audit.Score;
import org.leukokit.audit.ShareClaim;
import org.leukokit.audit.SumClaim;
import org.leukokit.audit.Term;
import org.leukokit.audit.TestSet;
import org.leukokit.paper.PublishedTable;
import org.leukokit.paper.References;

/** What of the paper can be audited: its numbers and statements, no findings. */
public final class OliveiraAudit {
  private static final String MALIGNANT = "malignant";
  private static final String HEALTHY = "healthy";

  /** Section 3 repeats four values of Table 2 for each network, in this order. */
  private static final List<String> REPEATED =
      List.of("f1_percent", "precision_percent", "sensitivity_percent", "specificity_percent");

  private static final Map<String, List<String>> IN_TEXT =
      Map.of(
          "VGG16", List.of("92.60", "91.14", "94.10", "90.86"),
          "VGG19", List.of("91.75", "90.06", "93.51", "86.68"),
          "Xception", List.of("90.76", "87.64", "94.10", "86.73"));

  private OliveiraAudit() {}

  /** The paper. */
  public static AuditedPaper paper() {
    return new AuditedPaper(
        "oliveira2021",
        "Maurício de Oliveira and Dantas 2021",
        "Maurício de Oliveira, Dantas: Classification of Normal versus Leukemic Cells"
            + " with Data Augmentation and Convolutional Neural Networks. VISAPP 2021."
            + " doi:10.5220/0010257406850692",
        List.of(table2(), table4()),
        claims());
  }

  private static AuditedTable table2() {
    Map<String, String> test = OliveiraPrinted.table(1).row("set", "Test");
    return new AuditedTable(
        "oliveira2021-table-2",
        "Table 2",
        "Table 1 gives the test set's counts; Section 3: \"The Test dataset is unbalanced\". The"
            + " scores are those of the malignant class.",
        List.of(
            new TestSet(
                "the stated test set",
                MALIGNANT,
                Integer.parseInt(test.get("malignant")),
                HEALTHY,
                Integer.parseInt(test.get("healthy")),
                true)),
        1,
        rows(OliveiraPrinted.table(2), OliveiraPrinted.COLUMNS));
  }

  private static AuditedTable table4() {
    return new AuditedTable(
        "oliveira2021-table-4",
        "Table 4, final test set of the challenge",
        "2,586 unlabelled cells; mondal2021, Table 3, gives its counts, 1,761 leukemic and 825"
            + " healthy. The leaderboard prints eight decimals.",
        List.of(finalTest()),
        1,
        table4Rows());
  }

  /** The challenge's final test set, as mondal2021's Table 3 counts it. */
  static TestSet finalTest() {
    return new TestSet("the challenge's final test set", MALIGNANT, 1761, HEALTHY, 825, true);
  }

  /** The rows of Table 4. */
  static List<PrintedRow> table4Rows() {
    return rows(OliveiraPrinted.table(4), List.of("weighted_f1_percent"));
  }

  private static List<PrintedRow> rows(PublishedTable table, List<String> columns) {
    return table.rows().stream()
        .map(
            row ->
                new PrintedRow(
                    row.get("architecture"),
                    columns.stream()
                        .flatMap(
                            c ->
                                PrintedValue.of(Score.ofHeading(c).orElseThrow(), row.get(c), true)
                                    .stream())
                        .toList()))
        .toList();
  }

  private static List<Claim> claims() {
    List<Claim> all = new ArrayList<>();
    PublishedTable table1 = OliveiraPrinted.table(1);
    Map<String, String> totals = Map.of(MALIGNANT, "7272", HEALTHY, "3389");
    Map<String, String> sixThreeOne = Map.of("Training", "0.6", "Validation", "0.3", "Test", "0.1");
    for (String label : List.of(MALIGNANT, HEALTHY)) {
      List<Term> parts =
          table1.rows().stream().map(r -> Term.printed(r.get("set"), r.get(label))).toList();
      all.add(
          new SumClaim(
              "Table 1",
              "training, validation and test set hold all " + label + " cells of the folder",
              parts,
              Term.printed("Section 2.1", totals.get(label))));
      for (Map<String, String> row : table1.rows()) {
        all.add(
            new ShareClaim(
                "Table 1",
                "a 6:3:1 ratio, " + row.get("set") + ", " + label,
                row.get(label),
                totals.get(label),
                sixThreeOne.get(row.get("set")),
                false));
      }
    }
    all.add(sum("10,661 cells of the training folder", "10661", "7272", "3389"));
    all.add(sum("1,867 cells of the preliminary test", "1867", "1219", "648"));
    all.add(sum("15,114 cells of the whole data set", "15114", "10661", "1867", "2586"));
    PublishedTable table2 = OliveiraPrinted.table(2);
    for (Map<String, String> row : table2.rows()) {
      String name = row.get("architecture");
      for (int i = 0; i < REPEATED.size(); i++) {
        all.add(
            new SameClaim(
                "Section 3 and Table 2",
                name + ", " + Score.ofHeading(REPEATED.get(i)).orElseThrow().title(),
                List.of(
                    Term.printed("text", IN_TEXT.get(name).get(i)),
                    Term.printed("table", row.get(REPEATED.get(i))))));
      }
    }
    all.add(
        new SameClaim(
            "Abstract and Table 2",
            "\"an F1-score of 92.60%\" of the proposed method, a VGG16",
            List.of(
                Term.printed("abstract", "92.60"),
                Term.printed("Table 2", table2.row("architecture", "VGG16").get("f1_percent")))));
    all.addAll(ChallengeTrace.claims());
    String best =
        OliveiraPrinted.table(4).row("architecture", "Xception").get("weighted_f1_percent");
    all.add(
        new RankClaim(
            "Section 3 and Table 5",
            "\"could place the proposed methodology in the 8th position on challenge's ranking\"",
            Term.printed("Xception", best),
            OliveiraPrinted.table(5).rows().stream()
                .map(r -> Term.percent(r.get("name"), r.get("weighted_f1_fraction")))
                .toList(),
            8));
    return all;
  }

  private static Claim sum(String statement, String total, String... parts) {
    List<Term> terms = new ArrayList<>();
    for (String part : parts) {
      terms.add(Term.printed("part", part));
    }
    return new SumClaim("Section 2.1", statement, terms, Term.printed("stated", total));
  }

  /**
   * The results of other works that the paper cites.
   *
   * @param others lists that name works of persons whom its leaderboard names and its own list does
   *     not
   */
  public static List<Citation> citations(References others) {
    References references = references();
    References persons = references.with(others);
    List<Citation> all = new ArrayList<>(references.inProse(OliveiraAudit.class));
    for (Map<String, String> row : OliveiraPrinted.table(3).rows()) {
      references
          .cite("Table 3", row.get("participant"), "F1", row.get("f1_percent"), "C-NMC")
          .ifPresent(all::add);
    }
    for (Map<String, String> row : OliveiraPrinted.table(5).rows()) {
      String percent =
          new BigDecimal(row.get("weighted_f1_fraction")).movePointRight(2).toPlainString();
      persons
          .cite("Table 5", row.get("name"), "weighted F1", percent, "C-NMC, final test set")
          .ifPresent(all::add);
    }
    return all;
  }

  private static References references() {
    return References.read(OliveiraAudit.class, "oliveira2021");
  }

  /**
   * What other papers print of the participants that the paper calls its F1-score the highest of.
   *
   * @param others the citations of all papers
   */
  public static RankClaim highest(List<Citation> others) {
    List<Citation.Work> participants =
        OliveiraPrinted.table(3).rows().stream()
            .flatMap(r -> references().find(r.get("participant")).stream())
            .toList();
    return new RankClaim(
        "Abstract and Table 3, by other papers' tables",
        "\"an F1-score of 92.60%, the highest one\" of the participants: Table 3's numbers can't be"
            + " read in our text, so those that other papers print of the same works, under whatever"
            + " name of F1 and on whatever part of C-NMC",
        Term.printed(
            "its VGG16", OliveiraPrinted.table(2).row("architecture", "VGG16").get("f1_percent")),
        others.stream()
            .filter(c -> !c.paper().equals("oliveira2021"))
            .filter(c -> participants.stream().anyMatch(w -> w.isSame(c.work())))
            .map(
                c ->
                    new Term(
                        c.work().surname() + " (" + c.paper() + ", " + c.place() + ")",
                        c.percent(),
                        c.percent().toPlainString() + " %"))
            .toList(),
        1);
  }
}
