package org.leukokit.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Networks with weights by formula, and inputs by the same, for the tests of other rooms. */
public final class TestNetworks {
  private TestNetworks() {}

  /** The network with its tensors on the manager. */
  public static ConvNet formula(NDManager manager, String backbone) {
    ConvNet net = Backbones.named(backbone).build(Backbone.IMAGENET_CLASSES);
    net.setTensors(manager, new FormulaWeights(net.tensorShapes())::read);
    return net;
  }

  /** Keras' VGG-16 with a sixteenth of the channels, ten classes and its own top. */
  public static final String VGG16_SIXTEENTH = "vgg16-sixteenth";

  /**
   * The network of explain_fixtures.py: as {@link #formula}, but Keras' VGGs, whose own top takes
   * large images only, end with global average pooling and ten classes.
   */
  public static ConvNet formulaForMaps(NDManager manager, String id) {
    ConvNet net;
    if (id.equals(VGG16_SIXTEENTH)) {
      net = Vgg.keras16(10, new Width(16));
    } else if (id.equals("vgg16") || id.equals("vgg19")) {
      Backbone backbone = Backbones.named(id);
      net = backbone.build(10).withHead(Heads.plain(backbone, 10));
    } else {
      return formula(manager, id);
    }
    net.setTensors(manager, new FormulaWeights(net.tensorShapes())::read);
    return net;
  }

  /** The network, narrow if it is deep: all its layers with few channels. */
  public static ConvNet narrow(NDManager manager, String id) {
    Width few = new Width(16);
    ConvNet net =
        switch (id) {
          case "densenet121" -> DenseNet.keras121(10, few);
          case "densenet121-torchvision" -> DenseNet.torchvision121(10, few);
          case "xception" -> Xception.keras(10, few);
          case "xception-timm" -> Xception.timm(10, few);
          case "inceptionresnetv2" -> InceptionResNetV2.keras(10, few);
          case "inceptionresnetv2-timm" -> InceptionResNetV2.timm(10, few);
          case "vgg16-torchvision" -> Vgg.torchvision16(10, few);
          default -> null;
        };
    if (net == null) {
      return formulaForMaps(manager, id);
    }
    net.setTensors(manager, new FormulaWeights(net.tensorShapes())::read);
    return net;
  }

  /** The batch that net_fixtures.py calls image_batch. */
  public static NDArray batch(NDManager manager, int images, int size, double scale) {
    float[] values = new float[images * 3 * size * size];
    long hash = FormulaWeights.hash("input");
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * FormulaWeights.uniform(hash, i) - 1) * scale);
    }
    return manager.create(values, new Shape(images, 3, size, size));
  }
}
