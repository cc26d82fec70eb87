package org.leukokit.net;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.net.Layers.BatchNormalisation;
import org.leukokit.net.Layers.Convolution;
import org.leukokit.net.Layers.Dropout;
import org.leukokit.net.Layers.FullyConnected;
import org.leukokit.net.Layers.Relu6;
import org.leukokit.net.Pools.Flatten;
import org.leukokit.net.Pools.GlobalAveragePool;
import org.leukokit.net.Pools.PadRightBottom;
import org.leukokit.net.Pools.Unflatten;

/** MobileNet v1 (Howard et al. 2017), width 1.0: 4,253,864 parameters with 1,000 classes. */
public final class MobileNet {
  /** Channels behind each of the 13 pairs of depthwise and pointwise convolutions. */
  private static final int[] CHANNELS = {
    64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024
  };

  private static final int[] STRIDES = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};

  /** Pairs in each of timm's stages. */
  private static final int[] STAGES = {1, 2, 2, 6, 2};

  private MobileNet() {}

  /**
   * As Keras has it: at stride 2 padded at the right and the bottom only, batch normalisation with
   * ε 10⁻³, activation ReLU6. Layers carry Keras' names; tensors are named as in PyTorch.
   *
   * @param classes outputs of conv_preds
   */
  public static ConvNet v1(int classes) {
    return keras(classes, Width.FULL);
  }

  /** As timm's {@code mobilenetv1_100} has it: padded by a pixel all around, ε 10⁻⁵. */
  public static ConvNet timm(int classes) {
    return timm(classes, Width.FULL);
  }

  static ConvNet keras(int classes, Width width) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new PadRightBottom("conv1_pad", 1));
    int in = width.of(32);
    layers.add(new Convolution("conv1", 3, in, 3, 2, 0, 1, false));
    layers.add(normalisation("conv1_bn", in));
    layers.add(new Relu6("conv1_relu"));
    for (int i = 1; i <= CHANNELS.length; i++) {
      int out = width.of(CHANNELS[i - 1]);
      int stride = STRIDES[i - 1];
      if (stride == 2) {
        layers.add(new PadRightBottom("conv_pad_" + i, 1));
      }
      layers.add(
          new Convolution("conv_dw_" + i, in, in, 3, stride, stride == 2 ? 0 : 1, in, false));
      layers.add(normalisation("conv_dw_" + i + "_bn", in));
      layers.add(new Relu6("conv_dw_" + i + "_relu"));
      layers.add(new Convolution("conv_pw_" + i, in, out, 1, 1, 0, 1, false));
      layers.add(normalisation("conv_pw_" + i + "_bn", out));
      layers.add(new Relu6("conv_pw_" + i + "_relu"));
      in = out;
    }
    layers.add(new GlobalAveragePool("global_average_pooling2d"));
    layers.add(new Unflatten("reshape_1"));
    layers.add(new Dropout("dropout", 1e-3f));
    layers.add(new Convolution("conv_preds", in, classes, 1, 1, 0, 1, true));
    layers.add(new Flatten("reshape_2"));
    return new ConvNet("mobilenet", 32, layers);
  }

  static ConvNet timm(int classes, Width width) {
    List<Layer> layers = new ArrayList<>();
    int in = width.of(32);
    layers.add(new Convolution("conv_stem", 3, in, 3, 2, 1, 1, false));
    layers.add(new BatchNormalisation("bn1", in, 1e-5f, 0.9f));
    layers.add(new Relu6("bn1.act"));
    int pair = 0;
    for (int stage = 0; stage < STAGES.length; stage++) {
      for (int i = 0; i < STAGES[stage]; i++, pair++) {
        String name = "blocks." + stage + "." + i + ".";
        int out = width.of(CHANNELS[pair]);
        layers.add(new Convolution(name + "conv_dw", in, in, 3, STRIDES[pair], 1, in, false));
        layers.add(new BatchNormalisation(name + "bn1", in, 1e-5f, 0.9f));
        layers.add(new Relu6(name + "bn1.act"));
        layers.add(new Convolution(name + "conv_pw", in, out, 1, 1, 0, 1, false));
        layers.add(new BatchNormalisation(name + "bn2", out, 1e-5f, 0.9f));
        layers.add(new Relu6(name + "bn2.act"));
        in = out;
      }
    }
    layers.add(new GlobalAveragePool("global_pool"));
    layers.add(new FullyConnected("classifier", in, classes));
    return new ConvNet("mobilenet-timm", 32, layers);
  }

  private static BatchNormalisation normalisation(String name, int channels) {
    return new BatchNormalisation(name, channels, 1e-3f, 0.99f);
  }
}
