package org.leukokit.net;

import java.util.List;

/** A network of milliseconds with everything that training treats in its own way. */
public final class SmallNet {
  private SmallNet() {}

  /** Two convolutions with batch normalisation, dropout, one fully connected layer. */
  public static ConvNet of(int classes) {
    return new ConvNet(
        "small",
        8,
        List.of(
            new Layers.Convolution("conv1", 3, 8, 3, 2, 1, 1, false),
            new Layers.BatchNormalisation("bn1", 8, 1e-3f, 0.9f),
            new Layers.Relu("relu1"),
            new Layers.Convolution("conv2", 8, 16, 3, 2, 1, 1, true),
            new Layers.BatchNormalisation("bn2", 16, 1e-3f, 0.9f),
            new Layers.Relu("relu2"),
            new Pools.GlobalAveragePool("pool"),
            new Layers.Dropout("drop", 0.5f),
            new Layers.FullyConnected("fc", 16, classes)));
  }

  /** One whose tensors take megabytes, so that it takes a while to write them to a disk. */
  public static ConvNet wide(int classes) {
    return new ConvNet(
        "wide",
        8,
        List.of(
            new Layers.Convolution("conv1", 3, 16, 3, 2, 1, 1, false),
            new Layers.BatchNormalisation("bn1", 16, 1e-3f, 0.9f),
            new Layers.Relu("relu1"),
            new Pools.GlobalAveragePool("pool"),
            new Layers.FullyConnected("wide", 16, 20000),
            new Layers.Dropout("drop", 0.5f),
            new Layers.FullyConnected("fc", 20000, classes)));
  }

  /** One whose first layer puts out many values for each of an image's. */
  public static ConvNet greedy(int classes) {
    return new ConvNet(
        "greedy",
        8,
        List.of(
            new Layers.Convolution("conv1", 3, 1024, 3, 1, 1, 1, true),
            new Layers.Relu("relu1"),
            new Pools.GlobalAveragePool("pool"),
            new Layers.FullyConnected("fc", 1024, classes)));
  }
}
