package org.leukokit.paper.across;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.exhibit.Provenance;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.metric.Metric;
import org.leukokit.paper.Checklist;
import org.leukokit.paper.ComparisonExhibits;
import org.leukokit.paper.DataLine;
import org.leukokit.paper.Paper;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.stats.PairedDifference;

/** The page across the papers: what it says, in order. */
public final class AcrossReport {
  private final AcrossRuns runs;
  private final List<String> notes;
  private final ScoreExhibits scores;
  private final ComparisonExhibits comparisons;

  private AcrossReport(AcrossRuns runs, List<String> notes) {
    this.runs = runs;
    this.notes = List.copyOf(notes);
    this.scores = new ScoreExhibits(runs);
    this.comparisons =
        new ComparisonExhibits(
            runs.predictions(),
            runs.any().inputs().protocol() + " on the common folds",
            runs.any().inputs().seed());
  }

  /**
   * The report.
   *
   * @param runs the comparison's runs, the papers' own and the user's
   * @param notes what else a reader must know
   * @throws org.leukokit.base.UserError if a run of the user's was not made on the common folds
   */
  public static Report of(List<RunFolder> runs, List<String> notes) {
    return new AcrossReport(new AcrossRuns(runs), notes).report();
  }

  private Report report() {
    RunRecord.Data data = runs.any().data();
    List<Section> sections = new ArrayList<>();
    sections.add(summary());
    sections.add(Section.of("Scores", new Shown(scores.scores())));
    sections.add(Section.of("Ranks", new Shown(scores.rankFigure()), new Shown(scores.ranks())));
    sections.add(new Section("Are the differences real", comparisons.blocks()));
    sections.add(cost());
    variation(sections);
    ClaimExhibits claims = new ClaimExhibits(runs);
    sections.add(Section.of("Claims", new Paragraph(claims.settles()), new Shown(claims.table())));
    sections.add(protocols());
    sections.add(takePart());
    sections.add(dataSection(data));
    sections.add(new Section("Checklist", Checklist.of(runs.all())));
    sections.add(how());
    return new Report(
        Across.KEY,
        "Across the papers: classical, fine-tuned or ensemble?",
        "Methods of Loey et al. 2020, Maurício de Oliveira and Dantas 2021, and Mondal et al. 2021"
            + " on the same cells and the same folds.",
        data.synthetic(),
        DataLine.of(data),
        sections);
  }

  private Section summary() {
    List<Report.Block> blocks = new ArrayList<>();
    if (runs.any().data().synthetic()) {
      blocks.add(
          new Paragraph(
              "SYNTHETIC cells: what follows shows how the methods behave on drawn cells, and says"
                  + " nothing about leukemia."));
    }
    notes.forEach(n -> blocks.add(new Paragraph(n)));
    blocks.add(new Paragraph(scores.best() + " " + different()));
    Families families = new Families(runs);
    if (!families.sentences().isEmpty()) {
      blocks.add(new Paragraph(String.join(" ", families.sentences())));
    }
    blocks.add(new Paragraph(controls()));
    new OneClassMethods(runs).text().ifPresent(text -> blocks.add(new Paragraph(text)));
    blocks.add(new Paragraph(comparisons.detectable()));
    blocks.add(new Shown(scores.accuracies()));
    blocks.add(new Shown(families.table()));
    return new Section("In short", blocks);
  }

  private String different() {
    long others = runs.methods().size() - 1L;
    long found = comparisons.different();
    return String.format(
        Locale.ROOT,
        "Of the other %d methods, %d can be told from it by a paired test over groups at 5 %%,"
            + " corrected for all comparisons; the other %d can't.",
        others,
        found,
        others - found);
  }

  /** How many methods beat each control. */
  private String controls() {
    List<String> said = new ArrayList<>();
    for (AcrossRuns.Entry control : runs.controls()) {
      long beating =
          runs.methods().stream()
              .map(m -> m.predictions().less(control.predictions(), Metric.ACCURACY))
              .filter(AcrossReport::above)
              .count();
      said.add(
          String.format(
              Locale.ROOT,
              "%s (%.1f %%) by %d",
              control.title(),
              100 * control.predictions().accuracy(),
              beating));
    }
    return "Controls: of "
        + runs.methods().size()
        + " methods, so many are shown to be better (95 % interval of the difference above 0): "
        + String.join(", ", said)
        + ".";
  }

  private static boolean above(PairedDifference difference) {
    return difference.interval().isDefined() && difference.interval().low() > 0;
  }

  private Section cost() {
    CostExhibits cost = new CostExhibits(runs);
    List<Report.Block> blocks = new ArrayList<>();
    cost.figure().ifPresent(f -> blocks.add(new Shown(f)));
    blocks.add(new Shown(cost.table()));
    if (!cost.affordable().rows().isEmpty()) {
      blocks.add(new Shown(cost.affordable()));
    }
    return new Section("Cost", blocks);
  }

  private void variation(List<Section> sections) {
    VariationExhibits variation = new VariationExhibits(runs);
    if (variation.any()) {
      List<Report.Block> blocks = new ArrayList<>();
      variation.sentence().ifPresent(s -> blocks.add(new Paragraph(s)));
      blocks.add(new Shown(variation.figure()));
      blocks.add(new Shown(variation.table()));
      sections.add(new Section("Sources of variation", blocks));
    }
  }

  private Section protocols() {
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            "Each paper divides its cells in its own way; what that gives stands on its own"
                + " page."));
    for (Paper paper : Paper.all()) {
      if (runs.has(paper.key())) {
        blocks.add(
            new Report.Link(paper.key() + ": " + paper.reference(), paper.key() + "/index.html"));
      }
    }
    blocks.add(new Shown(new ProtocolExhibits(runs).table()));
    return new Section("The papers' own protocols", blocks);
  }

  private static Section takePart() {
    return Section.of(
        "Take part",
        new Paragraph(
            "A method of your own takes part on the same cells and folds: a Tribuo trainer or any"
                + " code of a few lines, a DJL block for one (CONTRIBUTING.md has both, tested), or"
                + " predictions made elsewhere on the folds in folds.csv of a run of this page,"
                + " brought in with './leukokit import-predictions'. './leukokit reproduce all"
                + " --include RUN' then shows it in every table and figure above."));
  }

  private Section dataSection(RunRecord.Data data) {
    return Section.of("Data", Provenance.data(DataLine.of(data), data));
  }

  private Section how() {
    RunRecord record = runs.any();
    List<Item> items = new ArrayList<>();
    items.add(new Item("Data digest", record.inputs().dataDigest()));
    items.add(new Item("Seed", Long.toString(record.inputs().seed())));
    items.add(new Item("Folds", record.inputs().settings().getOrDefault("folds", "")));
    items.add(new Item("Protocol", record.inputs().protocol()));
    items.addAll(Provenance.environment(record));
    for (AcrossRuns.Entry e : runs.methods()) {
      items.add(new Item(e.title(), e.run().record().weights().description()));
    }
    return Provenance.made(
        new Paragraph(
            "Each method keeps the input, augmentation, network, training and, at smoke scale,"
                + " the shortening that its own paper's study declares; at smoke scale no"
                + " network is trained longer than "
                + Across.SMOKE_EPOCHS
                + " epochs, in which its learning rate goes through all that it goes through in its"
                + " own paper's study. Training, validation and test"
                + " rows are the same for all methods; the validation rows choose epochs and"
                + " ensemble weights, and a method without a use for them leaves them. Every"
                + " number is computed from the run folders in runs/."),
        new Report.Definitions(items));
  }
}
