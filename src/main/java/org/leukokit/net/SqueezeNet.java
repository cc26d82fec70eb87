package org.leukokit.net;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.net.Composites.Branches;
import org.leukokit.net.Composites.Sequence;
import org.leukokit.net.Layers.Convolution;
import org.leukokit.net.Layers.Dropout;
import org.leukokit.net.Layers.Relu;
import org.leukokit.net.Pools.GlobalAveragePool;
import org.leukokit.net.Pools.MaxPool;

/** SqueezeNet 1.0 (Iandola et al. 2016), as torchvision has it. */
public final class SqueezeNet {
  private SqueezeNet() {}

  /**
   * The network: 1,248,424 parameters with 1,000 classes.
   *
   * @param classes outputs of classifier.1
   */
  public static ConvNet v10(int classes) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Convolution("features.0", 3, 96, 7, 2, 0, 1, true));
    layers.add(new Relu("features.1"));
    layers.add(new MaxPool("features.2", 3, 2, true));
    layers.add(fire("features.3", 96, 16, 64));
    layers.add(fire("features.4", 128, 16, 64));
    layers.add(fire("features.5", 128, 32, 128));
    layers.add(new MaxPool("features.6", 3, 2, true));
    layers.add(fire("features.7", 256, 32, 128));
    layers.add(fire("features.8", 256, 48, 192));
    layers.add(fire("features.9", 384, 48, 192));
    layers.add(fire("features.10", 384, 64, 256));
    layers.add(new MaxPool("features.11", 3, 2, true));
    layers.add(fire("features.12", 512, 64, 256));
    layers.add(new Dropout("classifier.0", 0.5f));
    layers.add(new Convolution("classifier.1", 512, classes, 1, 1, 0, 1, true));
    layers.add(new Relu("classifier.2"));
    layers.add(new GlobalAveragePool("classifier.3"));
    return new ConvNet("squeezenet", 21, layers);
  }

  /** The fire module: a 1×1 squeeze, then 1×1 and 3×3 expansions side by side. */
  private static Layer fire(String name, int in, int squeeze, int expand) {
    List<Layer> one =
        List.of(new Convolution(name + ".expand1x1", squeeze, expand, 1, 1, 0, 1, true));
    List<Layer> three =
        List.of(new Convolution(name + ".expand3x3", squeeze, expand, 3, 1, 1, 1, true));
    return new Sequence(
        name,
        "fire module",
        List.of(
            new Convolution(name + ".squeeze", in, squeeze, 1, 1, 0, 1, true),
            new Relu(name + ".squeeze_activation"),
            new Branches(name + ".expand", List.of(one, three)),
            new Relu(name + ".expand_activation")));
  }
}
