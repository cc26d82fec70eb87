package org.leukokit.net;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.net.Layers.Convolution;
import org.leukokit.net.Layers.DropHalf;
import org.leukokit.net.Layers.Fire;
import org.leukokit.net.Layers.GlobalAveragePool;
import org.leukokit.net.Layers.MaxPool;
import org.leukokit.net.Layers.Relu;

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
    layers.add(new Fire("features.3", 96, 16, 64));
    layers.add(new Fire("features.4", 128, 16, 64));
    layers.add(new Fire("features.5", 128, 32, 128));
    layers.add(new MaxPool("features.6", 3, 2, true));
    layers.add(new Fire("features.7", 256, 32, 128));
    layers.add(new Fire("features.8", 256, 48, 192));
    layers.add(new Fire("features.9", 384, 48, 192));
    layers.add(new Fire("features.10", 384, 64, 256));
    layers.add(new MaxPool("features.11", 3, 2, true));
    layers.add(new Fire("features.12", 512, 64, 256));
    layers.add(new DropHalf("classifier.0"));
    layers.add(new Convolution("classifier.1", 512, classes, 1, 1, 0, 1, true));
    layers.add(new Relu("classifier.2"));
    layers.add(new GlobalAveragePool("classifier.3"));
    return new ConvNet("squeezenet", layers);
  }
}
