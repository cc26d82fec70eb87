package org.leukokit.net;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.net.Layers.BatchNormalisation;
import org.leukokit.net.Layers.Convolution;
import org.leukokit.net.Layers.Flatten;
import org.leukokit.net.Layers.GlobalAveragePool;
import org.leukokit.net.Layers.PadRightBottom;
import org.leukokit.net.Layers.Relu6;

/** MobileNet v1 (Howard et al. 2017), width 1.0, as Keras has it. */
public final class MobileNet {
  /** Channels behind each of the 13 pairs of depthwise and pointwise convolutions. */
  private static final int[] CHANNELS = {
    64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024
  };

  private static final int[] STRIDES = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};

  private MobileNet() {}

  /**
   * The network: at stride 2 padded at the right and the bottom only, batch normalisation with ε
   * 10⁻³, activation ReLU6, input 224×224; 4,253,864 parameters with 1,000 classes, running
   * statistics counted as Keras does. Layers carry Keras' names; tensors are named as in PyTorch.
   *
   * @param classes outputs of conv_preds
   */
  public static ConvNet v1(int classes) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new PadRightBottom("conv1_pad", 1));
    layers.add(new Convolution("conv1", 3, 32, 3, 2, 0, 1, false));
    layers.add(normalisation("conv1_bn", 32));
    layers.add(new Relu6("conv1_relu"));
    int in = 32;
    for (int i = 1; i <= CHANNELS.length; i++) {
      int out = CHANNELS[i - 1];
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
    layers.add(new Layers.Unflatten("reshape_1"));
    layers.add(new Convolution("conv_preds", in, classes, 1, 1, 0, 1, true));
    layers.add(new Flatten("reshape_2"));
    return new ConvNet("mobilenet", layers);
  }

  private static BatchNormalisation normalisation(String name, int channels) {
    return new BatchNormalisation(name, channels, 1e-3f, 0.99f);
  }
}
