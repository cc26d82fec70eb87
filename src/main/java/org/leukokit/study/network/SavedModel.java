package org.leukokit.study.network;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.leukokit.base.UserError;
import org.leukokit.image.Raster;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.ConvNet;
import org.leukokit.net.HeadLayer;
import org.leukokit.net.LoadedNetwork;
import org.leukokit.net.Preprocessing;
import org.leukokit.net.TorchRuntime;
import org.leukokit.net.weights.Safetensors;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.net.weights.WeightsCheck;
import org.leukokit.record.ModelRecord;

/**
 * A trained network that was saved: what is known of it, and how it is built again.
 *
 * @param folder where it lies
 * @param record what is known of it
 * @param backbone its body's network, at the model's input size and with its preprocessing
 * @param net the whole network without tensors
 * @param input from an image to its square
 */
public record SavedModel(
    Path folder, ModelRecord record, Backbone backbone, ConvNet net, InputSpec input) {
  /** Checks for null. */
  public SavedModel {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(backbone, "backbone");
    Objects.requireNonNull(net, "net");
    Objects.requireNonNull(input, "input");
  }

  /**
   * Reads a model's folder, and checks everything that can be checked without computing.
   *
   * @throws UserError if a file is missing or changed, the card is of another schema or names a
   *     network that this kit doesn't have, or tensors are missing, extra or misshapen
   */
  public static SavedModel read(Path folder) {
    ModelRecord record = ModelRecord.read(folder);
    Path card = folder.resolve("model.json");
    try {
      if (!record.classes().equals(ModelCards.CLASSES)) {
        throw new UserError(
            "the classes are " + record.classes() + ", this kit predicts " + ModelCards.CLASSES);
      }
      InputSpec input =
          new InputSpec(
              record.input().crop(),
              record.input().size(),
              InputSpec.Values.valueOf(record.input().values()));
      Backbone backbone =
          Backbones.named(record.architecture().backbone())
              .withInputSize(input.size())
              .withPreprocessing(preprocessing(record.input()));
      List<HeadLayer> head =
          record.architecture().head().stream()
              .map(s -> new HeadLayer(s.type(), s.name(), s.in(), s.out(), s.rate()))
              .toList();
      ConvNet net =
          backbone
              .build(ModelCards.CLASSES.size())
              .withHead(HeadLayer.head(record.architecture().headAfter(), head));
      net.requireInput(input.size(), input.size());
      SavedModel model = new SavedModel(folder, record, backbone, net, input);
      model.tensors().close();
      return model;
    } catch (UserError | IllegalArgumentException e) {
      throw new UserError(card + " can't be used: " + e.getMessage(), e);
    }
  }

  private static Preprocessing preprocessing(ModelRecord.Input input) {
    boolean bgr = input.channels().equals("BGR");
    if (!bgr && !input.channels().equals("RGB")) {
      throw new UserError("channels are RGB or BGR, not " + input.channels());
    }
    return new Preprocessing(bgr, floats(input.mean()), floats(input.scale()));
  }

  private static float[] floats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }

  /**
   * Its tensors; close them.
   *
   * @throws UserError if they are not exactly the network's
   */
  public TensorSource tensors() {
    TensorSource tensors = new Safetensors(folder.resolve(ModelRecord.TENSORS));
    try {
      WeightsCheck.requireSame(
          "the model's " + net.id(), net.tensorShapes(), tensors.shapes(), tensors.description());
      return tensors;
    } catch (RuntimeException e) {
      tensors.close();
      throw e;
    }
  }

  /** The network for inference, with its tensors: batch normalisation folded. Close it. */
  public LoadedNetwork load(TorchRuntime runtime) {
    try (TensorSource tensors = tensors()) {
      return LoadedNetwork.of(runtime, backbone, net, tensors);
    }
  }

  /**
   * The square of an image that the network sees.
   *
   * @param image the image
   * @param name its name, for messages
   * @throws UserError if it is smaller than the square that is cut out of it
   */
  public Raster square(Raster image, String name) {
    return input.prepare(image, name);
  }

  /** Writes a square as the network's input: three planes of floats from the buffer's position. */
  public void write(Raster square, FloatBuffer out) {
    input.preprocessing(square, backbone.preprocessing()).write(square, out);
  }

  /** The index of the positive class among the network's outputs. */
  public int positive() {
    return record.classes().indexOf(record.positive());
  }

  /** Whether it was trained on cells that the kit drew. */
  public boolean synthetic() {
    return record.provenance().data().synthetic();
  }

  /** One line for people: what it is, what it was trained on. */
  public String title() {
    return record.title()
        + " ("
        + String.join(
            ", ",
            Arrays.asList(
                backbone.title(),
                record.provenance().study(),
                record.provenance().protocol(),
                record.provenance().fold()))
        + ")";
  }
}
