package org.leukokit.net;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/** One network twice: of the kit's layers, and of DJL's blocks. */
public final class BlockTwins {
  /** The tensors of the layers under the block's names. */
  public static final List<String[]> NAMES =
      List.of(
          new String[] {"conv1.weight", "body.01Conv2d.weight"},
          new String[] {"bn1.weight", "body.02BatchNorm.weight"},
          new String[] {"bn1.bias", "body.02BatchNorm.bias"},
          new String[] {"bn1.running_mean", "body.02BatchNorm.running_mean"},
          new String[] {"bn1.running_var", "body.02BatchNorm.running_var"},
          new String[] {"conv2.weight", "body.05Conv2d.weight"},
          new String[] {"conv2.bias", "body.05Conv2d.bias"},
          new String[] {"classes.weight", "classes.weight"},
          new String[] {"classes.bias", "classes.bias"});

  private BlockTwins() {}

  /** Of the kit's layers. */
  public static ConvNet layers(int classes) {
    return new ConvNet(
        "twin",
        1,
        List.of(
            new Layers.Convolution("conv1", 3, 8, 3, 1, 1, 1, false),
            new Layers.BatchNormalisation("bn1", 8, 1e-3f, 0.9f),
            new Layers.Relu("relu1"),
            new Pools.MaxPool("pool1", 2, 2, false),
            new Layers.Convolution("conv2", 8, 12, 3, 1, 1, 1, true),
            new Layers.Relu("relu2"),
            new Pools.GlobalAveragePool("gap"),
            new Layers.FullyConnected("classes", 12, classes)));
  }

  /** Of DJL's blocks. */
  public static Block block() {
    return new SequentialBlock()
        .add(
            Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .setFilters(8)
                .optBias(false)
                .build())
        .add(BatchNorm.builder().optEpsilon(1e-3f).optMomentum(0.9f).build())
        .add(Activation.reluBlock())
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(
            Conv2d.builder()
                .setKernelShape(new Shape(3, 3))
                .optPadding(new Shape(1, 1))
                .setFilters(12)
                .build())
        .add(Activation.reluBlock());
  }
}
