package org.leukokit.net;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.zip.CRC32;
import org.leukokit.net.weights.Shapes;
import org.leukokit.net.weights.TensorSource;

/** Weights by the formula of net_fixtures.py. */
public final class FormulaWeights implements TensorSource {
  private final SortedMap<String, long[]> shapes;

  FormulaWeights(SortedMap<String, long[]> shapes) {
    this.shapes = shapes;
  }

  /** In [0, 1), 24 bits. */
  public static double uniform(long nameHash, long index) {
    long x = index * 6364136223846793005L + nameHash * 1442695040888963407L;
    x ^= x >>> 33;
    x *= 0xFF51AFD7ED558CCDL;
    x ^= x >>> 33;
    return (x >>> 40) / (double) (1 << 24);
  }

  public static long hash(String name) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }

  public static float[] values(String name, long... shape) {
    float[] v = new float[Shapes.size(shape)];
    long hash = hash(name);
    double bound = shape.length < 2 ? 0 : Math.sqrt(6.0 / (v.length / shape[0]));
    boolean positive = name.endsWith(".weight") || name.endsWith(".running_var");
    for (int i = 0; i < v.length; i++) {
      double u = uniform(hash, i);
      if (shape.length >= 2) {
        v[i] = (float) ((2 * u - 1) * bound);
      } else {
        v[i] = (float) (positive ? 0.5 + u : (2 * u - 1) * 0.1);
      }
    }
    return v;
  }

  @Override
  public SortedMap<String, long[]> shapes() {
    return shapes;
  }

  @Override
  public float[] read(String name) {
    return values(name, shapes.get(name));
  }

  @Override
  public String description() {
    return "weights by formula";
  }

  @Override
  public String digest() {
    return "formula";
  }
}
