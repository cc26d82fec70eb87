package org.leukokit.net;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.net.Layers.Convolution;
import org.leukokit.net.Layers.Dropout;
import org.leukokit.net.Layers.FullyConnected;
import org.leukokit.net.Layers.Relu;
import org.leukokit.net.Pools.AdaptiveAveragePool;
import org.leukokit.net.Pools.Flatten;
import org.leukokit.net.Pools.FlattenChannelsLast;
import org.leukokit.net.Pools.MaxPool;

/**
 * VGG-16 and VGG-19 (Simonyan and Zisserman 2015, configurations D and E): 138,357,544 and
 * 143,667,240 parameters with 1,000 classes.
 */
public final class Vgg {
  private static final int[] CHANNELS = {64, 128, 256, 512, 512};
  private static final int[] CONVOLUTIONS_16 = {2, 2, 3, 3, 3};
  private static final int[] CONVOLUTIONS_19 = {2, 2, 4, 4, 4};

  private Vgg() {}

  /** VGG-16 with Keras' names; its own top takes 224×224 to 255×255 pixels. */
  public static ConvNet keras16(int classes) {
    return keras("vgg16", CONVOLUTIONS_16, classes, Width.FULL);
  }

  /** VGG-19 with Keras' names; its own top takes 224×224 to 255×255 pixels. */
  public static ConvNet keras19(int classes) {
    return keras("vgg19", CONVOLUTIONS_19, classes, Width.FULL);
  }

  /**
   * VGG-16 with torchvision's names: other sizes are brought to 7×7 before its top, and dropout
   * stands in it.
   */
  public static ConvNet torchvision16(int classes) {
    return torchvision("vgg16-torchvision", CONVOLUTIONS_16, classes, Width.FULL);
  }

  /** VGG-19 with torchvision's names, see {@link #torchvision16}. */
  public static ConvNet torchvision19(int classes) {
    return torchvision("vgg19-torchvision", CONVOLUTIONS_19, classes, Width.FULL);
  }

  static ConvNet keras16(int classes, Width width) {
    return keras("vgg16", CONVOLUTIONS_16, classes, width);
  }

  static ConvNet torchvision16(int classes, Width width) {
    return torchvision("vgg16-torchvision", CONVOLUTIONS_16, classes, width);
  }

  private static ConvNet keras(String id, int[] convolutions, int classes, Width width) {
    List<Layer> layers = new ArrayList<>();
    int in = 3;
    for (int b = 0; b < CHANNELS.length; b++) {
      int out = width.of(CHANNELS[b]);
      for (int i = 1; i <= convolutions[b]; i++) {
        String name = "block" + (b + 1) + "_conv" + i;
        layers.add(new Convolution(name, in, out, 3, 1, 1, 1, true));
        layers.add(new Relu(name + "_relu"));
        in = out;
      }
      layers.add(new MaxPool("block" + (b + 1) + "_pool", 2, 2, false));
    }
    int wide = width.of(4096);
    layers.add(new FlattenChannelsLast("flatten"));
    layers.add(new FullyConnected("fc1", 49 * in, wide));
    layers.add(new Relu("fc1_relu"));
    layers.add(new FullyConnected("fc2", wide, wide));
    layers.add(new Relu("fc2_relu"));
    layers.add(new FullyConnected("predictions", wide, classes));
    return new ConvNet(id, 32, layers);
  }

  private static ConvNet torchvision(String id, int[] convolutions, int classes, Width width) {
    List<Layer> layers = new ArrayList<>();
    int in = 3;
    for (int b = 0; b < CHANNELS.length; b++) {
      int out = width.of(CHANNELS[b]);
      for (int i = 1; i <= convolutions[b]; i++) {
        layers.add(new Convolution("features." + layers.size(), in, out, 3, 1, 1, 1, true));
        layers.add(new Relu("features." + layers.size()));
        in = out;
      }
      layers.add(new MaxPool("features." + layers.size(), 2, 2, false));
    }
    int wide = width.of(4096);
    layers.add(new AdaptiveAveragePool("avgpool", 7));
    layers.add(new Flatten("flatten"));
    layers.add(new FullyConnected("classifier.0", 49 * in, wide));
    layers.add(new Relu("classifier.1"));
    layers.add(new Dropout("classifier.2", 0.5f));
    layers.add(new FullyConnected("classifier.3", wide, wide));
    layers.add(new Relu("classifier.4"));
    layers.add(new Dropout("classifier.5", 0.5f));
    layers.add(new FullyConnected("classifier.6", wide, classes));
    return new ConvNet(id, 32, layers);
  }
}
