package org.leukokit.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The layers with tensors, and the activations. */
final class Layers {
  private static final int IMAGE_CHANNELS = 3;

  private Layers() {}

  /** A layer that leaves the shape as it is. */
  interface SameShape extends Layer {
    @Override
    default Shape output(Shape in) {
      return in;
    }
  }

  /**
   * An activation, which may be computed in the memory of its input where its gradients need its
   * output only.
   */
  interface Activation extends SameShape {
    /**
     * As {@link #forward}, overwriting what goes in if that saves anything.
     *
     * @param x input, in memory of its own that neither gradients nor anyone else needs
     */
    NDArray inPlace(NDArray x);

    /** The activation in oneDNN's terms: its name and its numbers. */
    OneDnnActivation oneDnn();
  }

  /**
   * An activation as oneDNN computes it in one go with a convolution.
   *
   * @param name libtorch's name for it
   * @param numbers its numbers
   */
  record OneDnnActivation(String name, List<Float> numbers) {}

  /**
   * Whether what comes out of a layer lies in new memory that its own gradients don't need, so that
   * an activation behind it may overwrite it.
   */
  static boolean leavesOutput(Layer layer) {
    return layer instanceof Convolution
        || layer instanceof PackedConvolution
        || layer instanceof FullyConnected
        || layer instanceof BatchNormalisation
        || layer instanceof Composites.Residual;
  }

  /**
   * 2-D convolution: output side {@code ⌊(side + 2 padding − kernel) / stride⌋ + 1}. Weight (out,
   * in / groups, kernel height, kernel width), bias (out).
   */
  record Convolution(
      String name,
      int in,
      int out,
      int kernelHeight,
      int kernelWidth,
      int stride,
      int padHeight,
      int padWidth,
      int groups,
      boolean biased)
      implements Layer {
    /** With a square kernel. */
    Convolution(
        String name,
        int in,
        int out,
        int kernel,
        int stride,
        int padding,
        int groups,
        boolean biased) {
      this(name, in, out, kernel, kernel, stride, padding, padding, groups, biased);
    }

    @Override
    public List<ParameterSpec> parameters() {
      List<ParameterSpec> all = new ArrayList<>();
      Shape weight = new Shape(out, in / groups, kernelHeight, kernelWidth);
      all.add(new ParameterSpec(name + ".weight", Parameter.Type.WEIGHT, weight));
      if (biased) {
        all.add(new ParameterSpec(name + ".bias", Parameter.Type.BIAS, new Shape(out)));
      }
      return all;
    }

    @Override
    public String kind() {
      String text = "convolution " + kernelHeight + "×" + kernelWidth;
      text = groups == in && groups > 1 ? "depthwise " + text : text;
      text = groups > 1 && groups < in ? text + ", " + groups + " groups" : text;
      return stride > 1 ? text + ", stride " + stride : text;
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      if (!takesImages() || x.getDevice().isGpu()) {
        return convolve(x, tensors);
      }
      // On a CPU every layer is faster with channels last, and all behind the first keep to it.
      try (NDArray last = TorchScript.CHANNELS_LAST.apply(x)) {
        return convolve(last, tensors);
      }
    }

    /** Whether it is a network's first, whose input comes with channels first. */
    boolean takesImages() {
      return in == IMAGE_CHANNELS;
    }

    private NDArray convolve(NDArray x, Function<String, NDArray> tensors) {
      return Conv2d.conv2d(
              x,
              tensors.apply(name + ".weight"),
              biased ? tensors.apply(name + ".bias") : null,
              new Shape(stride, stride),
              new Shape(padHeight, padWidth),
              new Shape(1, 1),
              groups)
          .singletonOrThrow();
    }

    @Override
    public Shape output(Shape shape) {
      if (shape.dimension() != 4 || shape.get(1) != in) {
        throw new IllegalArgumentException(name + " takes " + in + " channels, not " + shape);
      }
      return new Shape(
          shape.get(0),
          out,
          Math.floorDiv(shape.get(2) + 2L * padHeight - kernelHeight, stride) + 1,
          Math.floorDiv(shape.get(3) + 2L * padWidth - kernelWidth, stride) + 1);
    }

    Convolution withBias() {
      return new Convolution(
          name, in, out, kernelHeight, kernelWidth, stride, padHeight, padWidth, groups, true);
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
    public String kind() {
      return "fully connected";
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return Linear.linear(x, tensors.apply(name + ".weight"), tensors.apply(name + ".bias"))
          .singletonOrThrow();
    }

    @Override
    public Shape output(Shape shape) {
      if (shape.dimension() != 2 || shape.get(1) != in) {
        throw new IllegalArgumentException(
            name + " takes " + in + " values an image, not " + shape.size() / shape.get(0));
      }
      return new Shape(shape.get(0), out);
    }
  }

  /**
   * Batch normalisation over channels; in inference {@code γ (x − mean) / √(var + ε) + β}.
   *
   * <p>In training the batch's biased variance normalises, and each running value becomes {@code
   * momentum · running + (1 − momentum) · batch} with the unbiased variance of the batch. PyTorch
   * does so (its momentum is 1 − this one), and Keras 2 on TensorFlow does too wherever it uses
   * TensorFlow's fused kernel, as it does for images; Keras 3 keeps the biased variance.
   *
   * @param momentum share that a running value keeps, as Keras counts it
   * @param scaled whether γ is learned; else it is 1
   */
  record BatchNormalisation(
      String name, int channels, float epsilon, float momentum, boolean scaled)
      implements SameShape {
    BatchNormalisation(String name, int channels, float epsilon, float momentum) {
      this(name, channels, epsilon, momentum, true);
    }

    @Override
    public List<ParameterSpec> parameters() {
      Shape shape = new Shape(channels);
      List<ParameterSpec> all = new ArrayList<>();
      if (scaled) {
        all.add(new ParameterSpec(name + ".weight", Parameter.Type.GAMMA, shape));
      }
      all.add(new ParameterSpec(name + ".bias", Parameter.Type.BETA, shape));
      all.add(new ParameterSpec(name + ".running_mean", Parameter.Type.RUNNING_MEAN, shape));
      all.add(new ParameterSpec(name + ".running_var", Parameter.Type.RUNNING_VAR, shape));
      return all;
    }

    @Override
    public List<Constant> constants() {
      if (scaled) {
        return List.of();
      }
      float[] ones = new float[channels];
      Arrays.fill(ones, 1f);
      return List.of(new Constant(name + ".ones", new Shape(channels), ones));
    }

    @Override
    public String kind() {
      return "batch normalisation";
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      // Not DJL's BatchNorm: it hands out a view, and writing into a view is costly to undo.
      return JniUtils.batchNorm(
          (PtNDArray) x,
          (PtNDArray) tensors.apply(name + ".running_mean"),
          (PtNDArray) tensors.apply(name + ".running_var"),
          (PtNDArray) tensors.apply(name + (scaled ? ".weight" : ".ones")),
          (PtNDArray) tensors.apply(name + ".bias"),
          pass.normalisesBatch(name),
          1 - pass.momentum(name, momentum),
          epsilon);
    }
  }

  /** {@code max(0, x)}. */
  record Relu(String name) implements Activation {
    @Override
    public String kind() {
      return "ReLU";
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return x.getNDArrayInternal().relu();
    }

    @Override
    public NDArray inPlace(NDArray x) {
      return TorchScript.RELU_IN_PLACE.apply(x);
    }

    @Override
    public OneDnnActivation oneDnn() {
      return new OneDnnActivation("relu", List.of());
    }
  }

  /** {@code min(6, max(0, x))}. */
  record Relu6(String name) implements Activation {
    @Override
    public String kind() {
      return "ReLU6";
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return TorchScript.RELU6.apply(x);
    }

    @Override
    public NDArray inPlace(NDArray x) {
      // Where gradients are recorded, libtorch would first copy the input for them.
      return (JniUtils.isGradMode() ? TorchScript.RELU6 : TorchScript.RELU6_IN_PLACE).apply(x);
    }

    @Override
    public OneDnnActivation oneDnn() {
      return new OneDnnActivation("hardtanh", List.of(0f, 6f));
    }
  }

  /** Dropout: nothing in inference. */
  record Dropout(String name, float rate) implements SameShape {
    Dropout {
      if (!(rate >= 0 && rate < 1)) {
        throw new IllegalArgumentException("rate of " + name + " must be in [0, 1), was " + rate);
      }
    }

    @Override
    public String kind() {
      return "dropout " + rate;
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return pass.drop(name, x, rate);
    }
  }

  /**
   * Local response normalisation across channels (Krizhevsky et al. 2012, section 3.3): {@code x /
   * (k + α / size · Σ x²)^β} with β = 3/4, the sum over the {@code size} nearest channels. Caffe
   * divides α by the size, and so does this. The sum is a 1×1 convolution with a band matrix, and
   * the power two square roots, which every machine rounds alike.
   */
  record LocalResponseNorm(String name, int channels, int size, float alpha, float k)
      implements SameShape {
    @Override
    public String kind() {
      return "local response normalisation";
    }

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

    /** The band matrix (channels, channels, 1, 1) and k for each channel. */
    @Override
    public List<Constant> constants() {
      float[] band = new float[channels * channels];
      for (int c = 0; c < channels; c++) {
        int from = Math.max(0, c - size / 2);
        int to = Math.min(channels - 1, c + size / 2);
        for (int o = from; o <= to; o++) {
          band[c * channels + o] = alpha / size;
        }
      }
      float[] offset = new float[channels];
      Arrays.fill(offset, k);
      return List.of(
          new Constant(name + ".band", new Shape(channels, channels, 1, 1), band),
          new Constant(name + ".offset", new Shape(channels), offset));
    }
  }
}
