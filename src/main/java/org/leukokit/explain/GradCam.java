package org.leukokit.explain;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import org.leukokit.net.ConvNet;
import org.leukokit.net.Pass;

/**
 * Grad-CAM (Selvaraju et al. 2017, Eq. 1 and 2): {@code ReLU(Σ_k α_k A^k)} with {@code α_k} the
 * mean over the places of {@code ∂y^c / ∂A^k}, where A is the output of a layer and {@code y^c} the
 * logit of a class, before softmax. The network computes as in inference.
 */
public final class GradCam {
  private GradCam() {}

  /**
   * The maps of a batch.
   *
   * @param net the network with its tensors
   * @param layer name of the layer; its output must have height and width
   * @param batch preprocessed images, (n, 3, height, width); it stays open
   * @param classes the class whose map is wanted, one an image, from 0
   * @return one map an image, of the layer's size, values from 0 on, not scaled
   * @throws IllegalArgumentException if there is no such layer, its output is no image, or a class
   *     is not among the network's outputs
   */
  public static List<HeatMap> of(ConvNet net, String layer, NDArray batch, int[] classes) {
    int at = net.indexOf(layer) + 1;
    long images = batch.getShape().get(0);
    if (classes.length != images) {
      throw new IllegalArgumentException(
          images + " images and " + classes.length + " classes are not as many");
    }
    try (NDManager manager = batch.getManager().newSubManager()) {
      NDArray input = batch.duplicate();
      input.attach(manager);
      NDArray activation = net.forward(input, 0, at, Pass.INFERENCE);
      Shape shape = activation.getShape();
      if (shape.dimension() != 4) {
        throw new IllegalArgumentException(
            net.id() + "'s layer " + layer + " gives " + shape + ", no image; take an earlier one");
      }
      activation.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        NDArray logits = net.forward(activation, at, net.layers().size(), Pass.INFERENCE);
        collector.backward(chosen(manager, logits, classes));
      }
      // Images of a batch don't touch each other, so one sum gives the gradient of each.
      float[] gradient = activation.getGradient().toFloatArray();
      return maps(activation.toFloatArray(), gradient, shape);
    }
  }

  private static NDArray chosen(NDManager manager, NDArray logits, int[] classes) {
    int outputs = (int) logits.getShape().get(1);
    float[] mask = new float[classes.length * outputs];
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] < 0 || classes[i] >= outputs) {
        throw new IllegalArgumentException(
            "class " + classes[i] + " is not among the network's " + outputs + " outputs");
      }
      mask[i * outputs + classes[i]] = 1;
    }
    return logits.mul(manager.create(mask, logits.getShape())).sum();
  }

  private static List<HeatMap> maps(float[] activation, float[] gradient, Shape shape) {
    int channels = (int) shape.get(1);
    int height = (int) shape.get(2);
    int width = (int) shape.get(3);
    int places = height * width;
    List<HeatMap> maps = new ArrayList<>();
    for (int n = 0; n < shape.get(0); n++) {
      double[] sum = new double[places];
      for (int k = 0; k < channels; k++) {
        int from = (n * channels + k) * places;
        double alpha = 0;
        for (int p = 0; p < places; p++) {
          alpha += gradient[from + p];
        }
        alpha /= places;
        for (int p = 0; p < places; p++) {
          sum[p] += alpha * activation[from + p];
        }
      }
      float[] map = new float[places];
      for (int p = 0; p < places; p++) {
        map[p] = (float) Math.max(0, sum[p]);
      }
      maps.add(new HeatMap(width, height, map));
    }
    return maps;
  }
}
