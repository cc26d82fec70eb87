package org.leukokit.net.weights;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.leukokit.base.RandomStream;

/**
 * Seeded random weights, for a study without pretrained ones and for new layers.
 *
 * <p>Weights are drawn by an {@link Initialiser}; biases and running means are 0 (but see {@link
 * Initialiser#TORCH}), the scales and running variances of batch normalisation 1. Every chunk of
 * 65,536 values has a stream of its own, addressed by seed, network, tensor and chunk: the values
 * don't depend on the number of threads.
 */
public final class RandomWeights implements TensorSource {
  private static final int CHUNK = 1 << 16;

  private final String network;
  private final long seed;
  private final TreeMap<String, long[]> shapes;
  private final Initialiser initialiser;

  /**
   * Weights with He's variance.
   *
   * @param network the network's id, part of every stream's address
   * @param seed the seed of the study
   * @param shapes the tensors to make
   */
  public RandomWeights(String network, long seed, SortedMap<String, long[]> shapes) {
    this(network, seed, shapes, Initialiser.HE_UNIFORM);
  }

  /**
   * @param network the network's id, part of every stream's address
   * @param seed the seed of the study
   * @param shapes the tensors to make
   * @param initialiser how weights are drawn
   */
  public RandomWeights(
      String network, long seed, SortedMap<String, long[]> shapes, Initialiser initialiser) {
    this.initialiser = initialiser;
    this.network = network;
    this.seed = seed;
    this.shapes = new TreeMap<>(shapes);
  }

  @Override
  public SortedMap<String, long[]> shapes() {
    return new TreeMap<>(shapes);
  }

  @Override
  public float[] read(String name) {
    long[] shape = shapes.get(name);
    float[] values = new float[Shapes.size(shape)];
    if (shape.length >= 2) {
      draw(name, values, initialiser.scale(shape));
    } else if (name.endsWith(".weight") || name.endsWith(".running_var")) {
      Arrays.fill(values, 1f);
    } else if (name.endsWith(".bias") && initialiser == Initialiser.TORCH) {
      String weight = name.substring(0, name.length() - "bias".length()) + "weight";
      long[] beside = shapes.get(weight);
      if (beside != null && beside.length >= 2) {
        draw(name, values, initialiser.scale(beside));
      }
    }
    return values;
  }

  private void draw(String name, float[] values, float scale) {
    int chunks = (values.length + CHUNK - 1) / CHUNK;
    // The address of He's weights is as old as the caches of features.
    String network =
        initialiser == Initialiser.HE_UNIFORM
            ? this.network
            : this.network + "/" + initialiser.text();
    IntStream.range(0, chunks)
        .parallel()
        .forEach(
            chunk -> {
              RandomStream stream = RandomStream.at(seed, "weights", network, name, chunk);
              int end = Math.min(values.length, (chunk + 1) * CHUNK);
              for (int i = chunk * CHUNK; i < end; i++) {
                values[i] = initialiser.draw(stream, scale);
              }
            });
  }

  @Override
  public String description() {
    return "random weights (" + initialiser.title() + "), seed " + seed;
  }

  @Override
  public String digest() {
    String how = initialiser == Initialiser.HE_UNIFORM ? "" : ":" + initialiser.text();
    return "random:" + network + ":" + seed + how;
  }
}
