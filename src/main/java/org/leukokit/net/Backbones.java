package org.leukokit.net;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.leukokit.base.UserError;
import org.leukokit.net.Backbone.Top;

/**
 * The networks that give features, by name. A name without a framework is the network of a paper's
 * own framework: Caffe and MATLAB for AlexNet, Keras for the others. Those of another framework
 * differ in the names of their tensors, and where it says so in more.
 */
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
          fullyConnected("fc7", "relu7", "fc6"),
          "relu5",
          new Top("pool5", 256, "drop7", 4096),
          AlexNet::caffe);

  /** torchvision's AlexNet, another network than Caffe's. */
  public static final Backbone ALEXNET_TORCHVISION =
      new Backbone(
          "alexnet-torchvision",
          "AlexNet (torchvision)",
          224,
          16,
          Preprocessing.torchvision(),
          fullyConnected("classifier.4", "classifier.5", "classifier.1"),
          "features.11",
          new Top("features.12", 256, "classifier.5", 4096),
          AlexNet::torchvision);

  /** MobileNet v1 at width 1.0 as in Keras. */
  public static final Backbone MOBILENET =
      pooled(
          "mobilenet",
          "MobileNet v1",
          224,
          4,
          Preprocessing.keras(),
          "global_average_pooling2d",
          "conv_pw_13_relu",
          1024,
          MobileNet::v1);

  /** timm's MobileNet v1: other padding and ε. */
  public static final Backbone MOBILENET_TIMM =
      pooled(
          "mobilenet-timm",
          "MobileNet v1 (timm)",
          224,
          4,
          Preprocessing.keras(),
          "global_pool",
          "blocks.4.1.bn2.act",
          1024,
          MobileNet::timm);

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
          "features.12",
          new Top("features.12", 512, "classifier.0", 512),
          SqueezeNet::v10);

  /** VGG-16 as in Keras. */
  public static final Backbone VGG16 =
      vggKeras("vgg16", "VGG-16", "block5_conv3_relu", Vgg::keras16);

  /** VGG-19 as in Keras. */
  public static final Backbone VGG19 =
      vggKeras("vgg19", "VGG-19", "block5_conv4_relu", Vgg::keras19);

  /** torchvision's VGG-16. */
  public static final Backbone VGG16_TORCHVISION =
      vggTorchvision(
          "vgg16-torchvision",
          "VGG-16 (torchvision)",
          "features.29",
          "features.30",
          Vgg::torchvision16);

  /** torchvision's VGG-19. */
  public static final Backbone VGG19_TORCHVISION =
      vggTorchvision(
          "vgg19-torchvision",
          "VGG-19 (torchvision)",
          "features.35",
          "features.36",
          Vgg::torchvision19);

  /** Xception as in Keras. */
  public static final Backbone XCEPTION =
      pooled(
          "xception",
          "Xception",
          299,
          2,
          Preprocessing.keras(),
          "avg_pool",
          "block14_sepconv2_act",
          2048,
          Xception::keras);

  /** timm's and Cadene's Xception: other padding of its pooling, other ε. */
  public static final Backbone XCEPTION_TIMM =
      pooled(
          "xception-timm",
          "Xception (timm)",
          299,
          2,
          Preprocessing.keras(),
          "global_pool",
          "act4",
          2048,
          Xception::timm);

  /** DenseNet-121 as in Keras. */
  public static final Backbone DENSENET121 =
      pooled(
          "densenet121",
          "DenseNet-121",
          224,
          8,
          Preprocessing.torchvision(),
          "avg_pool",
          "relu",
          1024,
          DenseNet::keras121);

  /** torchvision's DenseNet-121: other ε. */
  public static final Backbone DENSENET121_TORCHVISION =
      pooled(
          "densenet121-torchvision",
          "DenseNet-121 (torchvision)",
          224,
          8,
          Preprocessing.torchvision(),
          "avgpool",
          "features.relu5",
          1024,
          DenseNet::torchvision121);

  /** Inception-ResNet-V2 as in Keras. */
  public static final Backbone INCEPTION_RESNET_V2 =
      pooled(
          "inceptionresnetv2",
          "Inception-ResNet-V2",
          299,
          4,
          Preprocessing.keras(),
          "avg_pool",
          "conv_7b_ac",
          1536,
          InceptionResNetV2::keras);

  /** timm's Inception-ResNet-V2: the same network, with a γ in every normalisation. */
  public static final Backbone INCEPTION_RESNET_V2_TIMM =
      pooled(
          "inceptionresnetv2-timm",
          "Inception-ResNet-V2 (timm)",
          299,
          4,
          Preprocessing.keras(),
          "global_pool",
          "conv2d_7b.relu",
          1536,
          InceptionResNetV2::timm);

  private static final List<Backbone> ALL =
      List.of(
          ALEXNET,
          ALEXNET_TORCHVISION,
          MOBILENET,
          SQUEEZENET,
          VGG16,
          VGG19,
          XCEPTION,
          DENSENET121,
          INCEPTION_RESNET_V2,
          VGG16_TORCHVISION,
          VGG19_TORCHVISION,
          DENSENET121_TORCHVISION,
          MOBILENET_TIMM,
          XCEPTION_TIMM,
          INCEPTION_RESNET_V2_TIMM);

  private Backbones() {}

  private static List<FeatureLayer> fullyConnected(String fc7, String relu7, String fc6) {
    return List.of(
        new FeatureLayer("fc7", fc7, false, 4096),
        new FeatureLayer("fc7-relu", relu7, false, 4096),
        new FeatureLayer("fc6", fc6, false, 4096));
  }

  /** A network that ends with an activation, its average and a layer for the classes. */
  private static Backbone pooled(
      String id,
      String title,
      int inputSize,
      int batchSize,
      Preprocessing preprocessing,
      String average,
      String activation,
      int channels,
      IntFunction<ConvNet> builder) {
    return new Backbone(
        id,
        title,
        inputSize,
        batchSize,
        preprocessing,
        List.of(new FeatureLayer("gap", average, false, channels)),
        activation,
        new Top(activation, channels, average, channels),
        builder);
  }

  private static Backbone vggKeras(
      String id, String title, String activation, IntFunction<ConvNet> builder) {
    return new Backbone(
        id,
        title,
        224,
        2,
        Preprocessing.kerasCaffe(),
        List.of(
            new FeatureLayer("fc7", "fc2", false, 4096),
            new FeatureLayer("fc7-relu", "fc2_relu", false, 4096),
            new FeatureLayer("fc6", "fc1", false, 4096),
            new FeatureLayer("gap", "block5_pool", true, 512)),
        activation,
        new Top("block5_pool", 512, "fc2_relu", 4096),
        builder);
  }

  private static Backbone vggTorchvision(
      String id, String title, String activation, String end, IntFunction<ConvNet> builder) {
    return new Backbone(
        id,
        title,
        224,
        2,
        Preprocessing.torchvision(),
        List.of(
            new FeatureLayer("fc7", "classifier.3", false, 4096),
            new FeatureLayer("fc7-relu", "classifier.4", false, 4096),
            new FeatureLayer("fc6", "classifier.0", false, 4096),
            new FeatureLayer("gap", end, true, 512)),
        activation,
        new Top(end, 512, "classifier.5", 4096),
        builder);
  }

  /** All of them: those of the papers first, then the same of other frameworks. */
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
