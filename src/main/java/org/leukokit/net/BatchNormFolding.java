package org.leukokit.net;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.leukokit.net.Layers.BatchNormalisation;
import org.leukokit.net.Layers.Convolution;

/**
 * Folds batch normalisation into the convolution before it, for inference: {@code W' = W · γ/√(var
 * + ε)} and {@code b' = β + (b − mean) · γ/√(var + ε)}, computed in double precision.
 */
final class BatchNormFolding {
  /** A network without batch normalisation and where its tensors come from. */
  record Folded(ConvNet net, Function<String, float[]> values) {}

  private BatchNormFolding() {}

  static Folded fold(ConvNet net, Function<String, float[]> values) {
    List<Layer> layers = new ArrayList<>();
    Map<String, BatchNormalisation> after = new HashMap<>();
    for (int i = 0; i < net.layers().size(); i++) {
      Layer layer = net.layers().get(i);
      if (layer instanceof Convolution convolution
          && i + 1 < net.layers().size()
          && net.layers().get(i + 1) instanceof BatchNormalisation norm) {
        layers.add(convolution.withBias());
        after.put(convolution.name(), norm);
        i++;
      } else {
        layers.add(layer);
      }
    }
    ConvNet folded = new ConvNet(net.id(), layers);
    return new Folded(folded, name -> value(net, after, values, name));
  }

  private static float[] value(
      ConvNet net,
      Map<String, BatchNormalisation> after,
      Function<String, float[]> values,
      String name) {
    int dot = name.lastIndexOf('.');
    String layer = name.substring(0, dot);
    BatchNormalisation norm = after.get(layer);
    if (norm == null) {
      return values.apply(name);
    }
    float[] gamma = values.apply(norm.name() + ".weight");
    float[] variance = values.apply(norm.name() + ".running_var");
    double[] factor = new double[gamma.length];
    for (int c = 0; c < factor.length; c++) {
      factor[c] = gamma[c] / Math.sqrt((double) variance[c] + norm.epsilon());
    }
    return name.endsWith(".weight")
        ? weight(values.apply(name), factor)
        : bias(net, values, layer, norm, factor);
  }

  private static float[] weight(float[] weight, double[] factor) {
    int each = weight.length / factor.length;
    float[] folded = new float[weight.length];
    for (int i = 0; i < weight.length; i++) {
      folded[i] = (float) (weight[i] * factor[i / each]);
    }
    return folded;
  }

  private static float[] bias(
      ConvNet net,
      Function<String, float[]> values,
      String layer,
      BatchNormalisation norm,
      double[] factor) {
    boolean biased = ((Convolution) net.layers().get(net.indexOf(layer))).biased();
    float[] bias = biased ? values.apply(layer + ".bias") : new float[factor.length];
    float[] beta = values.apply(norm.name() + ".bias");
    float[] mean = values.apply(norm.name() + ".running_mean");
    float[] folded = new float[factor.length];
    for (int c = 0; c < folded.length; c++) {
      folded[c] = (float) (beta[c] + ((double) bias[c] - mean[c]) * factor[c]);
    }
    return folded;
  }
}
