package org.leukokit.net;

import java.util.List;
import java.util.stream.Collectors;
import org.leukokit.base.UserError;

/** The networks that give features, by name. */
public final class Backbones {
  /**
   * AlexNet as Caffe and MATLAB have it, the network of loey2020. Input is red first, minus
   * ImageNet's channel means; MATLAB subtracts a mean image instead.
   */
  public static final Backbone ALEXNET =
      new Backbone(
          "alexnet",
          "AlexNet (Caffe/MATLAB)",
          227,
          16,
          Preprocessing.caffeRgb(),
          List.of(
              new FeatureLayer("fc7", "fc7", false, 4096),
              new FeatureLayer("fc7-relu", "relu7", false, 4096),
              new FeatureLayer("fc6", "fc6", false, 4096)),
          AlexNet::caffe);

  /** torchvision's AlexNet, another network than Caffe's. */
  public static final Backbone ALEXNET_TORCHVISION =
      new Backbone(
          "alexnet-torchvision",
          "AlexNet (torchvision)",
          224,
          16,
          Preprocessing.torchvision(),
          List.of(
              new FeatureLayer("fc7", "classifier.4", false, 4096),
              new FeatureLayer("fc7-relu", "classifier.5", false, 4096),
              new FeatureLayer("fc6", "classifier.1", false, 4096)),
          AlexNet::torchvision);

  /** MobileNet v1 at width 1.0 as in Keras. */
  public static final Backbone MOBILENET =
      new Backbone(
          "mobilenet",
          "MobileNet v1",
          224,
          4,
          Preprocessing.keras(),
          List.of(new FeatureLayer("gap", "global_average_pooling2d", false, 1024)),
          MobileNet::v1);

  /**
   * SqueezeNet 1.0 with the input of the Deep Compression weights (blue first, minus (104, 117,
   * 123), 227×227); weights of torchvision's own want {@link Preprocessing#torchvision()}.
   */
  public static final Backbone SQUEEZENET =
      new Backbone(
          "squeezenet",
          "SqueezeNet 1.0",
          227,
          4,
          Preprocessing.caffe(),
          List.of(new FeatureLayer("fire9", "features.12", true, 512)),
          SqueezeNet::v10);

  private static final List<Backbone> ALL =
      List.of(ALEXNET, ALEXNET_TORCHVISION, MOBILENET, SQUEEZENET);

  private Backbones() {}

  /** All of them, in the order of their description. */
  public static List<Backbone> all() {
    return ALL;
  }

  /**
   * The network of a name.
   *
   * @throws UserError if there is none of that name; lists the known
   */
  public static Backbone named(String id) {
    return ALL.stream()
        .filter(backbone -> backbone.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "unknown network '"
                        + id
                        + "'; known are "
                        + ALL.stream().map(Backbone::id).collect(Collectors.joining(", "))));
  }
}
