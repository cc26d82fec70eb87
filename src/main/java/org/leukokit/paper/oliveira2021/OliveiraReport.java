package org.leukokit.paper.oliveira2021;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.leukokit.audit.Notice;
import org.leukokit.audit.PaperAudit;
import org.leukokit.exhibit.Provenance;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Block;
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
import org.leukokit.record.FurtherScores;
import org.leukokit.record.History;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Protocol;

/** The report: what it says, in order. */
final class OliveiraReport {
  private final OliveiraRuns runs;
  private final List<String> notes;
  private final OliveiraTables tables;
  private final ChallengeTables challenge;
  private final OliveiraFigures figures;

  OliveiraReport(OliveiraRuns runs, PanelFolder panels, List<String> notes) {
    this.runs = runs;
    this.notes = List.copyOf(notes);
    this.tables = new OliveiraTables(runs);
    this.challenge = new ChallengeTables(runs);
    this.figures = new OliveiraFigures(runs, panels);
  }

  Report report() {
    RunRecord.Data data = runs.any().data();
    return new Report(
        "oliveira2021",
        "Maurício de Oliveira and Dantas 2021: VGG16, VGG19 and Xception from scratch",
        new Oliveira2021().reference(),
        data.synthetic(),
        DataLine.of(data, "are split", "malignant", "healthy"),
        List.of(
            summary(),
            dataSection(),
            networks(),
            results(),
            newSubjects(),
            comparisons(),
            new Section(
                "Per subject", new SubjectExhibits(strictest(), runs.strictest().id()).blocks()),
            new Section("Calibration", calibration()),
            Section.of("What leaks", new Shown(tables.leaks())),
            Section.of("Controls", new Shown(tables.controls())),
            new Section(
                "Deviations",
                List.of(
                    new Paragraph(
                        "What the paper leaves open, where this study departs from it, and what was"
                            + " done. Each is a named default of the study."),
                    new Report.Definitions(OliveiraDeviations.of(runs)))),
            new Section("Checklist", Checklist.of(runs.all(), Diagrams.OLIVEIRA_2021)),
            how()));
  }

  private Section summary() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            "The paper trains three networks from scratch on the training folder of C-NMC 2019,"
                + " split 6:3:1 by cell, with training and validation set balanced by augmented"
                + " copies. Cells of one subject stand in training and in test. The authors' public"
                + " program trains the same networks by patient besides, which the paper doesn't"
                + " mention. This report trains them on the split by cell and scores them on a test"
                + " set that is balanced as the program balances it, which is what the printed"
                + " numbers came from, and on the whole one; then on splits by subject and by group"
                + " of subjects that share cells; and tests all on new subjects where there are"
                + " any."));
    runs.notComparable()
        .ifPresent(
            reason ->
                blocks.add(
                    new Paragraph(
                        "Not comparable: "
                            + reason
                            + ". The printed values stand beside ours for orientation; no"
                            + " difference is computed and no verdict is given.")));
    learned().ifPresent(text -> blocks.add(new Paragraph(text)));
    for (OliveiraMethod network : OliveiraMethod.NETWORKS) {
      if (!runs.has(network)) {
        blocks.add(
            new Paragraph(
                network.title()
                    + " was not run; 'leukokit reproduce oliveira2021 --only "
                    + network.id()
                    + "' runs it, and without --only what was run before is taken as it is."));
      }
    }
    notes.forEach(n -> blocks.add(new Paragraph(n)));
    blocks.add(new Shown(figures.accuracies()));
    return new Section("In short", blocks);
  }

  /** At smoke scale: which networks moved at all. */
  private Optional<String> learned() {
    if (runs.fullScale()) {
      return Optional.empty();
    }
    List<String> moved = new ArrayList<>();
    for (OliveiraMethod network : runs.networks()) {
      if (runs.has(network.id(), runs.first())) {
        History h = runs.get(network.id(), runs.first()).histories().values().iterator().next();
        List<History.Epoch> epochs = h.epochs();
        double best =
            epochs.stream().mapToDouble(History.Epoch::validationAccuracy).max().orElse(0);
        moved.add(
            String.format(
                Locale.ROOT,
                "%s from %.0f %% of its training rows right in the first epoch to %.0f %% in the"
                    + " last, at best %.0f %% of its validation rows",
                network.title(),
                100 * epochs.get(0).accuracy(),
                100 * epochs.get(epochs.size() - 1).accuracy(),
                100 * best));
      }
    }
    return moved.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "At smoke scale a training has a few dozen steps. "
                + String.join("; ", moved)
                + ". Both sets are balanced: about 50 % is what calling one class alone would reach,"
                + " too. Training rows are counted with dropout and before each step.");
  }

  private Section dataSection() {
    RunRecord.Data data = runs.any().data();
    return Section.of(
        "Data",
        Provenance.data(DataLine.of(data, "are split", "malignant", "healthy"), data),
        new Shown(figures.samples()),
        new Shown(figures.augmentations()),
        new Shown(tables.table1()));
  }

  private Section networks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Shown(figures.heads()));
    for (OliveiraMethod network : OliveiraMethod.NETWORKS) {
      blocks.add(
          runs.has(network.id(), runs.first())
              ? new Shown(figures.curves(network))
              : new Paragraph(
                  OliveiraFigures.figure(network) + " (" + network.title() + "): not run."));
    }
    return new Section("Networks and their training", blocks);
  }

  private Section results() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Shown(tables.table2()));
    if (runs.notComparable().isEmpty()) {
      blocks.add(new Shown(tables.differences()));
    }
    for (Notice notice : PaperAudit.of(OliveiraAudit.paper()).notices()) {
      blocks.add(
          new Paragraph(
              "Audit of the printed values, "
                  + notice.where()
                  + ": "
                  + notice.what()
                  + " "
                  + notice.why()));
    }
    blocks.add(
        new Report.Link(
            "The whole audit, with the arithmetic ('leukokit audit' writes this page)",
            "../audit/index.html#oliveira2021-table-2-verdicts"));
    blocks.add(new Shown(figures.matrices()));
    runs.protocols().forEach(p -> blocks.add(new Shown(figures.roc(p))));
    blocks.add(new Shown(challenge.table3()));
    return new Section("Results", blocks);
  }

  private Section newSubjects() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Shown(challenge.table4()));
    blocks.addAll(ChallengeTrace.blocks());
    blocks.add(new Shown(challenge.table5()));
    blocks.addAll(submissions());
    return new Section("New subjects", blocks);
  }

  private List<Block> submissions() {
    List<Block> blocks = new ArrayList<>();
    for (OliveiraMethod network : runs.networks()) {
      for (Protocol protocol : runs.protocols()) {
        if (runs.has(network.id(), protocol)) {
          submission(network, protocol).ifPresent(blocks::add);
        }
      }
    }
    if (blocks.isEmpty()) {
      return List.of(
          new Paragraph(
              "No submission file: these data hold no cells of the challenge's final set (part "
                  + OliveiraStudy.FINAL
                  + "), which has no labels."));
    }
    blocks.add(
        0,
        new Paragraph(
            "What the networks say of the unlabelled final set, as the challenge takes it: a zip"
                + " with isbi_valid.predict, one line a cell in the order of the files' numbers, 1"
                + " for leukemic and 0 for healthy. Its cells are 600×600 px; the same centre crop"
                + " of 250×250 px is taken of them, nothing is resized."));
    return blocks;
  }

  private Optional<Block> submission(OliveiraMethod network, Protocol protocol) {
    List<FurtherScores.Scored> scores = runs.finalSet(network.id(), protocol);
    if (scores.isEmpty()) {
      return Optional.empty();
    }
    Optional<Submission> submission = Submission.of(scores);
    if (submission.isEmpty()) {
      return Optional.of(
          new Paragraph(
              network.title()
                  + ", "
                  + protocol.id()
                  + ": no submission file, as the numbers of the "
                  + scores.size()
                  + " cells at hand are not 1 to "
                  + scores.size()
                  + "; every line behind a gap would stand for another cell."));
    }
    Submission s = submission.get();
    return Optional.of(
        new Report.Download(
            "submission--" + network.id() + "--" + protocol.id() + ".zip",
            String.format(
                Locale.ROOT,
                "%s, split %s; %,d cells, %,d of them called leukemic",
                network.title(),
                OliveiraTables.name(protocol),
                s.lines().size(),
                s.leukemic()),
            s.zip()));
  }

  private Section comparisons() {
    return new Section(
        "Are the differences real",
        new ComparisonExhibits(strictest(), runs.strictest().id(), runs.any().inputs().seed())
            .blocks());
  }

  private List<Block> calibration() {
    String scores =
        "The score is the softmax output of the leukemic class, of a network that was trained on"
            + " balanced classes.";
    return new CalibrationExhibits(
            strictest(), runs.strictest().id(), scores, runs.any().inputs().seed())
        .blocks();
  }

  private List<MethodRun> strictest() {
    return OliveiraMethod.all().stream()
        .filter(m -> runs.has(m.id(), runs.strictest()))
        .map(m -> MethodRun.of(runs.get(m.id(), runs.strictest()), m.control()))
        .toList();
  }

  private Section how() {
    RunRecord record = runs.anyNetwork(runs.first()).record();
    return Provenance.madeAs(
        record,
        List.of(
            new Item("Data digest", record.inputs().dataDigest()),
            new Item("Weights", record.weights().description()),
            new Item("Seed", Long.toString(record.inputs().seed()))));
  }
}
