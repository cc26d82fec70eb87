package org.leukokit.paper.finetune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.exhibit.Provenance;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Block;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.metric.Metric;
import org.leukokit.paper.Checklist;
import org.leukokit.paper.DataLine;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.stats.Interval;
import org.leukokit.stats.PairedDifference;
import org.leukokit.study.network.ExplainedCells;

/** The report: what it says, in order. */
final class FinetuneReport {
  /** Below this an accuracy is not to be quoted. */
  private static final int FEW_CELLS = 500;

  private static final double CHANCE = 0.5;

  private final FinetuneRuns runs;
  private final List<String> notes;
  private final FinetuneTables tables;
  private final FinetuneFigures figures;
  private final RunRecord record;

  FinetuneReport(FinetuneRuns runs, PanelFolder panels, List<String> notes) {
    this.runs = runs;
    this.notes = List.copyOf(notes);
    this.tables = new FinetuneTables(runs);
    this.figures = new FinetuneFigures(runs, panels);
    this.record = runs.record();
  }

  Report report() {
    return new Report(
        FinetuneStudy.KEY,
        runs.network().title() + ", by " + setting("folds").replaceFirst(",.*", ""),
        "No paper's: one network on these cells, by the kit's own recipe (see below), beside its"
            + " controls.",
        record.data().synthetic(),
        DataLine.of(record.data()),
        List.of(
            summary(),
            results(),
            learning(),
            lookedAt(),
            Section.of("Cost", new Shown(tables.cost())),
            dataSection(),
            recipe(),
            new Section("Checklist", Checklist.of(runs.all())),
            how()));
  }

  private String setting(String name) {
    return record.inputs().settings().getOrDefault(name, "");
  }

  private Section summary() {
    List<Block> blocks = new ArrayList<>();
    if (!record.weights().pretrained()) {
      blocks.add(
          new Paragraph(
              "Random weights, not trained on anything: this is training from scratch, and no"
                  + " fine-tuning. It says nothing of what pretrained weights would reach."));
    }
    Interval over = runs.interval(Metric.BALANCED_ACCURACY, runs.network());
    blocks.add(
        new Paragraph(
            String.format(
                Locale.ROOT,
                "%s reaches a balanced accuracy of %s and an AUC of %.3f on test cells %s.",
                runs.network().title(),
                FinetuneTables.percent(
                    runs.value(Metric.BALANCED_ACCURACY, runs.network()),
                    over,
                    "95 % interval over groups of subjects"),
                runs.value(Metric.AUC, runs.network()),
                apart())));
    blocks.add(new Paragraph(control()));
    runs.cellSize().ifPresent(size -> blocks.add(new Paragraph(besideSize(size))));
    if (!record.data().synthetic() && record.data().cells() < FEW_CELLS) {
      blocks.add(
          new Paragraph(
              record.data().cells()
                  + " cells are enough to prove that the way from images to a fine-tuned network"
                  + " works, far too few to quote an accuracy from. The interval says so."));
    }
    notes.forEach(n -> blocks.add(new Paragraph(n)));
    blocks.add(new Shown(figures.balanced()));
    return new Section("In short", blocks);
  }

  private String apart() {
    return runs.network().method().knowsGroups()
        ? "of subjects that it has not seen"
        : "that it has not seen; subjects are not known, so that cells of one person may stand on"
            + " both sides, and the interval takes every cell for a person of its own";
  }

  private String control() {
    Chance chance = runs.chance(Metric.BALANCED_ACCURACY);
    String of =
        chance.shuffles() == 1
            ? "once, the same trainings"
            : String.format(
                Locale.ROOT,
                "the same trainings, %d times with other permutations (%.1f to %.1f %%),",
                chance.shuffles(),
                100 * chance.lowest(),
                100 * chance.highest());
    Interval interval =
        chance.shuffles() == 1
            ? runs.interval(Metric.BALANCED_ACCURACY, runs.shuffled().get(0))
            : chance.interval();
    String what =
        chance.shuffles() == 1 ? "95 % interval over groups" : "95 % interval of the mean";
    return String.format(
        Locale.ROOT,
        "Control: on shuffled labels, %s reach %s%s. %s",
        of,
        FinetuneTables.percent(chance.mean(), interval, what),
        chance.shuffles() == 1 ? "" : " on average",
        verdict(chance, interval));
  }

  /** What a network that looks at texture has to show: more than the size of the cell tells. */
  private String besideSize(FinetuneRuns.Entry size) {
    PairedDifference d = runs.network().method().less(size.method(), Metric.BALANCED_ACCURACY);
    Interval interval = d.interval();
    String over =
        interval.isDefined()
            ? String.format(
                Locale.ROOT,
                "%+.1f points, 95 %% interval over groups %+.1f to %+.1f",
                100 * d.difference(),
                100 * interval.low(),
                100 * interval.high())
            : String.format(
                Locale.ROOT,
                "%+.1f points, no interval: %s",
                100 * d.difference(),
                interval.undefinedBecause());
    return String.format(
        Locale.ROOT,
        "The width and height of the cell alone reach %.1f %% on the same folds; the network's"
            + " difference to that is %s.%s",
        100 * runs.value(Metric.BALANCED_ACCURACY, size),
        over,
        interval.isDefined() && interval.low() <= 0
            ? " That it learned anything beyond the size of the cell is not shown here."
            : "");
  }

  private static String verdict(Chance chance, Interval interval) {
    String ranks = ranks(chance);
    if (!interval.isDefined()) {
      return "Whether that is chance, 50 %, can't be told from them." + ranks;
    }
    return (interval.contains(CHANCE)
            ? "That is chance: the interval holds 50 %."
            : interval.low() > CHANCE
                ? "That is above chance: look for what the test cells have to do with the training"
                    + " before believing any number here."
                : "That is below chance: the folds and the few cells pull it there, and the"
                    + " network's own score should be read with the same doubt.")
        + ranks;
  }

  private static String ranks(Chance chance) {
    long asGood = Math.round(chance.p() * (1 + chance.shuffles())) - 1;
    return String.format(
        Locale.ROOT,
        " Of %d permutation%s %s as good as the network on its own labels: p = %.3f%s.",
        chance.shuffles(),
        chance.shuffles() == 1 ? "" : "s",
        asGood == 0 ? "none is" : asGood == 1 ? "one is" : asGood + " are",
        chance.p(),
        chance.shuffles() < 19
            ? String.format(
                Locale.ROOT, ", and so few can give none below %.3f", 1.0 / (1 + chance.shuffles()))
            : "");
  }

  private Section results() {
    return Section.of(
        "Results",
        new Shown(tables.results()),
        new Shown(figures.matrices()),
        new Shown(tables.differences()),
        new Shown(tables.folds()),
        new Shown(figures.roc()));
  }

  private Section learning() {
    return Section.of(
        "How the training went",
        new Shown(figures.learning()),
        new Shown(figures.learningShuffled()));
  }

  private Section lookedAt() {
    List<Block> blocks = new ArrayList<>();
    String layer = record.environment().get(ExplainedCells.LAYER);
    if (layer != null) {
      blocks.add(
          new Paragraph(
              "Grad-CAM at "
                  + layer
                  + ": so many fields is a map, whatever its picture's size. It says where values"
                  + " spoke for a class, not what was seen there."));
    }
    figures.lookedAt().forEach(f -> blocks.add(new Shown(f)));
    blocks.add(new Shown(tables.lookedAt()));
    return new Section("Where the network looks", blocks);
  }

  private Section dataSection() {
    RunRecord.Data data = record.data();
    return Section.of(
        "Data", Provenance.data(DataLine.of(data), data), new Shown(figures.samples()));
  }

  private Section recipe() {
    List<Item> items = new ArrayList<>();
    items.add(
        new Item(
            "Folds",
            setting("folds")
                + ": the cells of a fold are tested by a network that was trained on the others."
                + " Whole groups of subjects that share cells go to one side where they are known"
                + " (protocol "
                + record.inputs().protocol()
                + ")."));
    items.add(new Item("Begins from", record.weights().description()));
    items.add(new Item("Input", setting("input") + "; " + setting("preprocessing")));
    items.add(new Item("New layers", setting("head")));
    items.add(
        new Item(
            "Left alone",
            setting("training frozen")
                + (setting("training frozen").contains("running statistics")
                    ? " (batch normalisation keeps the statistics that it came with: a few hundred"
                        + " steps can't replace them)"
                    : "")));
    items.add(
        new Item(
            "Learning",
            setting("training optimiser")
                + "; rate "
                + setting("training learning rate")
                + "; by layer: "
                + setting("training rate factors")));
    items.add(
        new Item(
            "Where the kit's default rates are from",
            "four settings were compared by the validation loss of MobileNet on the 99 cells of"
                + " cnmc2019-sample. A cell that validates in one fold is tested in another, so that"
                + " on those cells the score of the defaults is a little flattering; on others it is"
                + " not."));
    items.add(new Item("Cells in an epoch", setting("augmentation")));
    items.add(
        new Item(
            "Which epoch",
            "the lowest loss on validation cells, which are drawn from the fold's training cells by"
                + " groups"
                + (setting("training patience").equals("none")
                    ? ""
                    : "; training stops when it was no lower for "
                        + setting("training patience")
                        + " epochs")
                + ". Test cells decide nothing."));
    items.add(
        new Item(
            "Shuffled labels",
            "the labels of a fold's training cells are permuted, so that the classes keep their"
                + " shares, and so are those of its validation cells; groups, folds, images and"
                + " everything else stay. Test cells keep their own labels."));
    return new Section("Recipe", List.of(new Report.Definitions(items)));
  }

  private Section how() {
    List<Item> items = new ArrayList<>();
    items.add(new Item("Data digest", record.inputs().dataDigest()));
    items.add(new Item("Weights digest", record.inputs().weightsDigest()));
    items.add(new Item("Seed", Long.toString(record.inputs().seed())));
    items.addAll(Provenance.settings(record));
    items.addAll(Provenance.environment(record));
    return Provenance.made(
        new Paragraph(
            "Every number above is computed from the run folders beside this page (runs/); the"
                + " identifier in the last column of a table is the beginning of a folder's"
                + " digest. Below: the run of the network on its own labels."),
        new Report.Definitions(items));
  }
}
