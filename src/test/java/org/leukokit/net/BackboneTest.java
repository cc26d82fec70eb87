package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;

class BackboneTest {
  @Test
  void parametersAreAsManyAsPublished() {
    assertEquals(60_965_224, AlexNet.caffe(1000).parameterCount());
    assertEquals(61_100_840, AlexNet.torchvision(1000).parameterCount());
    assertEquals(4_253_864, MobileNet.v1(1000).parameterCount());
    assertEquals(1_248_424, SqueezeNet.v10(1000).parameterCount());
  }

  @Test
  void shapesAgreeWithTheDeclaredFeatures() {
    for (Backbone backbone : Backbones.all()) {
      ConvNet net = backbone.build(1000);
      Shape input = new Shape(2, 3, backbone.inputSize(), backbone.inputSize());
      assertEquals(new Shape(2, 1000), net.getOutputShapes(new Shape[] {input})[0]);
      for (FeatureLayer layer : backbone.featureLayers()) {
        Shape out = net.outputOf(input, net.indexOf(layer.layer()) + 1);
        assertEquals(layer.dimension(), out.get(1), backbone.id() + " " + layer.id());
        assertEquals(layer.averaged(), out.dimension() == 4, backbone.id() + " " + layer.id());
      }
    }
  }

  @Test
  void anUnknownNameListsTheKnown() {
    UserError network = assertThrows(UserError.class, () -> Backbones.named("vgg"));
    assertTrue(network.getMessage().contains("alexnet, alexnet-torchvision, mobilenet"));
    UserError layer = assertThrows(UserError.class, () -> Backbones.ALEXNET.featureLayer("fc9"));
    assertTrue(layer.getMessage().contains("fc7, fc7-relu, fc6"));
  }
}
