package org.leukokit.paper.mondal2021;

import java.util.Arrays;
import java.util.List;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.study.Scale;

/** The networks of Section 2.1.3, in the order of Table 4. */
enum MondalNetwork {
  VGG16("vgg16", "VGG-16", 48),
  XCEPTION("xception", "Xception", 88),
  MOBILENET("mobilenet", "MobileNet", 96),
  INCEPTION_RESNET_V2("inceptionresnetv2", "InceptionResNet-V2", 124),
  DENSENET121("densenet121", "DenseNet-121", 96);

  /** The one that takes the least time: what is run more than once is run with it. */
  static final MondalNetwork CHEAPEST = MOBILENET;

  private final String backbone;
  private final String title;
  private final int smoke;

  /**
   * @param smoke side of the input at smoke scale that stands for 300 px: even, and about the least
   *     at which the maps of Fig. 6 to 8 have six fields a side before the network's last halving
   *     (VGG-16, whose steps are the dearest, before the one above it); InceptionResNet-V2 could
   *     take 75, but its last maps are then one pixel wide
   */
  MondalNetwork(String backbone, String title, int smoke) {
    this.backbone = backbone;
    this.title = title;
    this.smoke = smoke;
  }

  /**
   * Side of the network's input, in pixels. At smoke scale both inputs keep the paper's ratio of 3
   * : 2, so that a cell is as large in both.
   */
  int side(MondalInput input, Scale scale) {
    return scale == Scale.FULL ? input.pixels() : smoke * input.pixels() / 300;
  }

  /** The name in Table 4. */
  String title() {
    return title;
  }

  /** The name above a narrow column. */
  String shortTitle() {
    return this == INCEPTION_RESNET_V2 ? "IncResNet-V2" : title;
  }

  Backbone backbone() {
    return Backbones.named(backbone);
  }

  /** The method's id for an input, such as {@code xception-300}. */
  String id(MondalInput input) {
    return backbone + "-" + input.pixels();
  }

  /** The ids of all members of an ensemble for an input. */
  static List<String> ids(MondalInput input) {
    return Arrays.stream(values()).map(n -> n.id(input)).toList();
  }

  /** The networks' ids, for weights. */
  static List<String> backbones() {
    return Arrays.stream(values()).map(n -> n.backbone).toList();
  }
}
