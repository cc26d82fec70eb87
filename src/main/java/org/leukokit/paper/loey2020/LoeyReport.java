package org.leukokit.paper.loey2020;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.exhibit.Provenance;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.paper.CalibrationExhibits;
import org.leukokit.paper.Checklist;
import org.leukokit.paper.ComparisonExhibits;
import org.leukokit.paper.DataLine;
import org.leukokit.paper.Diagrams;
import org.leukokit.paper.MethodRun;
import org.leukokit.paper.SubjectExhibits;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Protocol;

/** The report: what it says, in order. */
final class LoeyReport {
  private final LoeyRuns runs;
  private final PanelFolder panels;
  private final List<String> notes;

  LoeyReport(LoeyRuns runs, PanelFolder panels, List<String> notes) {
    this.runs = runs;
    this.panels = panels;
    this.notes = List.copyOf(notes);
  }

  Report report() {
    RunRecord.Data data = runs.any().data();
    return new Report(
        "loey2020",
        "Loey et al. 2020: AlexNet features and classical classifiers, and AlexNet fine-tuned",
        new Loey2020().reference(),
        data.synthetic(),
        DataLine.of(data),
        List.of(
            summary(),
            results(),
            comparisons(),
            subjects(),
            calibration(),
            leakage(),
            controls(),
            dataSection(),
            deviations(),
            new Section("Checklist", Checklist.of(runs.all(), Diagrams.LOEY_2020)),
            how()));
  }

  private Section summary() {
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            "The paper takes the values of AlexNet's last hidden layer as features of a cell image"
                + " and gives them to six classical classifiers, by ten-fold cross-validation over"
                + " 2,820 rows: 564 images and four augmented copies of each. The printed counts prove that"
                + " augmented rows were tested; that folds drawn over them put copies of one image into"
                + " training and test at once is an inference, and near certain. This report runs the same method under that"
                + " protocol and under three stricter ones, and says what each leak is worth."));
    if (new LoeyFigures(runs, panels).hasSecondModel()) {
      blocks.add(
          new Paragraph(
              "Its second model is the network itself, trained on with a new last layer, by ten-fold"
                  + " cross-validation and on a hold-out. What was run of it here stands under"
                  + " Deviations."));
    }
    blocks.add(
        new Paragraph(
            "Not comparable: the paper names neither of its two sources of images well enough to"
                + " rebuild its set. Its printed values stand beside ours for orientation; no"
                + " difference is computed and no verdict is given."));
    if (!runs.any().data().synthetic() && runs.any().data().cells() < 500) {
      blocks.add(
          new Paragraph(
              "The data are "
                  + runs.any().data().cells()
                  + " cells: enough to prove that the pipeline works on real cells, far too few to"
                  + " quote an accuracy from. The intervals say so."));
    }
    RunRecord.Weights weights = weights();
    if (!weights.pretrained()) {
      blocks.add(
          new Paragraph(
              "Random weights, not trained on anything ("
                  + weights.description()
                  + "). Its features are random projections of the image, and every result of deep"
                  + " features below is one of random weights."));
    }
    notes.forEach(n -> blocks.add(new Paragraph(n)));
    blocks.add(new Shown(new LoeyFigures(runs, panels).accuracyByProtocol()));
    return new Section("In short", blocks);
  }

  private RunRecord.Weights weights() {
    return runs.get("svm-cubic", runs.protocols().get(0)).record().weights();
  }

  private Section results() {
    LoeyTables tables = new LoeyTables(runs);
    LoeyFigures figures = new LoeyFigures(runs, panels);
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(new Shown(tables.table1()));
    blocks.add(new Shown(figures.publishedBars()));
    blocks.add(new Shown(figures.ourBars(runs.protocols().get(0))));
    blocks.add(new Shown(figures.matrices()));
    if (figures.hasSecondModel()) {
      blocks.add(new Shown(figures.trainingProgress()));
      blocks.add(new Shown(figures.secondModelMatrices()));
    }
    for (Protocol protocol : runs.protocols()) {
      blocks.add(new Shown(figures.roc(protocol)));
    }
    blocks.add(new Shown(tables.counts()));
    blocks.add(new Shown(tables.intervals()));
    blocks.add(new Shown(tables.table2()));
    return new Section("Results", blocks);
  }

  private Section comparisons() {
    return new Section(
        "Are the differences real",
        new ComparisonExhibits(strictest(), runs.strictest().id(), runs.any().inputs().seed())
            .blocks());
  }

  private Section subjects() {
    return new Section(
        "Per subject", new SubjectExhibits(strictest(), runs.strictest().id()).blocks());
  }

  private Section calibration() {
    String scores =
        "An SVM's score is 1/(1 + exp(−f)) of its decision value f: it was never fitted to be a"
            + " probability, so its calibration says how far off that reading is, and no more.";
    return new Section(
        "Calibration",
        new CalibrationExhibits(
                strictest(), runs.strictest().id(), scores, runs.any().inputs().seed())
            .blocks());
  }

  private List<MethodRun> strictest() {
    // The second model has folds of its own, and cells in other folds are no pairs.
    return runs.methods().stream()
        .filter(m -> m.model() == 1)
        .map(m -> MethodRun.of(runs.get(m.id(), runs.strictest()), m.control()))
        .toList();
  }

  private Section leakage() {
    LoeyTables tables = new LoeyTables(runs);
    return Section.of("What leaks", new Shown(tables.leaks()), new Shown(tables.inflation()));
  }

  private Section controls() {
    return Section.of("Controls", new Shown(new LoeyTables(runs).controls()));
  }

  private Section dataSection() {
    LoeyFigures figures = new LoeyFigures(runs, panels);
    RunRecord.Data data = runs.any().data();
    return Section.of(
        "Data",
        Provenance.data(DataLine.of(data), data),
        new Shown(figures.samples()),
        new Shown(figures.augmentation()));
  }

  private Section deviations() {
    List<Item> items =
        new ArrayList<>(
            LoeyDeviations.of(
                runs.any(),
                weights(),
                runs.get("svm-cubic", runs.protocols().get(0))
                    .record()
                    .inputs()
                    .settings()
                    .getOrDefault("classifier", "")));
    if (new LoeyFigures(runs, panels).hasSecondModel()) {
      items.addAll(
          LoeyDeviations.ofSecondModel(
              runs.get(LoeyMethod.TEN_FOLD, runs.protocols().get(0)).record()));
    }
    return new Section(
        "Deviations",
        List.of(
            new Paragraph(
                "What the paper leaves open, and what was done about it. Each is a named default of"
                    + " the study."),
            new Report.Definitions(items)));
  }

  private Section how() {
    RunRecord record = runs.get("svm-cubic", runs.protocols().get(0)).record();
    return Provenance.madeAs(
        record,
        List.of(
            new Item("Data digest", record.inputs().dataDigest()),
            new Item("Weights", record.weights().description()),
            new Item("Weights digest", record.inputs().weightsDigest()),
            new Item("Seed", Long.toString(record.inputs().seed()))));
  }
}
