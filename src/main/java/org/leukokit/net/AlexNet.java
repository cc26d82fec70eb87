package org.leukokit.net;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.net.Layers.Convolution;
import org.leukokit.net.Layers.Dropout;
import org.leukokit.net.Layers.FullyConnected;
import org.leukokit.net.Layers.LocalResponseNorm;
import org.leukokit.net.Layers.Relu;
import org.leukokit.net.Pools.AdaptiveAveragePool;
import org.leukokit.net.Pools.Flatten;
import org.leukokit.net.Pools.MaxPool;

/** The two networks that are called AlexNet. */
public final class AlexNet {
  private AlexNet() {}

  /**
   * AlexNet as Caffe and MATLAB have it (Krizhevsky et al. 2012 on one GPU's memory): 96-256-384-
   * 384-256 filters, two groups in conv2, 4 and 5, local response normalisation, input 227×227;
   * 60,965,224 parameters with 1,000 classes. Layers carry Caffe's names.
   *
   * @param classes outputs of fc8
   */
  public static ConvNet caffe(int classes) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Convolution("conv1", 3, 96, 11, 4, 0, 1, true));
    layers.add(new Relu("relu1"));
    layers.add(new LocalResponseNorm("norm1", 96, 5, 1e-4f, 1));
    layers.add(new MaxPool("pool1", 3, 2, false));
    layers.add(new Convolution("conv2", 96, 256, 5, 1, 2, 2, true));
    layers.add(new Relu("relu2"));
    layers.add(new LocalResponseNorm("norm2", 256, 5, 1e-4f, 1));
    layers.add(new MaxPool("pool2", 3, 2, false));
    layers.add(new Convolution("conv3", 256, 384, 3, 1, 1, 1, true));
    layers.add(new Relu("relu3"));
    layers.add(new Convolution("conv4", 384, 384, 3, 1, 1, 2, true));
    layers.add(new Relu("relu4"));
    layers.add(new Convolution("conv5", 384, 256, 3, 1, 1, 2, true));
    layers.add(new Relu("relu5"));
    layers.add(new MaxPool("pool5", 3, 2, false));
    layers.add(new Flatten("flatten"));
    layers.add(new FullyConnected("fc6", 256 * 6 * 6, 4096));
    layers.add(new Relu("relu6"));
    layers.add(new Dropout("drop6", 0.5f));
    layers.add(new FullyConnected("fc7", 4096, 4096));
    layers.add(new Relu("relu7"));
    layers.add(new Dropout("drop7", 0.5f));
    layers.add(new FullyConnected("fc8", 4096, classes));
    return new ConvNet("alexnet", 1, layers);
  }

  /**
   * torchvision's {@code alexnet} (Krizhevsky, <em>One weird trick</em>, 2014): 64-192-384-256-256
   * filters, no groups, no normalisation, input 224×224; 61,100,840 parameters with 1,000 classes.
   *
   * @param classes outputs of classifier.6
   */
  public static ConvNet torchvision(int classes) {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Convolution("features.0", 3, 64, 11, 4, 2, 1, true));
    layers.add(new Relu("features.1"));
    layers.add(new MaxPool("features.2", 3, 2, false));
    layers.add(new Convolution("features.3", 64, 192, 5, 1, 2, 1, true));
    layers.add(new Relu("features.4"));
    layers.add(new MaxPool("features.5", 3, 2, false));
    layers.add(new Convolution("features.6", 192, 384, 3, 1, 1, 1, true));
    layers.add(new Relu("features.7"));
    layers.add(new Convolution("features.8", 384, 256, 3, 1, 1, 1, true));
    layers.add(new Relu("features.9"));
    layers.add(new Convolution("features.10", 256, 256, 3, 1, 1, 1, true));
    layers.add(new Relu("features.11"));
    layers.add(new MaxPool("features.12", 3, 2, false));
    layers.add(new AdaptiveAveragePool("avgpool", 6)); // the identity at 224×224
    layers.add(new Flatten("flatten"));
    layers.add(new Dropout("classifier.0", 0.5f));
    layers.add(new FullyConnected("classifier.1", 256 * 6 * 6, 4096));
    layers.add(new Relu("classifier.2"));
    layers.add(new Dropout("classifier.3", 0.5f));
    layers.add(new FullyConnected("classifier.4", 4096, 4096));
    layers.add(new Relu("classifier.5"));
    layers.add(new FullyConnected("classifier.6", 4096, classes));
    return new ConvNet("alexnet-torchvision", 63, layers);
  }
}
