package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leukokit.base.UserError;

class BackboneTest {
  @ParameterizedTest
  @CsvSource({
    "alexnet, 60965224, 60965224",
    "alexnet-torchvision, 61100840, 61100840",
    "vgg16, 138357544, 138357544",
    "vgg16-torchvision, 138357544, 138357544",
    "vgg19, 143667240, 143667240",
    "vgg19-torchvision, 143667240, 143667240",
    "xception, 22910480, 22855952",
    "xception-timm, 22910480, 22855952",
    "densenet121, 8062504, 7978856",
    "densenet121-torchvision, 8062504, 7978856",
    "mobilenet, 4253864, 4231976",
    "mobilenet-timm, 4253864, 4231976",
    "inceptionresnetv2, 55873736, 55813192",
    "inceptionresnetv2-timm, 55904008, 55843464",
    "squeezenet, 1248424, 1248424"
  })
  void parametersAreAsManyAsPublished(String id, long all, long learned) {
    ConvNet net = Backbones.named(id).build(1000);
    assertEquals(all, net.parameterCount());
    assertEquals(learned, net.learnedCount());
    assertEquals(id, net.id());
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
      Backbone.Top top = backbone.top();
      Shape body = net.outputOf(input, net.indexOf(top.bodyEnd()) + 1);
      assertEquals(4, body.dimension());
      assertEquals(top.bodyChannels(), body.get(1), backbone.id());
      Shape before = net.outputOf(input, net.indexOf(top.beforeClassifier()) + 1);
      assertEquals(top.classifierWidth(), before.get(1), backbone.id());
      int cam = net.indexOf(backbone.gradCamLayer());
      assertTrue(cam <= net.indexOf(top.bodyEnd()), backbone.id());
      assertEquals(4, net.outputOf(input, cam + 1).dimension(), backbone.id());
    }
  }

  @Test
  void namesOfLayersAndTensorsAreUnique() {
    for (Backbone backbone : Backbones.all()) {
      ConvNet net = backbone.build(2);
      List<String> names = new ArrayList<>();
      net.layers().forEach(layer -> collect(layer, names));
      assertEquals(names.size(), new HashSet<>(names).size(), backbone.id());
      long tensors = net.layers().stream().mapToLong(layer -> layer.parameters().size()).sum();
      assertEquals(tensors, net.tensorShapes().size(), backbone.id());
    }
  }

  private static void collect(Layer layer, List<String> names) {
    names.add(layer.name());
    layer.parts().forEach(part -> collect(part, names));
  }

  @ParameterizedTest
  @CsvSource({
    "alexnet, 227, 258",
    "alexnet-torchvision, 63, 0",
    "squeezenet, 21, 0",
    "mobilenet, 32, 0",
    "vgg16, 224, 255",
    "vgg16-torchvision, 32, 0",
    "xception, 71, 0",
    "densenet121, 32, 0",
    "densenet121-torchvision, 29, 0",
    "inceptionresnetv2, 75, 0"
  })
  void anIllegalSizeIsRefusedInOneLine(String id, int least, int most) {
    ConvNet net = Backbones.named(id).build(2);
    net.requireInput(least, least);
    net.requireInput(most == 0 ? 450 : most, most == 0 ? 300 : most);
    int small = least - 1;
    UserError error = assertThrows(UserError.class, () -> net.requireInput(small, small));
    assertEquals(1, error.getMessage().lines().count());
    assertTrue(error.getMessage().contains(id + " takes images of"), error.getMessage());
    assertTrue(error.getMessage().contains(least + "x" + least), error.getMessage());
    assertTrue(error.getMessage().contains("not " + small + "x" + small), error.getMessage());
    if (most > 0) {
      assertThrows(UserError.class, () -> net.requireInput(most + 1, most + 1));
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
