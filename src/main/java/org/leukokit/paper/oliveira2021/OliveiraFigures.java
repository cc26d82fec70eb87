package org.leukokit.paper.oliveira2021;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.leukokit.exhibit.Figure;
import org.leukokit.metric.Metric;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.ConvNet;
import org.leukokit.net.Heads;
import org.leukokit.net.LayerSummary;
import org.leukokit.paper.RunFigures;
import org.leukokit.paper.TrainingExhibits;
import org.leukokit.record.History;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.stats.Interval;
import org.leukokit.study.StudyPanels;
import org.leukokit.train.Selection;

/** The figures of the report. */
final class OliveiraFigures {
  private final OliveiraRuns runs;
  private final PanelFolder panels;

  OliveiraFigures(OliveiraRuns runs, PanelFolder panels) {
    this.runs = runs;
    this.panels = panels;
  }

  Figure samples() {
    return RunFigures.panel(
        panels,
        StudyPanels.SAMPLES,
        "fig-2-samples",
        "Fig. 2. Samples of the data",
        "Healthy lymphocytes above, malignant ones below; one cell a group of subjects as far as"
            + " there are enough. The 250×250 px crop that the networks see.");
  }

  Figure augmentations() {
    return RunFigures.panel(
        panels,
        StudyPanels.AUGMENTATION,
        "fig-3-augmentations",
        "Fig. 3. Examples of augmented images",
        "One row a cell: the cell, mirrored in both directions at once, rotated clockwise by 60°,"
            + " blurred by a Gaussian with a 17×17 kernel, sheared by 0.3 and put back into the"
            + " middle, and with salt and pepper on 2 % of the pixels; the values of the paper's"
            + " figure, as far as it names them. Then two copies as the networks are trained on,"
            + " each by a chain of operations: see Augmentation under Deviations. All are made of the"
            + " whole image, and the middle 250×250 px are cut out behind. What is uncovered is"
            + " black.");
  }

  /** Fig. 4: the four tops. */
  Figure heads() {
    List<Figure.Stack> stacks = new ArrayList<>();
    stacks.add(stack("(a) Xception, original", "xception", false));
    stacks.add(stack("(b) Xception, the paper's", "xception", true));
    stacks.add(stack("(c) VGG16 and VGG19, original", "vgg16", false));
    stacks.add(stack("(d) VGG16 and VGG19, the paper's", "vgg16", true));
    return new Figure.Layers(
        "fig-4-heads",
        "Fig. 4. Top layers: original networks and the paper's",
        "The layers behind each network's last convolutional block, as the kit builds them, with"
            + " what comes out of each for one image and the number of values learned: (b) and (d)"
            + " for the 250×250 px input of the paper, (a) and (c) for 1,000 classes at the"
            + " networks' own input size. The paper speaks of a \"global max pooling layer\" on top"
            + " of the original VGG networks; Keras' have max pooling and flattening there.",
        stacks,
        false);
  }

  private static Figure.Stack stack(String name, String network, boolean papers) {
    Backbone backbone = Backbones.named(network);
    ConvNet net =
        papers
            ? backbone.build(2).withHead(Heads.oliveira2021(backbone, 2))
            : backbone.build(Backbone.IMAGENET_CLASSES);
    int side = papers ? OliveiraStudy.CROP : backbone.inputSize();
    List<Figure.Box> boxes = new ArrayList<>();
    boolean top = false;
    for (LayerSummary layer : net.describe(side, side)) {
      if (top) {
        boxes.add(box(layer));
      } else if (layer.name().equals(backbone.top().bodyEnd())) {
        top = true;
        boxes.add(new Figure.Box("convolutional blocks", layer.outputText()));
      }
    }
    boxes.add(new Figure.Box("softmax", papers ? "2 classes" : "1,000 classes"));
    return new Figure.Stack(name, boxes);
  }

  private static Figure.Box box(LayerSummary layer) {
    String learned =
        layer.learned() == 0 ? "" : String.format(Locale.ROOT, ", %,d learned", layer.learned());
    return new Figure.Box(layer.kind(), layer.outputText() + learned);
  }

  /** Fig. 5 to 7: training and validation accuracy of a network by epoch. */
  Figure curves(OliveiraMethod network) {
    RunFolder run = runs.get(network.id(), runs.first());
    History history = run.histories().get(run.histories().firstKey());
    return TrainingExhibits.byEpochs(
        id(network),
        figure(network) + ". " + network.title() + " training",
        "Training and validation accuracy by epoch, split "
            + OliveiraTables.name(runs.first())
            + ", both on balanced sets with augmented copies, as the paper has them. Training"
            + " accuracy is that of the batches before each step, with dropout. The network that"
            + " is tested is that of epoch "
            + run.record().environment().get("epoch of the weights, by fold")
            + (run.record()
                    .inputs()
                    .settings()
                    .get("training selection")
                    .equals(Selection.BEST_VALIDATION_LOSS.toString())
                ? ", the first of the lowest validation loss. Run "
                : ", the first of the best validation accuracy. Run ")
            + run.record().shortId()
            + ".",
        history);
  }

  static String figure(OliveiraMethod network) {
    return "Fig. " + (5 + OliveiraMethod.NETWORKS.indexOf(network));
  }

  private static String id(OliveiraMethod network) {
    return "fig-" + (5 + OliveiraMethod.NETWORKS.indexOf(network)) + "-" + network.id();
  }

  /** The accuracy of each network under each protocol beside the printed one. */
  Figure accuracies() {
    List<OliveiraMethod> networks = OliveiraMethod.NETWORKS;
    double[] printed =
        networks.stream()
            .map(n -> OliveiraPrinted.table(2).row("architecture", n.title()))
            .mapToDouble(row -> Double.parseDouble(row.get("accuracy_percent")))
            .toArray();
    double[] none = new double[printed.length];
    Arrays.fill(none, Double.NaN);
    List<String> ids = networks.stream().map(OliveiraMethod::id).toList();
    List<Figure.PointSeries> ours = runs.protocols().stream().map(p -> accuracies(ids, p)).toList();
    List<Figure.PointSeries> series = new ArrayList<>();
    series.add(new Figure.PointSeries("the paper, printed", true, printed, none, none.clone()));
    series.addAll(ours);
    double larger = 100 * runs.balanced(Metric.ACCURACY, "majority", runs.first());
    return new Figure.Points(
        "fig-accuracy-by-protocol",
        "Accuracy on the balanced test set by network and split",
        "Points: the test set with the larger class dropped to the smaller, as in Table 2. Bars:"
            + " 95 % intervals over groups of subjects. Dashed: what the majority class reaches"
            + " there, split by cell. The paper's values are for orientation"
            + runs.notComparable().map(r -> ": " + r + ".").orElse("."),
        "Architecture",
        "Accuracy (%)",
        RunFigures.axisStart(ours, larger),
        100,
        networks.stream().map(n -> runs.has(n) ? n.title() : n.title() + ": not run").toList(),
        series,
        larger,
        "majority class");
  }

  private Figure.PointSeries accuracies(List<String> methods, Protocol protocol) {
    double[] values = new double[methods.size()];
    double[] low = new double[values.length];
    double[] high = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      String id = methods.get(i);
      boolean there = runs.has(id, protocol);
      Interval interval =
          there
              ? runs.balancedInterval(Metric.ACCURACY, id, protocol)
              : Interval.undefined(0.95, "none", "not run");
      values[i] = there ? 100 * runs.balanced(Metric.ACCURACY, id, protocol) : Double.NaN;
      low[i] = 100 * interval.low();
      high[i] = 100 * interval.high();
    }
    return new Figure.PointSeries(
        "ours, " + OliveiraTables.name(protocol), false, values, low, high);
  }

  Figure matrices() {
    List<Figure.Matrix> matrices = new ArrayList<>();
    for (OliveiraMethod network : runs.networks()) {
      for (Protocol protocol : runs.protocols()) {
        if (runs.has(network.id(), protocol)) {
          matrices.add(
              RunFigures.matrix(
                  network.title() + ", " + protocol.id(),
                  runs.balancedMatrix(network.id(), protocol)));
        }
      }
    }
    return new Figure.Matrices(
        "fig-confusion-matrices",
        "Confusion matrices behind Table 2",
        "Rows: truth; columns: prediction; the balanced test sets, with their share of the row.",
        List.of("leukemic", "healthy"),
        matrices);
  }

  Figure roc(Protocol protocol) {
    return RunFigures.rocs(
        "fig-roc-" + protocol.id(),
        "ROC curves, split " + OliveiraTables.name(protocol),
        "All test cells, ordered by the margin of the network's two outputs.",
        runs.networks().stream()
            .filter(n -> runs.has(n.id(), protocol))
            .map(n -> RunFigures.roc(n.title(), runs.get(n.id(), protocol).predictions()))
            .toList());
  }
}
