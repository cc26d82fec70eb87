package org.leukokit.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.leukokit.net.Composites.Composite;
import org.leukokit.net.Layers.BatchNormalisation;
import org.leukokit.net.Layers.Convolution;

/**
 * Folds batch normalisation into the convolution before it, for inference: {@code W' = W · γ/√(var
 * + ε)} and {@code b' = β + (b − mean) · γ/√(var + ε)}, computed in double precision.
 */
final class BatchNormFolding {
  /**
   * A network without batch normalisation behind convolutions.
   *
   * @param net the network
   * @param values gives its tensors
   * @param changed the convolutions whose tensors are others than the plain network's
   */
  record Folded(ConvNet net, Function<String, float[]> values, Set<String> changed) {}

  private BatchNormFolding() {}

  static Folded fold(ConvNet net, Function<String, float[]> values) {
    Map<String, Pair> pairs = new HashMap<>();
    ConvNet folded = net.with(layers -> chain(layers, pairs));
    return new Folded(folded, name -> value(pairs, values, name), Set.copyOf(pairs.keySet()));
  }

  /** A convolution and the normalisation that was taken out behind it. */
  private record Pair(Convolution convolution, BatchNormalisation norm) {}

  private static List<Layer> chain(List<Layer> plain, Map<String, Pair> pairs) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      Layer layer = plain.get(i);
      if (layer instanceof Convolution convolution
          && i + 1 < plain.size()
          && plain.get(i + 1) instanceof BatchNormalisation norm) {
        layers.add(convolution.withBias());
        pairs.put(convolution.name(), new Pair(convolution, norm));
        i++;
      } else if (layer instanceof Composite composite) {
        layers.add(composite.map(inner -> chain(inner, pairs)));
      } else {
        layers.add(layer);
      }
    }
    return layers;
  }

  private static float[] value(
      Map<String, Pair> pairs, Function<String, float[]> values, String name) {
    int dot = name.lastIndexOf('.');
    String layer = name.substring(0, dot);
    Pair pair = pairs.get(layer);
    if (pair == null) {
      return values.apply(name);
    }
    BatchNormalisation norm = pair.norm();
    float[] variance = values.apply(norm.name() + ".running_var");
    float[] gamma = new float[variance.length];
    if (norm.scaled()) {
      gamma = values.apply(norm.name() + ".weight");
    } else {
      Arrays.fill(gamma, 1f);
    }
    double[] factor = new double[gamma.length];
    for (int c = 0; c < factor.length; c++) {
      factor[c] = gamma[c] / Math.sqrt((double) variance[c] + norm.epsilon());
    }
    return name.endsWith(".weight")
        ? weight(values.apply(name), factor)
        : bias(pair, values, factor);
  }

  private static float[] weight(float[] weight, double[] factor) {
    int each = weight.length / factor.length;
    float[] folded = new float[weight.length];
    for (int i = 0; i < weight.length; i++) {
      folded[i] = (float) (weight[i] * factor[i / each]);
    }
    return folded;
  }

  private static float[] bias(Pair pair, Function<String, float[]> values, double[] factor) {
    BatchNormalisation norm = pair.norm();
    boolean biased = pair.convolution().biased();
    String layer = pair.convolution().name();
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
