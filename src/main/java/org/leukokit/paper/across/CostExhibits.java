package org.leukokit.paper.across;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.record.RunRecord;
import org.leukokit.stats.Interval;
import org.leukokit.study.Scale;
import org.leukokit.study.network.NetworkMethod;

/** What methods cost on the machine that ran them: the part of the page that differs by machine. */
final class CostExhibits {
  private static final String MEASURED =
      " Measured on the machine that ran it, while whatever else ran there ran: the only numbers of"
          + " this page that another run changes.";

  private static final double OVERNIGHT = 12 * 3600.0;
  private static final double WEEK = 7 * 86_400.0;

  /** Images that a training sees in an epoch, on the paper's own data. */
  private static final Map<String, Integer> IMAGES =
      Map.of(
          // Nine of ten folds of 2,820 images.
          Entrant.LOEY, 2538,
          // Table 1: 10,000 of each class.
          Entrant.OLIVEIRA, 20_000,
          // Section 2.1.2: "a total of 11644 images were trained".
          Entrant.MONDAL, 11_644);

  private final AcrossRuns runs;

  CostExhibits(AcrossRuns runs) {
    this.runs = runs;
  }

  private AcrossCost cost(AcrossRuns.Entry entry) {
    return AcrossCost.of(entry.run(), runs.all());
  }

  TableExhibit table() {
    boolean[] front = front(runs.methods());
    TableBuilder table =
        new TableBuilder(
            "cost-measured",
            "What the methods cost",
            "Training: seconds for one fold, with the features of its training rows where a"
                + " classifier needs them; an ensemble costs what its members cost. Predicting:"
                + " seconds for 1,000 cells; for classifiers on features from file to features, for"
                + " networks with loading the network once a fold. Memory: the most that the whole"
                + " process had taken when the run ended. \"No other beats it\": none is as"
                + " accurate for less training time, or more accurate for as much."
                + MEASURED,
            List.of(
                words("Method"),
                numbers("Accuracy (%)"),
                numbers("Training (s a fold)"),
                numbers("Predicting (s for 1,000)"),
                numbers("Parameters (million)"),
                numbers("Memory (MB)"),
                words("No other beats it")));
    for (int i = 0; i < runs.methods().size(); i++) {
      AcrossRuns.Entry e = runs.methods().get(i);
      AcrossCost cost = cost(e);
      String memory = e.run().record().environment().get(RunRecord.MEMORY);
      table.row(
          e.title(),
          TableBuilder.number(100 * e.predictions().accuracy(), 1),
          known(cost.trainSeconds(), 2),
          known(cost.predictSeconds(), 2),
          known(cost.parameters() / 1e6, 2),
          memory == null ? new Entry.Missing("not measured") : new Entry.Words(memory),
          front[i] ? "yes" : "");
    }
    return table.build();
  }

  private static Entry known(double value, int decimals) {
    return Double.isNaN(value)
        ? new Entry.Missing("not measured")
        : TableBuilder.number(value, decimals);
  }

  private boolean[] front(List<AcrossRuns.Entry> methods) {
    return AcrossCost.front(
        methods.stream().mapToDouble(e -> cost(e).trainSeconds()).toArray(),
        methods.stream().mapToDouble(e -> e.predictions().accuracy()).toArray());
  }

  /** Score against cost; empty if no cost is known. */
  Optional<Figure> figure() {
    List<AcrossRuns.Entry> methods = runs.methods();
    boolean[] front = front(methods);
    List<Figure.ScatterPoint> points = new ArrayList<>();
    double lowest = 100;
    for (int i = 0; i < methods.size(); i++) {
      AcrossRuns.Entry e = methods.get(i);
      double seconds = cost(e).trainSeconds();
      if (seconds > 0) {
        Interval over = e.predictions().interval(Metric.ACCURACY, runs.any().inputs().seed());
        double y = 100 * e.predictions().accuracy();
        points.add(
            new Figure.ScatterPoint(
                e.title().replaceFirst(" \\((Loey|Oliveira|Mondal)\\)$", ""),
                ScoreExhibits.series(e),
                seconds,
                y,
                100 * over.low(),
                100 * over.high(),
                front[i]));
        lowest = Math.min(lowest, y);
      }
    }
    List<Figure.Level> controls = ScoreExhibits.controls(runs);
    for (Figure.Level control : controls) {
      lowest = Math.min(lowest, control.value());
    }
    if (points.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Figure.Scatter(
            "fig-score-against-cost-measured",
            "Accuracy against training time",
            "Along: seconds of training for one fold. Filled marks: no other method is as accurate"
                + " for less. Thin bars: 95 % intervals over groups; where they overlap, the order"
                + " is not sure. Broken lines: the controls."
                + MEASURED,
            "Training for one fold (s)",
            "Accuracy (%)",
            Math.floor((lowest - 5) / 10) * 10,
            100,
            points,
            controls));
  }

  /** What a laboratory without a GPU can afford, from the rates measured here. */
  TableExhibit affordable() {
    TableBuilder table =
        new TableBuilder(
            "affordable-measured",
            "What a laboratory without a GPU can afford",
            "Rate: training images a second here, at this run's input. One training as the paper"
                + " has it: its epochs times the images of its epoch, divided by the rate, times"
                + " the ratio of pixels between the paper's input and this run's, as the work of a"
                + " convolution grows with them: an estimate from measured rates, not a"
                + " measurement. Overnight: up to 12 hours; within a week: up to 7 days."
                + MEASURED,
            List.of(
                words("Network"),
                numbers("Input here (px)"),
                numbers("Rate (images/s)"),
                numbers("Paper's input (px)"),
                numbers("Paper's epochs"),
                numbers("Images an epoch"),
                numbers("One training (hours)"),
                words("Without a GPU")));
    for (Entrant entrant : Entrant.networks()) {
      Optional<AcrossRuns.Entry> found = runs.entry(entrant.id());
      double rate = found.map(e -> cost(e).imagesPerSecond()).orElse(Double.NaN);
      if (!(rate > 0)) {
        continue;
      }
      NetworkMethod here = declared(entrant, Scale.valueOf(scale().toUpperCase(Locale.ROOT)));
      NetworkMethod full = declared(entrant, Scale.FULL);
      int images = IMAGES.get(entrant.paper());
      double pixels = Math.pow((double) full.input().size() / here.input().size(), 2);
      double seconds = full.training().epochs() * images / rate * pixels;
      table.row(
          entrant.title(),
          here.input().size(),
          TableBuilder.number(rate, 1),
          full.input().size(),
          full.training().epochs(),
          images,
          TableBuilder.number(seconds / 3600, 1),
          afford(seconds));
    }
    return table.build();
  }

  /** The rule of the last column. */
  static String afford(double seconds) {
    return seconds <= OVERNIGHT
        ? "overnight"
        : seconds <= WEEK
            ? "within a week"
            : String.format(Locale.ROOT, "no: %.0f days", Math.ceil(seconds / 86_400));
  }

  private String scale() {
    return runs.any().environment().getOrDefault("scale", Scale.SMOKE.id());
  }

  /** The network as its paper declares it at a scale, with the weights that were at hand here. */
  private NetworkMethod declared(Entrant entrant, Scale scale) {
    RunRecord record = runs.entry(entrant.id()).orElseThrow().run().record();
    String backbone = record.inputs().settings().get("backbone");
    java.util.Set<String> pretrained =
        record.weights().pretrained() ? java.util.Set.of(backbone) : java.util.Set.of();
    var network =
        org.leukokit.net.Backbones.named(
            entrant.paper().equals(Entrant.LOEY) ? backbone : "alexnet");
    StudyOptions options =
        new StudyOptions(
            scale,
            Optional.of(
                new StudyOptions.Features(
                    network.id(), network.defaultLayer().id(), network.inputSize())),
            List.of(org.leukokit.split.Protocol.PUBLISHED),
            10,
            1,
            1,
            pretrained,
            java.util.Set.of());
    return Paper.named(entrant.paper()).plan(options).networks().orElseThrow().methods().stream()
        .filter(m -> m.id().equals(entrant.method()))
        .findFirst()
        .orElseThrow();
  }
}
