package org.leukokit.study.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.leukokit.metric.Metric;
import org.leukokit.net.Backbone;
import org.leukokit.net.ConvNet;
import org.leukokit.net.HeadLayer;
import org.leukokit.net.Preprocessing;
import org.leukokit.record.ModelRecord;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunInputs;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Fold;
import org.leukokit.split.Row;
import org.leukokit.train.Fit;

/** What is written down of a network when its training is over. */
final class ModelCards {
  /** The classes in the order of the outputs. */
  static final List<String> CLASSES = List.of("healthy", "leukemic");

  private ModelCards() {}

  /**
   * The card of a network.
   *
   * @param method how it was trained
   * @param inputs of its run
   * @param data of its run
   * @param start where the training began
   * @param environment versions, commit, machine
   */
  record Source(
      NetworkMethod method,
      RunInputs inputs,
      RunRecord.Data data,
      RunRecord.Weights start,
      Map<String, String> environment) {}

  static ModelRecord of(
      Source source,
      Backbone backbone,
      Fold fold,
      Fit fit,
      Predictions test,
      List<Predictions> validation) {
    NetworkMethod method = source.method();
    RunInputs inputs = source.inputs();
    List<ModelRecord.Performance> performance = new ArrayList<>();
    performance.addAll(performance("test", test));
    validation.forEach(v -> performance.addAll(performance("validation", v)));
    return new ModelRecord(
        ModelRecord.SCHEMA,
        method.title(),
        architecture(method, fit.network().net()),
        CLASSES,
        CLASSES.get(CellExamples.LEUKEMIC),
        input(method.input(), backbone),
        inputs.settings(),
        new ModelRecord.Provenance(
            inputs.id(),
            inputs.study(),
            inputs.method(),
            inputs.protocol(),
            fold.name(),
            fit.epoch(),
            inputs.seed(),
            fold.train().size(),
            inputs.dataDigest(),
            source.data(),
            source.start(),
            fit.network().sha256(),
            new TreeMap<>(source.environment())),
        performance,
        limits(source));
  }

  private static ModelRecord.Architecture architecture(NetworkMethod method, ConvNet net) {
    return new ModelRecord.Architecture(
        method.backbone(),
        method.head().after(),
        HeadLayer.of(method.head()).stream()
            .map(h -> new ModelRecord.HeadStep(h.type(), h.name(), h.in(), h.out(), h.rate()))
            .toList(),
        net.parameterCount());
  }

  private static ModelRecord.Input input(InputSpec input, Backbone backbone) {
    Preprocessing values = backbone.preprocessing();
    return new ModelRecord.Input(
        input.crop(),
        input.size(),
        input.values().name(),
        values.bgr() ? "BGR" : "RGB",
        doubles(values.mean()),
        doubles(values.scale()),
        batch(backbone, input),
        input.describe() + "; " + input.valuesText(values));
  }

  /** Images that are computed at a time. */
  static int batch(Backbone backbone, InputSpec input) {
    return backbone.withInputSize(input.size()).batchSize();
  }

  private static List<Double> doubles(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> (double) values[i]).toList();
  }

  private static List<ModelRecord.Performance> performance(String rows, Predictions all) {
    Predictions cells =
        new Predictions(all.rows().stream().filter(p -> p.version().equals(Row.ORIGINAL)).toList());
    if (cells.rows().isEmpty()) {
      return List.of();
    }
    long groups = Arrays.stream(cells.groups()).filter(g -> !g.isEmpty()).distinct().count();
    return List.of(
        new ModelRecord.Performance(
            rows,
            cells.rows().size(),
            (int) cells.rows().stream().filter(Prediction::positive).count(),
            (int) groups,
            value(Metric.ACCURACY, cells),
            value(Metric.SENSITIVITY, cells),
            value(Metric.SPECIFICITY, cells),
            value(Metric.AUC, cells)));
  }

  private static Double value(Metric metric, Predictions cells) {
    double value = metric.of(cells.truth(), cells.scores());
    return Double.isNaN(value) ? null : value;
  }

  private static List<String> limits(Source source) {
    List<String> limits = new ArrayList<>();
    limits.add("For research and teaching. Not a medical device: not for diagnosis or treatment.");
    if (source.data().synthetic()) {
      limits.add("SYNTHETIC: trained on cells that were drawn; says nothing about real ones.");
    } else {
      limits.add(
          "Trained on "
              + source.data().title()
              + "; images of other stains, microscopes, sizes or cell types are not what it knows.");
    }
    limits.add(
        "Its outputs are the softmax of a network, not calibrated probabilities; the performance"
            + " stated is of "
            + "one fold and holds for cells drawn in the same way under the same protocol ("
            + source.inputs().protocol()
            + ").");
    return limits;
  }
}
