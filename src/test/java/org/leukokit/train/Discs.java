package org.leukokit.train;

import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import org.leukokit.base.RandomStream;

/** Small pictures of two classes: a bright disc on noise, large or small. */
record Discs(int size, int side, long seed, boolean shuffledLabels) implements Examples {
  Discs(int size, int side, long seed) {
    this(size, side, seed, false);
  }

  @Override
  public int label(int i) {
    return shuffledLabels ? RandomStream.at(seed, "labels", i).nextInt(2) : i % 2;
  }

  @Override
  public String address(int i) {
    return "disc-" + i;
  }

  @Override
  public Shape shape() {
    return new Shape(3, side, side);
  }

  @Override
  public void write(int i, int epoch, FloatBuffer out) {
    RandomStream stream = RandomStream.at(seed, "disc", i, epoch);
    double radius = side * (i % 2 == 0 ? 0.2 : 0.35) * stream.nextDouble(0.9, 1.1);
    double cx = side / 2.0 + stream.nextDouble(-3, 3);
    double cy = side / 2.0 + stream.nextDouble(-3, 3);
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          boolean inside = Math.hypot(x - cx, y - cy) < radius;
          out.put((inside ? 0.8f : -0.6f) + 0.4f * (stream.nextFloat() - 0.5f));
        }
      }
    }
  }
}
