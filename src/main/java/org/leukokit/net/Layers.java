package org.leukokit.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The layers of which the networks are made. */
final class Layers {
  private Layers() {}

  /**
   * 2-D convolution: output side {@code ⌊(side + 2 padding − kernel) / stride⌋ + 1}. Weight (out,
   * in / groups, kernel, kernel), bias (out).
   */
  record Convolution(
      String name, int in, int out, int kernel, int stride, int padding, int groups, boolean biased)
      implements Layer {
    @Override
    public List<ParameterSpec> parameters() {
      List<ParameterSpec> all = new ArrayList<>();
      Shape weight = new Shape(out, in / groups, kernel, kernel);
      all.add(new ParameterSpec(name + ".weight", Parameter.Type.WEIGHT, weight));
      if (biased) {
        all.add(new ParameterSpec(name + ".bias", Parameter.Type.BIAS, new Shape(out)));
      }
      return all;
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return Conv2d.conv2d(
              x,
              tensors.apply(name + ".weight"),
              biased ? tensors.apply(name + ".bias") : null,
              new Shape(stride, stride),
              new Shape(padding, padding),
              new Shape(1, 1),
              groups)
          .singletonOrThrow();
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(in.get(0), out, side(in.get(2)), side(in.get(3)));
    }

    private long side(long side) {
      return (side + 2L * padding - kernel) / stride + 1;
    }

    Convolution withBias() {
      return new Convolution(name, in, out, kernel, stride, padding, groups, true);
    }
  }

  /** Fully connected: {@code x Wᵀ + b}, weight (out, in), bias (out). */
  record FullyConnected(String name, int in, int out) implements Layer {
    @Override
    public List<ParameterSpec> parameters() {
      return List.of(
          new ParameterSpec(name + ".weight", Parameter.Type.WEIGHT, new Shape(out, in)),
          new ParameterSpec(name + ".bias", Parameter.Type.BIAS, new Shape(out)));
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return Linear.linear(x, tensors.apply(name + ".weight"), tensors.apply(name + ".bias"))
          .singletonOrThrow();
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(in.get(0), out);
    }
  }

  /** Batch normalisation over channels; in inference {@code γ (x − mean) / √(var + ε) + β}. */
  record BatchNormalisation(String name, int channels, float epsilon, float momentum)
      implements Layer {
    @Override
    public List<ParameterSpec> parameters() {
      Shape shape = new Shape(channels);
      return List.of(
          new ParameterSpec(name + ".weight", Parameter.Type.GAMMA, shape),
          new ParameterSpec(name + ".bias", Parameter.Type.BETA, shape),
          new ParameterSpec(name + ".running_mean", Parameter.Type.RUNNING_MEAN, shape),
          new ParameterSpec(name + ".running_var", Parameter.Type.RUNNING_VAR, shape));
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return BatchNorm.batchNorm(
              x,
              tensors.apply(name + ".running_mean"),
              tensors.apply(name + ".running_var"),
              tensors.apply(name + ".weight"),
              tensors.apply(name + ".bias"),
              1,
              momentum,
              epsilon,
              pass.normalisesBatch(name))
          .singletonOrThrow();
    }

    @Override
    public Shape output(Shape in) {
      return in;
    }
  }

  /** {@code max(0, x)}. */
  record Relu(String name) implements Layer {
    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return x.getNDArrayInternal().relu();
    }

    @Override
    public Shape output(Shape in) {
      return in;
    }
  }

  /** {@code min(6, max(0, x))}. */
  record Relu6(String name) implements Layer {
    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return x.clip(0f, 6f);
    }

    @Override
    public Shape output(Shape in) {
      return in;
    }
  }

  /** The largest of each window; no padding. */
  record MaxPool(String name, int kernel, int stride, boolean ceil) implements Layer {
    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return Pool.maxPool2d(
          x, new Shape(kernel, kernel), new Shape(stride, stride), new Shape(0, 0), ceil);
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(in.get(0), in.get(1), side(in.get(2)), side(in.get(3)));
    }

    private long side(long side) {
      long rest = side - kernel;
      return (ceil ? Math.floorDiv(rest + stride - 1, stride) : rest / stride) + 1;
    }
  }

  /**
   * Local response normalisation across channels (Krizhevsky et al. 2012, section 3.3): {@code x /
   * (k + α / size · Σ x²)^β} with β = 3/4, the sum over the {@code size} nearest channels. Caffe
   * divides α by the size, and so does this. The sum is a 1×1 convolution with a band matrix, and
   * the power two square roots, which every machine rounds alike.
   */
  record LocalResponseNorm(String name, int channels, int size, float alpha, float k)
      implements Layer {
    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      NDArray band = tensors.apply(name + ".band");
      NDArray offset = tensors.apply(name + ".offset");
      try (NDArray squares = x.square();
          NDArray sums =
              Conv2d.conv2d(squares, band, offset, new Shape(1, 1), new Shape(0, 0))
                  .singletonOrThrow();
          NDArray half = sums.sqrt();
          NDArray quarter = half.sqrt();
          NDArray power = half.mul(quarter)) {
        return x.div(power);
      }
    }

    /** The constant tensors: the band matrix (channels, channels, 1, 1) and k for each channel. */
    float[] band() {
      float[] band = new float[channels * channels];
      for (int c = 0; c < channels; c++) {
        int from = Math.max(0, c - size / 2);
        int to = Math.min(channels - 1, c + size / 2);
        for (int o = from; o <= to; o++) {
          band[c * channels + o] = alpha / size;
        }
      }
      return band;
    }

    @Override
    public Shape output(Shape in) {
      return in;
    }
  }

  /** Zeros at the right and the bottom only: TensorFlow's "same" padding at stride 2. */
  record PadRightBottom(String name, int pixels) implements Layer {
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
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return x.reshape(x.getShape().get(0), -1);
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(in.get(0), in.size() / in.get(0));
    }
  }

  /** (batch, channels) to (batch, channels, 1, 1). */
  record Unflatten(String name) implements Layer {
    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return x.reshape(x.getShape().get(0), x.getShape().get(1), 1, 1);
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(in.get(0), in.get(1), 1, 1);
    }
  }

  /** Half of the values set to 0 while training, the rest doubled; nothing in inference. */
  record DropHalf(String name) implements Layer {
    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return pass.drop(name, x, 0.5f);
    }

    @Override
    public Shape output(Shape in) {
      return in;
    }
  }

  /** SqueezeNet's fire module: a 1×1 squeeze, then 1×1 and 3×3 expansions side by side. */
  record Fire(String name, int in, int squeeze, int expand) implements Layer {
    private Convolution squeezing() {
      return new Convolution(name + ".squeeze", in, squeeze, 1, 1, 0, 1, true);
    }

    private Convolution expanding1() {
      return new Convolution(name + ".expand1x1", squeeze, expand, 1, 1, 0, 1, true);
    }

    private Convolution expanding3() {
      return new Convolution(name + ".expand3x3", squeeze, expand, 3, 1, 1, 1, true);
    }

    @Override
    public List<ParameterSpec> parameters() {
      List<ParameterSpec> all = new ArrayList<>(squeezing().parameters());
      all.addAll(expanding1().parameters());
      all.addAll(expanding3().parameters());
      return all;
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      try (NDArray squeezed = squeezing().forward(x, tensors, pass);
          NDArray active = squeezed.getNDArrayInternal().relu();
          NDArray one = expanding1().forward(active, tensors, pass);
          NDArray three = expanding3().forward(active, tensors, pass);
          NDArray both = one.getNDArrayInternal().concat(new NDList(three), 1)) {
        return both.getNDArrayInternal().relu();
      }
    }

    @Override
    public Shape output(Shape in) {
      return new Shape(in.get(0), 2L * expand, in.get(2), in.get(3));
    }
  }
}
