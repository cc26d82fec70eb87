package org.leukokit.net;

import java.util.List;
import org.leukokit.base.UserError;

/** The tops that the three papers put on their networks. */
public final class Heads {
  private Heads() {}

  /**
   * loey2020: the last fully connected layer gives way to one for the paper's classes; everything
   * before it stays, the two layers of 4,096 included. For networks that have none, the layer
   * behind their global average pooling.
   *
   * @param backbone the network
   * @param classes the paper has 2
   */
  public static Head loey2020(Backbone backbone, int classes) {
    Backbone.Top top = backbone.top();
    Head head = Head.behind(top.beforeClassifier(), top.classifierWidth());
    int side = backbone.inputSize();
    List<LayerSummary> layers =
        backbone.build(classes).upTo(top.beforeClassifier()).describe(side, side);
    // SqueezeNet's classifier comes before its pooling.
    boolean map = layers.get(layers.size() - 1).output().length == 3;
    return (map ? head.globalAverage() : head).fullyConnected(classes);
  }

  /**
   * oliveira2021: behind global average pooling, VGG-16 and VGG-19 get FC 512, ReLU, dropout 0.5
   * twice and then a layer for the classes; Xception FC 2048, ReLU, dropout 0.5 and that layer.
   *
   * @param backbone vgg16, vgg19 or xception, of whatever framework
   * @param classes the paper has 2
   * @throws UserError if the paper doesn't have the network
   */
  public static Head oliveira2021(Backbone backbone, int classes) {
    Head pooled = pooled(backbone);
    return switch (backbone.family()) {
      case "vgg16", "vgg19" ->
          pooled
              .fullyConnected(512)
              .relu()
              .dropout(0.5f)
              .fullyConnected(512)
              .relu()
              .dropout(0.5f)
              .fullyConnected(classes);
      case "xception" -> pooled.fullyConnected(2048).relu().dropout(0.5f).fullyConnected(classes);
      default -> throw unknown("oliveira2021", backbone, "vgg16, vgg19 and xception");
    };
  }

  /**
   * mondal2021: global average pooling and a layer for the classes; VGG-16 "ends with three fully
   * connected layers", which the kit reads as two of 4,096 with ReLU before that one.
   *
   * @param backbone vgg16, xception, mobilenet, inceptionresnetv2 or densenet121
   * @param classes the paper has 2
   * @throws UserError if the paper doesn't have the network
   */
  public static Head mondal2021(Backbone backbone, int classes) {
    Head pooled = pooled(backbone);
    return switch (backbone.family()) {
      case "vgg16" ->
          pooled.fullyConnected(4096).relu().fullyConnected(4096).relu().fullyConnected(classes);
      case "xception", "mobilenet", "inceptionresnetv2", "densenet121" ->
          pooled.fullyConnected(classes);
      default ->
          throw unknown(
              "mondal2021", backbone, "vgg16, xception, mobilenet, inceptionresnetv2, densenet121");
    };
  }

  /** Global average pooling and a layer for the classes, for any network. */
  public static Head plain(Backbone backbone, int classes) {
    return pooled(backbone).fullyConnected(classes);
  }

  private static Head pooled(Backbone backbone) {
    return Head.behind(backbone.top().bodyEnd(), backbone.top().bodyChannels()).globalAverage();
  }

  private static UserError unknown(String paper, Backbone backbone, String has) {
    return new UserError(paper + " has no head for " + backbone.id() + "; it has " + has);
  }
}
