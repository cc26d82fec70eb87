package org.leukokit.net;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.net.Composites.Branches;
import org.leukokit.net.Layers.BatchNormalisation;
import org.leukokit.net.Layers.Convolution;
import org.leukokit.net.Layers.FullyConnected;
import org.leukokit.net.Layers.Relu;
import org.leukokit.net.Pools.AveragePool;
import org.leukokit.net.Pools.GlobalAveragePool;
import org.leukokit.net.Pools.MaxPool;

/**
 * DenseNet-121 (Huang et al. 2017): 8,062,504 parameters with 1,000 classes, 7,978,856 of them
 * learned. Keras' and torchvision's differ in names, in ε (1.001·10⁻⁵ and 10⁻⁵) and in the share
 * that running statistics keep (0.99 and 0.9), and in nothing else.
 */
public final class DenseNet {
  private static final int[] BLOCKS = {6, 12, 24, 16};
  private static final int GROWTH = 32;

  private DenseNet() {}

  /** With Keras' names; {@code conv1/conv} is {@code conv1_conv} here. */
  public static ConvNet keras121(int classes) {
    return keras121(classes, Width.FULL);
  }

  /** With torchvision's names. */
  public static ConvNet torchvision121(int classes) {
    return torchvision121(classes, Width.FULL);
  }

  static ConvNet keras121(int classes, Width width) {
    Builder builder = new Builder(1.001e-5f, 0.99f, width);
    builder.stem("conv1_conv", "conv1_bn", "conv1_relu", "pool1");
    for (int b = 0; b < BLOCKS.length; b++) {
      for (int i = 1; i <= BLOCKS[b]; i++) {
        String name = "conv" + (b + 2) + "_block" + i + "_";
        builder.dense(
            name + "concat",
            List.of("0_bn", "0_relu", "1_conv", "1_bn", "1_relu", "2_conv").stream()
                .map(name::concat)
                .toList());
      }
      if (b < BLOCKS.length - 1) {
        String name = "pool" + (b + 2) + "_";
        builder.transition(name + "bn", name + "relu", name + "conv", name + "pool");
      }
    }
    return builder.end("densenet121", 32, List.of("bn", "relu", "avg_pool", "fc1000"), classes);
  }

  static ConvNet torchvision121(int classes, Width width) {
    Builder builder = new Builder(1e-5f, 0.9f, width);
    builder.stem("features.conv0", "features.norm0", "features.relu0", "features.pool0");
    for (int b = 1; b <= BLOCKS.length; b++) {
      for (int i = 1; i <= BLOCKS[b - 1]; i++) {
        String name = "features.denseblock" + b + ".denselayer" + i;
        builder.dense(
            name,
            List.of(".norm1", ".relu1", ".conv1", ".norm2", ".relu2", ".conv2").stream()
                .map(name::concat)
                .toList());
      }
      if (b < BLOCKS.length) {
        String name = "features.transition" + b + ".";
        builder.transition(name + "norm", name + "relu", name + "conv", name + "pool");
      }
    }
    List<String> top = List.of("features.norm5", "features.relu5", "avgpool", "classifier");
    return builder.end("densenet121-torchvision", 29, top, classes);
  }

  /** What the two have in common; keeps count of the channels. */
  private static final class Builder {
    private final List<Layer> layers = new ArrayList<>();
    private final float epsilon;
    private final float momentum;
    private final Width width;
    private int channels;

    Builder(float epsilon, float momentum, Width width) {
      this.epsilon = epsilon;
      this.momentum = momentum;
      this.width = width;
    }

    private BatchNormalisation norm(String name, int of) {
      return new BatchNormalisation(name, of, epsilon, momentum);
    }

    void stem(String conv, String norm, String relu, String pool) {
      channels = width.of(64);
      layers.add(new Convolution(conv, 3, channels, 7, 2, 3, 1, false));
      layers.add(norm(norm, channels));
      layers.add(new Relu(relu));
      layers.add(new MaxPool(pool, 3, 2, 1, false));
    }

    void dense(String name, List<String> names) {
      int growth = width.of(GROWTH);
      int narrow = 4 * growth;
      List<Layer> chain =
          List.of(
              norm(names.get(0), channels),
              new Relu(names.get(1)),
              new Convolution(names.get(2), channels, narrow, 1, 1, 0, 1, false),
              norm(names.get(3), narrow),
              new Relu(names.get(4)),
              new Convolution(names.get(5), narrow, growth, 3, 1, 1, 1, false));
      layers.add(new Branches(name, List.of(List.of(), chain)));
      channels += growth;
    }

    void transition(String norm, String relu, String conv, String pool) {
      layers.add(norm(norm, channels));
      layers.add(new Relu(relu));
      layers.add(new Convolution(conv, channels, channels / 2, 1, 1, 0, 1, false));
      layers.add(new AveragePool(pool, 2, 2, 0));
      channels /= 2;
    }

    ConvNet end(String id, int minimum, List<String> names, int classes) {
      layers.add(norm(names.get(0), channels));
      layers.add(new Relu(names.get(1)));
      layers.add(new GlobalAveragePool(names.get(2)));
      layers.add(new FullyConnected(names.get(3), channels, classes));
      return new ConvNet(id, minimum, layers);
    }
  }
}
