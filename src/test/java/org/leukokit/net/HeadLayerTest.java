package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;

class HeadLayerTest {
  private static void comesBack(Head head) {
    Head back = HeadLayer.head(head.after(), HeadLayer.of(head));
    assertEquals(head.layers(), back.layers());
    assertEquals(head.after(), back.after());
    assertEquals(head.width(), back.width());
  }

  @Test
  void headsOfThePapersComeBack() {
    comesBack(Heads.loey2020(Backbones.named("alexnet"), 2));
    for (String id : List.of("vgg16", "vgg19", "xception")) {
      comesBack(Heads.oliveira2021(Backbones.named(id), 2));
    }
    for (String id :
        List.of("vgg16", "xception", "mobilenet", "inceptionresnetv2", "densenet121")) {
      comesBack(Heads.mondal2021(Backbones.named(id), 2));
    }
    Backbone alexnet = Backbones.named("alexnet");
    comesBack(
        Head.behind(alexnet.top().bodyEnd(), 256)
            .flatten(2, 3)
            .fullyConnected(7)
            .relu()
            .dropout(0.3f)
            .fullyConnected(2));
  }

  /** SqueezeNet's classifier stands before its pooling, so the paper's head pools first. */
  @Test
  void theFirstPapersHeadFitsEveryNetwork() {
    for (String id : List.of("squeezenet", "alexnet", "mobilenet", "vgg16", "densenet121")) {
      Backbone backbone = Backbones.named(id);
      Head head = Heads.loey2020(backbone, 2);
      backbone.build(2).withHead(head).requireInput(backbone.inputSize(), backbone.inputSize());
      comesBack(head);
    }
  }

  @Test
  void impossibleLayersAreRefused() {
    for (HeadLayer wrong :
        List.of(
            new HeadLayer("attention", "head.a1", 0, 0, 0),
            new HeadLayer("relu", "fc7", 0, 0, 0),
            new HeadLayer("relu", "head.relu1", 3, 0, 0),
            new HeadLayer("dropout", "head.drop1", 0, 0, 1),
            new HeadLayer("fully-connected", "head.fc1", 0, 2, 0))) {
      assertThrows(UserError.class, () -> HeadLayer.head("relu5", List.of(wrong)));
    }
  }
}
