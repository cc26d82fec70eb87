package org.leukokit.net;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.leukokit.base.UserError;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.net.weights.WeightFiles;
import org.leukokit.net.weights.WeightNames;

/**
 * A network that gives features: what goes in, what can be taken out.
 *
 * @param id the name on the command line
 * @param title the name in reports
 * @param inputSize side of the square input in pixels
 * @param batchSize images a batch, always the same, as last bits depend on it; chosen so that no
 *     activation outgrows 32 MB, beyond which malloc gives memory back and faults it in again
 * @param preprocessing from pixels to input; belongs to the weights as much as to the network
 * @param featureLayers where features can be taken, the default first
 * @param gradCamLayer the activation of the last convolution, where Grad-CAM is taken unless a
 *     study says otherwise; it stays when a head is replaced
 * @param top where the body ends and the classifier begins
 * @param builder makes the network for a number of classes
 */
public record Backbone(
    String id,
    String title,
    int inputSize,
    int batchSize,
    Preprocessing preprocessing,
    List<FeatureLayer> featureLayers,
    String gradCamLayer,
    Top top,
    IntFunction<ConvNet> builder) {
  /** ImageNet's classes. */
  public static final int IMAGENET_CLASSES = 1000;

  /**
   * Where a network's own top stands.
   *
   * @param bodyEnd the last layer that knows height and width
   * @param bodyChannels its channels
   * @param beforeClassifier the layer before the one that has an output a class
   * @param classifierWidth values that the classifier gets
   */
  public record Top(
      String bodyEnd, int bodyChannels, String beforeClassifier, int classifierWidth) {}

  /** Copies the list. */
  public Backbone {
    featureLayers = List.copyOf(featureLayers);
  }

  /** The network without tensors. */
  public ConvNet build(int classes) {
    return builder.apply(classes);
  }

  /** The same network for weights that were trained on other input. */
  public Backbone withPreprocessing(Preprocessing other) {
    return new Backbone(
        id, title, inputSize, batchSize, other, featureLayers, gradCamLayer, top, builder);
  }

  /**
   * The same network for images of another size; a batch holds fewer of larger images.
   *
   * @param side side of the square input in pixels
   * @throws UserError if the network can't take it, with its own top or without
   */
  public Backbone withInputSize(int side) {
    build(IMAGENET_CLASSES).upTo(top.bodyEnd()).requireInput(side, side);
    long pixels = (long) inputSize * inputSize * batchSize;
    int batch = (int) Math.max(1, Math.min(64, pixels / ((long) side * side)));
    return new Backbone(
        id, title, side, batch, preprocessing, featureLayers, gradCamLayer, top, builder);
  }

  /**
   * Opens a weight file of this network; other names that the same tensors have had are understood.
   *
   * @throws UserError if the file is missing, damaged or of another format
   */
  public TensorSource open(Path file) {
    return adapt(WeightFiles.open(file));
  }

  /**
   * The source under this network's names, as far as other names of the same tensors are known.
   *
   * @param source the tensors; closing the result closes them
   */
  public TensorSource adapt(TensorSource source) {
    ConvNet net = build(IMAGENET_CLASSES);
    return WeightNames.adapt(
        source, id, net.tensorShapes(), net.upTo(top.bodyEnd()).tensorShapes().keySet());
  }

  /** Whether a source has the names of the body's tensors and none of the top's. */
  boolean isBody(TensorSource source) {
    ConvNet net = build(IMAGENET_CLASSES);
    return source.shapes().keySet().equals(net.upTo(top.bodyEnd()).tensorShapes().keySet());
  }

  /** The network without its framework: {@code vgg16} of {@code vgg16-torchvision}. */
  public String family() {
    int dash = id.indexOf('-');
    return dash < 0 ? id : id.substring(0, dash);
  }

  /** The layer whose features a study takes unless it says otherwise. */
  public FeatureLayer defaultLayer() {
    return featureLayers.get(0);
  }

  /**
   * A feature layer by its name.
   *
   * @throws UserError if the network has none of that name; lists those it has
   */
  public FeatureLayer featureLayer(String name) {
    return featureLayers.stream()
        .filter(layer -> layer.id().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    id
                        + " has no feature layer '"
                        + name
                        + "'; it has "
                        + featureLayers.stream()
                            .map(FeatureLayer::id)
                            .collect(Collectors.joining(", "))));
  }
}
