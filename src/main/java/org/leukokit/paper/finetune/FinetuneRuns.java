package org.leukokit.paper.finetune;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.paper.MethodRun;
import org.leukokit.paper.RunNumbers;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.stats.Interval;
import org.leukokit.study.MethodSpec;

/** The runs of a study, and the numbers that its exhibits ask for. */
final class FinetuneRuns {
  /** A run with its predictions. */
  record Entry(RunFolder folder, MethodRun method) {
    String title() {
      return method.title();
    }

    /** For figures, where names have little room: a shuffle without the network's name. */
    String shortTitle() {
      return FinetuneStudy.isShuffled(folder)
          ? method.title().replaceFirst("^.*, shuffled", "Shuffled")
          : method.title();
    }

    String id() {
      return folder.record().shortId();
    }

    ConfusionMatrix matrix() {
      return RunNumbers.matrix(method.cells());
    }
  }

  private final List<RunFolder> all;
  private final Entry network;
  private final List<Entry> shuffled = new ArrayList<>();
  private final List<Entry> simple = new ArrayList<>();

  /**
   * @throws IllegalArgumentException if there is not one network, or no control of its own
   */
  FinetuneRuns(List<RunFolder> runs) {
    all = List.copyOf(runs);
    List<Entry> networks = new ArrayList<>();
    for (RunFolder run : runs) {
      boolean trained = !run.histories().isEmpty();
      boolean control = !trained || FinetuneStudy.isShuffled(run);
      Entry entry = new Entry(run, MethodRun.of(run, control));
      (!trained ? simple : control ? shuffled : networks).add(entry);
    }
    if (networks.size() != 1 || shuffled.isEmpty()) {
      throw new IllegalArgumentException(
          "a report of fine-tuning needs one network and its control with shuffled labels, not "
              + networks.size()
              + " and "
              + shuffled.size());
    }
    network = networks.get(0);
  }

  /** Every run. */
  List<RunFolder> all() {
    return all;
  }

  /** The network that was fine-tuned. */
  Entry network() {
    return network;
  }

  /** The same on shuffled labels, at least one. */
  List<Entry> shuffled() {
    return shuffled;
  }

  /** Majority class and cell size. */
  List<Entry> simple() {
    return simple;
  }

  /** The control that sees the cell's size alone; empty if it was not run. */
  Optional<Entry> cellSize() {
    return simple.stream()
        .filter(e -> e.folder().record().inputs().method().equals(MethodSpec.cellSize().id()))
        .findFirst();
  }

  /** Every run, the network first. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(List.of(network));
    entries.addAll(shuffled);
    entries.addAll(simple);
    return entries;
  }

  RunRecord record() {
    return network.folder().record();
  }

  long seed() {
    return record().inputs().seed();
  }

  double value(Metric metric, Entry entry) {
    return entry.method().value(metric);
  }

  Interval interval(Metric metric, Entry entry) {
    return entry.method().interval(metric, seed());
  }

  /** What all shuffles reach together. */
  Chance chance(Metric metric) {
    return Chance.of(
        value(metric, network), shuffled.stream().mapToDouble(e -> value(metric, e)).toArray());
  }
}
