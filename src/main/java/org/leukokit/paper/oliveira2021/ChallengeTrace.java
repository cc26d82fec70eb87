package org.leukokit.paper.oliveira2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.leukokit.audit.Claim;
import org.leukokit.audit.LabelTrace;
import org.leukokit.audit.TestSet;
import org.leukokit.audit.TraceClaim;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Report.Block;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.paper.PublishedTable;

/**
 * Table 4 from its source: which of the authors' six public submissions each printed score is.
 *
 * <p>The submissions hold hard labels of the challenge's final test set, whose truth is not public.
 * Only counts of them come with the kit.
 */
final class ChallengeTrace {
  private static final PublishedTable SUBMISSIONS =
      PublishedTable.read(ChallengeTrace.class, "submissions.csv");

  private static final PublishedTable AGREEMENT =
      PublishedTable.read(ChallengeTrace.class, "agreement.csv");

  private ChallengeTrace() {}

  /** Searched once: some hundred million small sums. */
  private static final class Found {
    private static final LabelTrace TRACE =
        LabelTrace.of(OliveiraAudit.table4Rows(), cells(), lists());
  }

  static LabelTrace trace() {
    return Found.TRACE;
  }

  private static int cells() {
    return Integer.parseInt(SUBMISSIONS.rows().get(0).get("of"));
  }

  private static List<LabelTrace.Labels> lists() {
    return SUBMISSIONS.rows().stream()
        .map(
            r ->
                new LabelTrace.Labels(
                    name(r.get("network"), r.get("division")),
                    Integer.parseInt(r.get("called_leukemic"))))
        .toList();
  }

  private static String name(String network, String division) {
    return network
        + ", trained by the "
        + (division.equals("random") ? "random division" : "division by patient");
  }

  /** One claim a row of Table 4. */
  static List<Claim> claims() {
    TestSet stated = OliveiraAudit.finalTest();
    List<Claim> all = new ArrayList<>();
    for (LabelTrace.Traced row : trace().rows()) {
      all.add(new TraceClaim("Table 4 and the public submissions", trace(), row.name(), stated));
    }
    return all;
  }

  /** What the report shows of it. */
  static List<Block> blocks() {
    LabelTrace trace = trace();
    String classes =
        trace
            .positives()
            .map(
                p ->
                    text(
                        "%,d leukemic and %,d healthy cells, which is what mondal2021's Table 3 states",
                        p, trace.cells() - p))
            .orElse("no class counts on which two rows agree");
    return List.of(
        new Paragraph(
            text(
                "Where Table 4 comes from. The authors' public program holds six submissions to the"
                    + " challenge: hard labels of the %,d cells, of each network trained by a random"
                    + " division of the cells and by a division of the patients. Their truth is not"
                    + " public, but how many cells each calls leukemic is enough. With c cells called"
                    + " leukemic, P of the cells leukemic and TP of them found, the other three"
                    + " numbers follow: FN = P − TP, FP = c − TP, TN = %,d − P − FP; and the weighted"
                    + " F1 is (P × 2 TP / (P + c) + N × 2 TN / (N + d)) / %,d with N = %,d − P and d ="
                    + " %,d − c. Every P, every submission and every TP was tried against the printed"
                    + " digits. Two rows name the same P by themselves: %s.",
                trace.cells(),
                trace.cells(),
                trace.cells(),
                trace.cells(),
                trace.cells(),
                classes)),
        new Shown(table(trace)),
        new Shown(agreement()));
  }

  private static TableExhibit table(LabelTrace trace) {
    TableBuilder table =
        new TableBuilder(
            "table-4-source",
            "Table 4 from its source: the submission behind each row",
            "Found by the search above from the printed score alone. TP: leukemic cells called"
                + " leukemic; TN: healthy cells called healthy. Where no submission gives a score,"
                + " numbers that differ from it in one digit were tried over the class counts of the"
                + " other rows.",
            List.of(
                words("Row"),
                numbers("Printed (%)"),
                words("The submission"),
                numbers("Called leukemic"),
                numbers("TP"),
                numbers("TN"),
                words("Weighted F1 of that matrix (%)"),
                words("Verdict")));
    for (LabelTrace.Traced row : trace.rows()) {
      Entry printed = new Entry.Published(row.value().text());
      if (row.hits().isEmpty() && row.slips().isEmpty()) {
        table.row(row.name(), printed, "none", "", "", "", "", "no submission gives it");
      }
      row.hits().forEach(h -> add(table, row, printed, h, "as printed"));
      row.slips()
          .forEach(h -> add(table, row, printed, h, "one digit is wrong: none gives the printed"));
    }
    return table.build();
  }

  private static void add(
      TableBuilder table, LabelTrace.Traced row, Entry printed, LabelTrace.Hit h, String verdict) {
    ConfusionMatrix m = h.matrix();
    table.row(
        row.name(),
        printed,
        h.labels().name(),
        h.labels().calledPositive(),
        m.tp(),
        m.tn(),
        h.value().text(),
        verdict);
  }

  private static TableExhibit agreement() {
    TableBuilder table =
        new TableBuilder(
            "table-4-divisions",
            "The two divisions of each network on the challenge's cells",
            "Counted on the public submissions, cell by cell: how often the network trained by the"
                + " random division and the one trained by patient call a cell the same. The truth"
                + " takes no part, so this says how far they differ, not which is better.",
            List.of(
                words("Network"),
                numbers("Both leukemic"),
                numbers("Random division only"),
                numbers("By patient only"),
                numbers("Both healthy"),
                numbers("Different"),
                numbers("Different (%)")));
    for (Map<String, String> row : AGREEMENT.rows()) {
      long random = number(row, "random_only");
      long patient = number(row, "by_patient_only");
      table.row(
          row.get("network"),
          number(row, "both_leukemic"),
          random,
          patient,
          number(row, "both_healthy"),
          random + patient,
          TableBuilder.number(100.0 * (random + patient) / cells(), 1));
    }
    return table.build();
  }

  private static long number(Map<String, String> row, String column) {
    return Long.parseLong(row.get(column));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
