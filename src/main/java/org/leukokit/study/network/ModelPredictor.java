package org.leukokit.study.network;

import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.leukokit.base.UserError;
import org.leukokit.image.Raster;
import org.leukokit.net.LoadedNetwork;
import org.leukokit.net.TorchRuntime;
import org.leukokit.record.Prediction;
import org.leukokit.split.Row;
import org.leukokit.train.Examples;
import org.leukokit.train.Predictor;

/**
 * What a saved network says of images. An image's prediction depends on the image and on libtorch's
 * threads alone, not on the other images. Close it to free the network's memory.
 */
public final class ModelPredictor implements AutoCloseable {
  /**
   * An image to be looked at.
   *
   * @param name names it to people
   * @param read gives it, once; called on a worker thread
   */
  public record NamedImage(String name, Supplier<Raster> read) {}

  /**
   * What came of an image.
   *
   * @param name the image's
   * @param score the probability of the positive class by the network, 0 to 1, to nine significant
   *     digits; NaN if the image can't be read
   * @param margin the positive class's output minus the other's, before softmax; NaN if the image
   *     can't be read
   * @param positive whether the score is at least one half
   * @param problem why the image can't be read; empty if it can
   */
  public record Result(
      String name, double score, double margin, boolean positive, Optional<String> problem) {}

  private final SavedModel model;
  private final LoadedNetwork network;
  private final Predictor predictor;

  /**
   * Loads the network.
   *
   * @param model the model
   * @param runtime computes it
   * @param workers threads that read images, 1 or more
   * @throws UserError if the tensors are not the network's
   */
  public ModelPredictor(SavedModel model, TorchRuntime runtime, int workers) {
    this.model = model;
    this.network = model.load(runtime);
    this.predictor = new Predictor(network, model.record().input().batch(), workers);
  }

  /**
   * Predicts images. One that can't be read doesn't keep the others from being predicted.
   *
   * @return a result an image, in their order
   * @throws UserError if memory is short
   */
  public List<Result> predict(List<NamedImage> images) {
    Inputs inputs = new Inputs(images, model);
    double[][] logits = predictor.logits(inputs);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      String name = images.get(i).name();
      String problem = inputs.problems.get(i);
      if (problem != null) {
        results.add(new Result(name, Double.NaN, Double.NaN, false, Optional.of(problem)));
      } else {
        double margin = margin(logits[i], model.positive());
        // Rounds as a run's predictions are rounded, so that the two can be compared.
        Prediction p =
            new Prediction(name, Row.ORIGINAL, "", "", "", false, probability(margin), margin);
        results.add(
            new Result(name, p.score(), p.margin(), p.predictedPositive(), Optional.empty()));
      }
    }
    return results;
  }

  /** The output of a class minus the other's. */
  static double margin(double[] logits, int positive) {
    return logits[positive] - logits[1 - positive];
  }

  /** The softmax of two outputs, by their difference. */
  static double probability(double margin) {
    return 1 / (1 + StrictMath.exp(-margin));
  }

  /** Images as the network's inputs; zeros where one can't be read. */
  private static final class Inputs implements Examples {
    private final List<NamedImage> images;
    private final SavedModel model;
    private final AtomicReferenceArray<String> problems;

    Inputs(List<NamedImage> images, SavedModel model) {
      this.images = List.copyOf(images);
      this.model = model;
      this.problems = new AtomicReferenceArray<>(images.size());
    }

    @Override
    public int size() {
      return images.size();
    }

    @Override
    public int label(int i) {
      return 0;
    }

    @Override
    public String address(int i) {
      return images.get(i).name();
    }

    @Override
    public Shape shape() {
      return new Shape(3, model.input().size(), model.input().size());
    }

    @Override
    public void write(int i, int epoch, FloatBuffer out) {
      try {
        NamedImage image = images.get(i);
        model.write(model.square(image.read().get(), image.name()), out);
      } catch (UserError e) {
        problems.set(i, e.getMessage());
        while (out.hasRemaining()) {
          out.put(0);
        }
      }
    }
  }

  @Override
  public void close() {
    network.close();
  }
}
