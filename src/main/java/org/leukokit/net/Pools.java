package org.leukokit.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.function.Function;

/** The layers without tensors that change the shape: pooling, padding, flattening. */
final class Pools {
  private Pools() {}

  private static long side(long side, int kernel, int stride, int padding, boolean ceil) {
    long rest = side + 2L * padding - kernel;
    long steps = ceil ? -Math.floorDiv(-rest, stride) : Math.floorDiv(rest, stride);
    // As PyTorch has it: no window begins in the padding behind the last pixel.
    if (ceil && steps * stride >= side + padding) {
      steps--;
    }
    return steps + 1;
  }

  /** The largest of each window; what lies outside the image never is. */
  record MaxPool(String name, int kernel, int stride, int padding, boolean ceil) implements Layer {
    MaxPool(String name, int kernel, int stride, boolean ceil) {
      this(name, kernel, stride, 0, ceil);
    }

    @Override
    public String kind() {
      return "max pooling " + kernel + "×" + kernel + ", stride " + stride;
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return Pool.maxPool2d(
          x,
          new Shape(kernel, kernel),
          new Shape(stride, stride),
          new Shape(padding, padding),
          ceil);
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(
          in.get(0),
          in.get(1),
          side(in.get(2), kernel, stride, padding, ceil),
          side(in.get(3), kernel, stride, padding, ceil));
    }
  }

  /**
   * The largest of each 3×3 window at stride 2 with TensorFlow's padding "same": output side {@code
   * ⌈side / 2⌉}. An odd side is padded by one pixel at both ends, an even one at its end only,
   * which is what rounding the number of windows up does.
   */
  record MaxPoolSame(String name) implements Layer {
    @Override
    public String kind() {
      return "max pooling 3×3, stride 2";
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      Shape in = x.getShape();
      Shape padding = new Shape(in.get(2) % 2, in.get(3) % 2);
      return Pool.maxPool2d(x, new Shape(3, 3), new Shape(2, 2), padding, true);
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(in.get(0), in.get(1), (in.get(2) + 1) / 2, (in.get(3) + 1) / 2);
    }
  }

  /** The mean of each window over the pixels that lie inside the image: padding doesn't count. */
  record AveragePool(String name, int kernel, int stride, int padding) implements Layer {
    @Override
    public String kind() {
      return "average pooling " + kernel + "×" + kernel + ", stride " + stride;
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      // The engine's interface counts padding whatever it is told, so this is asked for and undone.
      NDArray counted =
          Pool.avgPool2d(
              x,
              new Shape(kernel, kernel),
              new Shape(stride, stride),
              new Shape(padding, padding),
              false,
              true);
      if (padding == 0) {
        return counted;
      }
      Shape in = x.getShape();
      float[] rows = corrections(in.get(2));
      float[] columns = corrections(in.get(3));
      FloatBuffer factors = FloatBuffer.allocate(rows.length * columns.length);
      for (float row : rows) {
        for (float column : columns) {
          factors.put(row * column);
        }
      }
      Shape shape = new Shape(1, 1, rows.length, columns.length);
      // Copied into libtorch's own memory: the backward pass reads it after this handle is closed.
      try (counted;
          NDArray inJava = x.getManager().create(factors.rewind(), shape);
          NDArray correction = inJava.duplicate()) {
        return counted.mul(correction);
      }
    }

    /** For each window along a side, its length over the pixels of it that lie inside. */
    private float[] corrections(long length) {
      float[] factors = new float[(int) side(length, kernel, stride, padding, false)];
      for (int i = 0; i < factors.length; i++) {
        int from = i * stride - padding;
        long inside = Math.min(length, from + kernel) - Math.max(0, from);
        factors[i] = (float) kernel / inside;
      }
      return factors;
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(
          in.get(0),
          in.get(1),
          side(in.get(2), kernel, stride, padding, false),
          side(in.get(3), kernel, stride, padding, false));
    }
  }

  /**
   * Means over a grid of {@code side × side} nearly equal windows, whatever comes in: PyTorch's.
   */
  record AdaptiveAveragePool(String name, int side) implements Layer {
    @Override
    public String kind() {
      return "average pooling to " + side + "×" + side;
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      Shape in = x.getShape();
      if (in.get(2) == side && in.get(3) == side) {
        return x; // each window is a pixel
      }
      return JniUtils.adaptiveAvgPool((PtNDArray) x, new Shape(side, side));
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(in.get(0), in.get(1), side, side);
    }
  }

  /** Zeros at the right and the bottom only: TensorFlow's "same" padding at stride 2. */
  record PadRightBottom(String name, int pixels) implements Layer {
    @Override
    public String kind() {
      return "zero padding right and bottom";
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return x.pad(new Shape(0, pixels, 0, pixels), 0);
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(in.get(0), in.get(1), in.get(2) + pixels, in.get(3) + pixels);
    }
  }

  /** The mean of each channel: (batch, channels, height, width) to (batch, channels). */
  record GlobalAveragePool(String name) implements Layer {
    @Override
    public String kind() {
      return "global average pooling";
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      Shape in = x.getShape();
      // The engine's mean knows one axis only.
      try (NDArray flat = x.reshape(in.get(0), in.get(1), -1)) {
        return flat.mean(new int[] {2});
      }
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(in.get(0), in.get(1));
    }
  }

  /** (batch, channels, height, width) to (batch, channels · height · width). */
  record Flatten(String name) implements Layer {
    @Override
    public String kind() {
      return "flatten";
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return x.reshape(x.getShape().get(0), -1);
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(in.get(0), in.size() / in.get(0));
    }
  }

  /**
   * (batch, channels, height, width) to (batch, height · width · channels), the order in which
   * Keras flattens and in which its fully connected layers have their weights.
   */
  record FlattenChannelsLast(String name) implements Layer {
    @Override
    public String kind() {
      return "flatten";
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      try (NDArray last = x.transpose(0, 2, 3, 1)) {
        return last.reshape(x.getShape().get(0), -1);
      }
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(in.get(0), in.size() / in.get(0));
    }
  }

  /** (batch, channels) to (batch, channels, 1, 1). */
  record Unflatten(String name) implements Layer {
    @Override
    public String kind() {
      return "reshape";
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return x.reshape(x.getShape().get(0), x.getShape().get(1), 1, 1);
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(in.get(0), in.get(1), 1, 1);
    }
  }
}
