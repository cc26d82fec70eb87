package org.leukokit.net.weights;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.leukokit.base.RandomStream;

/**
 * Seeded random weights, for a study without pretrained ones.
 *
 * <p>Weights are uniform with He's variance, {@code 2 / fanIn} (He et al., <em>Delving deep into
 * rectifiers</em>, 2015, Eq. 10), so within {@code ±√(6 / fanIn)}; biases and running means are 0,
 * the scales and running variances of batch normalisation 1. Every chunk of 65,536 values has a
 * stream of its own, addressed by seed, network, tensor and chunk: the values don't depend on the
 * number of threads.
 */
public final class RandomWeights implements TensorSource {
  private static final int CHUNK = 1 << 16;

  private final String network;
  private final long seed;
  private final TreeMap<String, long[]> shapes;

  /**
   * @param network the network's id, part of every stream's address
   * @param seed the seed of the study
   * @param shapes the tensors to make
   */
  public RandomWeights(String network, long seed, SortedMap<String, long[]> shapes) {
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
    if (shape.length < 2) {
      if (name.endsWith(".weight") || name.endsWith(".running_var")) {
        Arrays.fill(values, 1f);
      }
      return values;
    }
    long fanIn = Shapes.size(shape) / shape[0];
    float bound = (float) StrictMath.sqrt(6.0 / fanIn);
    int chunks = (values.length + CHUNK - 1) / CHUNK;
    IntStream.range(0, chunks)
        .parallel()
        .forEach(
            chunk -> {
              RandomStream stream = RandomStream.at(seed, "weights", network, name, chunk);
              int end = Math.min(values.length, (chunk + 1) * CHUNK);
              for (int i = chunk * CHUNK; i < end; i++) {
                values[i] = (2 * stream.nextFloat() - 1) * bound;
              }
            });
    return values;
  }

  @Override
  public String description() {
    return "random weights (uniform, He's variance), seed " + seed;
  }

  @Override
  public String digest() {
    return "random:" + network + ":" + seed;
  }
}
