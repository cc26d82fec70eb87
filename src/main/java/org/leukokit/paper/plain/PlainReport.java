package org.leukokit.paper.plain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.leukokit.base.Text;
import org.leukokit.exhibit.Provenance;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Block;
import org.leukokit.exhibit.Report.Definitions;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.record.PredictionImport;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;

/** The report of any runs: what they measured, how sure that is, and where it comes from. */
public final class PlainReport {
  private final List<PlainRun> runs;
  private final List<String> notes;

  private PlainReport(List<PlainRun> runs, List<String> notes) {
    this.runs = runs;
    this.notes = notes;
  }

  /**
   * The report of runs.
   *
   * @param runs any runs, at least one; they need not be on the same data
   * @param notes what else a reader must know
   */
  public static Report of(List<RunFolder> runs, List<String> notes) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a report needs runs");
    }
    return new PlainReport(runs.stream().map(PlainRun::new).toList(), notes).report();
  }

  private Report report() {
    String title =
        runs.size() == 1
            ? "One run: " + runs.get(0).record().title()
            : runs.size() + " runs side by side";
    return new Report(
        "runs",
        title,
        "No paper is reproduced here: the report says what the runs measured and nothing else.",
        runs.stream().anyMatch(r -> r.record().data().synthetic()),
        data().size() == 1
            ? line(runs.get(0).record().data())
            : data().size() + " different sets of cells",
        List.of(summary(), results(), dataSection(), how()));
  }

  /** The records of the runs, by the digest of their cells. */
  private Map<String, RunRecord> data() {
    Map<String, RunRecord> byDigest = new LinkedHashMap<>();
    runs.forEach(r -> byDigest.putIfAbsent(r.record().inputs().dataDigest(), r.record()));
    return byDigest;
  }

  private static String line(RunRecord.Data data) {
    return String.format(
        Locale.ROOT,
        "%s: %s (%,d positive, %,d negative), %s",
        data.title(),
        Text.count(data.cells(), "cell"),
        data.leukemic(),
        data.cells() - data.leukemic(),
        data.subjects() == 0
            ? "subjects not known"
            : Text.count(data.subjects(), "subject") + " in " + Text.count(data.groups(), "group"));
  }

  private Section summary() {
    List<Block> blocks = new ArrayList<>();
    if (data().size() > 1) {
      blocks.add(
          new Paragraph(
              "The runs are on "
                  + data().size()
                  + " different sets of cells: their numbers stand side by side, but a difference"
                  + " between them is no difference between methods."));
    }
    if (runs.stream().anyMatch(r -> PredictionImport.imported(r.record().inputs()))) {
      blocks.add(
          new Paragraph(
              "Imported: predictions of the protocol \"imported\" were made elsewhere. leukokit saw"
                  + " them and not how they came about; which cells were trained on is not known,"
                  + " so nothing here says whether copies, subjects or files stand on both sides."));
    }
    List<String> classOnly =
        runs.stream().filter(PlainRun::classOnly).map(r -> r.record().title()).toList();
    if (!classOnly.isEmpty()) {
      blocks.add(
          new Paragraph(
              "Classes only: the predictions of "
                  + String.join(", ", classOnly)
                  + " have no scores. They stand in the run folder as 0 and 1; what needs an order"
                  + " or a probability (AUC, ROC curve, Brier score) is not given for them."));
    }
    if (runs.stream().anyMatch(r -> !r.groupsKnown())) {
      blocks.add(
          new Paragraph(
              "Subjects are not known for some runs: their intervals take every cell for"
                  + " independent, which is too narrow wherever several cells come from one"
                  + " person."));
    }
    notes.forEach(n -> blocks.add(new Paragraph(n)));
    blocks.add(new Shown(new PlainTables(runs).metrics()));
    return new Section("In short", blocks);
  }

  private Section results() {
    PlainTables tables = new PlainTables(runs);
    PlainFigures figures = new PlainFigures(runs);
    List<Block> blocks = new ArrayList<>();
    figures.matrices().forEach(f -> blocks.add(new Shown(f)));
    blocks.add(new Shown(tables.counts()));
    figures.roc().forEach(f -> blocks.add(new Shown(f)));
    tables.intervals().forEach(t -> blocks.add(new Shown(t)));
    return new Section("Results", blocks);
  }

  private Section dataSection() {
    List<Block> blocks = new ArrayList<>();
    data()
        .forEach(
            (digest, record) ->
                blocks.add(
                    new Definitions(
                        List.of(
                            new Item("Cells", line(record.data())),
                            new Item("Licence", record.data().licence()),
                            new Item("Source", record.data().citation()),
                            new Item("Data digest", digest)))));
    return new Section("Data", blocks);
  }

  private Section how() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            "Every number above is computed from the run folders beside this page (runs/). Below:"
                + " what each says of itself in its run.json."));
    for (PlainRun run : runs) {
      RunRecord record = run.record();
      List<Item> items = new ArrayList<>();
      items.add(new Item("Run", run.title() + ", id " + record.id()));
      items.add(new Item("Implementation", record.inputs().implementation()));
      items.add(new Item("Weights", record.weights().description()));
      items.add(new Item("Seed", Long.toString(record.inputs().seed())));
      items.addAll(Provenance.settings(record));
      items.addAll(Provenance.environment(record));
      blocks.add(new Definitions(items));
    }
    return Provenance.made(blocks);
  }
}
