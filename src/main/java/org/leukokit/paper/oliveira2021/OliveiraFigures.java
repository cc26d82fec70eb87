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
import org.leukokit.study.StudyPanels;

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
        "One row a cell: the cell, mirrored left to right, mirrored top to bottom, rotated"
            + " clockwise by 60°, blurred by a Gaussian with a 17×17 kernel, sheared by 0.3, and"
            + " with salt and pepper on 2 % of the pixels; the values of the paper's figure, as far"
            + " as it names them, on the paper's 250×250 px. What is uncovered is black."
            + (runs.fullScale()
                ? ""
                : " At smoke scale the networks' copies are made on smaller squares, where the same"
                    + " kernel blurs far more than here: see Deviations."));
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
            + ", the first of the best validation accuracy. Run "
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
    List<Figure.PointSeries> ours =
        runs.protocols().stream()
            .map(p -> RunFigures.accuracies("ours, " + OliveiraTables.name(p), runs, ids, p))
            .toList();
    List<Figure.PointSeries> series = new ArrayList<>();
    series.add(new Figure.PointSeries("the paper, printed", true, printed, none, none.clone()));
    series.addAll(ours);
    double larger = 100 * runs.value(Metric.ACCURACY, "majority", runs.first());
    return new Figure.Points(
        "fig-accuracy-by-protocol",
        "Accuracy on the test set by network and split",
        "Points: all test cells. Bars: 95 % intervals over groups of subjects. Dashed: what the"
            + " majority class reaches, split by cell. The paper's values are for orientation"
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

  Figure matrices() {
    List<Figure.Matrix> matrices = new ArrayList<>();
    for (OliveiraMethod network : runs.networks()) {
      for (Protocol protocol : runs.protocols()) {
        if (runs.has(network.id(), protocol)) {
          matrices.add(
              RunFigures.matrix(
                  network.title() + ", " + protocol.id(), runs.matrix(network.id(), protocol)));
        }
      }
    }
    return new Figure.Matrices(
        "fig-confusion-matrices",
        "Confusion matrices behind Table 2",
        "Rows: truth; columns: prediction; all test cells, with their share of the row.",
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
