package org.leukokit.paper.oliveira2021;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.exhibit.Figure;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.metric.Roc;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.ConvNet;
import org.leukokit.net.Heads;
import org.leukokit.net.LayerSummary;
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

  private Figure panel(String panel, String id, String title, String caption) {
    PanelFolder.Panel p = panels.get(panel);
    return new Figure.Panel(id, title, caption, p.columns(), p.rows(), p.png());
  }

  Figure samples() {
    return panel(
        StudyPanels.SAMPLES,
        "fig-2-samples",
        "Fig. 2. Samples of the data",
        "Healthy lymphocytes above, malignant ones below; one cell a group of subjects as far as"
            + " there are enough. The 250×250 px crop that the networks see.");
  }

  Figure augmentations() {
    return panel(
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
    List<Figure.PointSeries> series = new ArrayList<>();
    double[] printed = new double[networks.size()];
    double[] none = new double[networks.size()];
    for (int i = 0; i < printed.length; i++) {
      none[i] = Double.NaN;
      printed[i] =
          Double.parseDouble(
              OliveiraTables.published(2)
                  .row("architecture", networks.get(i).title())
                  .get("accuracy_percent"));
    }
    series.add(new Figure.PointSeries("the paper, printed", true, printed, none, none.clone()));
    double lowest = 100;
    for (Protocol protocol : runs.protocols()) {
      double[] values = none.clone();
      double[] low = none.clone();
      double[] high = none.clone();
      for (int i = 0; i < values.length; i++) {
        String id = networks.get(i).id();
        if (runs.has(id, protocol)) {
          values[i] = 100 * runs.value(Metric.ACCURACY, id, protocol);
          low[i] = 100 * runs.interval(Metric.ACCURACY, id, protocol).low();
          high[i] = 100 * runs.interval(Metric.ACCURACY, id, protocol).high();
          lowest = Math.min(lowest, Double.isNaN(low[i]) ? values[i] : low[i]);
        }
      }
      String name = "ours, " + OliveiraTables.name(protocol);
      series.add(new Figure.PointSeries(name, false, values, low, high));
    }
    double larger = 100 * runs.value(Metric.ACCURACY, "majority", runs.first());
    return new Figure.Points(
        "fig-accuracy-by-protocol",
        "Accuracy on the test set by network and split",
        "Points: all test cells. Bars: 95 % intervals over groups of subjects. Dashed: what the"
            + " majority class reaches, split by cell. The paper's values are for orientation"
            + runs.notComparable().map(r -> ": " + r + ".").orElse("."),
        "Architecture",
        "Accuracy (%)",
        Math.floor(Math.min(lowest, larger) / 10) * 10,
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
          ConfusionMatrix m = runs.matrix(network.id(), protocol);
          matrices.add(
              new Figure.Matrix(
                  network.title() + ", " + protocol.id(),
                  new long[][] {{m.tp(), m.fn()}, {m.fp(), m.tn()}}));
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
    List<Figure.Curve> curves = new ArrayList<>();
    for (OliveiraMethod network : runs.networks()) {
      if (runs.has(network.id(), protocol)) {
        var p = runs.get(network.id(), protocol).predictions();
        Roc roc = Roc.of(p.truth(), p.ranking());
        curves.add(
            new Figure.Curve(
                String.format(Locale.ROOT, "%s, AUC %.3f", network.title(), roc.auc()),
                roc.corners().stream().mapToDouble(Roc.Point::falsePositiveRate).toArray(),
                roc.corners().stream().mapToDouble(Roc.Point::truePositiveRate).toArray()));
      }
    }
    return new Figure.Curves(
        "fig-roc-" + protocol.id(),
        "ROC curves, split " + OliveiraTables.name(protocol),
        "All test cells, ordered by the margin of the network's two outputs.",
        "False positive rate (1 − specificity)",
        "True positive rate (sensitivity)",
        curves,
        true);
  }
}
