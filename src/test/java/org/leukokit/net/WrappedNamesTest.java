package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leukokit.base.UserError;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.net.weights.WeightsCheck;

/** Names as programs wrap them: what is taken off, what is left out, and what is refused. */
class WrappedNamesTest {
  private static SortedMap<String, long[]> shapes(Backbone network) {
    return network.build(Backbone.IMAGENET_CLASSES).tensorShapes();
  }

  private static SortedMap<String, long[]> body(Backbone network) {
    return network.build(Backbone.IMAGENET_CLASSES).upTo(network.top().bodyEnd()).tensorShapes();
  }

  private static TreeMap<String, long[]> renamed(
      SortedMap<String, long[]> shapes, UnaryOperator<String> name) {
    TreeMap<String, long[]> renamed = new TreeMap<>();
    shapes.forEach((n, shape) -> renamed.put(name.apply(n), shape));
    return renamed;
  }

  private static TensorSource source(SortedMap<String, long[]> shapes) {
    return new FormulaWeights(shapes);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "module., 'module.'",
        "_orig_mod., '_orig_mod.'",
        "module._orig_mod., '_orig_mod.' and 'module.'",
        "model., 'model.'",
        "backbone.net., 'backbone.net.'",
        "module.encoder_q., 'encoder_q.' and 'module.'"
      },
      quoteCharacter = '"')
  void whatStandsBeforeEveryName(String prefix, String said) {
    TensorSource found =
        Backbones.SQUEEZENET.adapt(source(renamed(shapes(Backbones.SQUEEZENET), prefix::concat)));
    assertEquals(shapes(Backbones.SQUEEZENET).keySet(), found.shapes().keySet());
    assertEquals(said + " taken off tensors' names", String.join("; ", found.notes()));
    assertEquals(prefix + "features.0.bias", found.mapping("features.0.bias").source());
  }

  @Test
  void partsThatWereWrapped() {
    TensorSource found =
        Backbones.VGG16_TORCHVISION.adapt(
            source(
                renamed(
                    shapes(Backbones.VGG16_TORCHVISION),
                    n -> n.replace("features.", "features.module."))));
    assertEquals(shapes(Backbones.VGG16_TORCHVISION).keySet(), found.shapes().keySet());
  }

  @Test
  void aTopOfOnesOwnIsLeftOutAndSaid() {
    TreeMap<String, long[]> shapes =
        renamed(body(Backbones.DENSENET121_TORCHVISION), n -> "net." + n);
    shapes.put("net.head.1.weight", new long[] {2, 1024});
    shapes.put("projector.0.weight", new long[] {128, 1024, 1, 1});
    TensorSource found = Backbones.DENSENET121_TORCHVISION.adapt(source(shapes));
    assertEquals(body(Backbones.DENSENET121_TORCHVISION).keySet(), found.shapes().keySet());
    assertTrue(
        found.notes().contains("left out net.head.1.weight, projector.0.weight"),
        found.notes().toString());
  }

  /** VGG-16's body is a part of VGG-19's by its names and shapes. */
  @ParameterizedTest
  @CsvSource({"''", "'vgg19.'"})
  void aDeeperNetworkOfTheFamilyIsNotCutDown(String prefix) {
    TensorSource found =
        Backbones.VGG16.adapt(source(renamed(body(Backbones.VGG19), prefix::concat)));
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                WeightsCheck.requireSame(
                    "vgg16", body(Backbones.VGG16), found.shapes(), found.fullDescription()));
    assertTrue(error.getMessage().contains("block3_conv4"), error.getMessage());
  }

  @Test
  void ofTwoNetworksNeitherIsTaken() {
    TreeMap<String, long[]> shapes =
        renamed(shapes(Backbones.SQUEEZENET), n -> "module.encoder_q." + n);
    shapes.putAll(renamed(shapes(Backbones.SQUEEZENET), n -> "module.encoder_k." + n));
    TensorSource found = Backbones.SQUEEZENET.adapt(source(shapes));
    assertFalse(found.shapes().containsKey("features.0.weight"));
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                WeightsCheck.requireSame(
                    "squeezenet",
                    shapes(Backbones.SQUEEZENET),
                    found.shapes(),
                    found.fullDescription()));
    assertTrue(
        error.getMessage().contains("there twice, as encoder_k. and as encoder_q."),
        error.getMessage());
  }

  @Test
  void layersThatKerasMadeAgain() {
    UnaryOperator<String> all = n -> n.replaceFirst("(\\.[^.]+)$", "_1$1");
    UnaryOperator<String> some = n -> n.startsWith("conv_dw_3") ? all.apply(n) : n;
    for (UnaryOperator<String> name : java.util.List.of(all, some)) {
      TensorSource found =
          Backbones.MOBILENET.adapt(source(renamed(shapes(Backbones.MOBILENET), name)));
      assertEquals(shapes(Backbones.MOBILENET).keySet(), found.shapes().keySet());
      for (String tensor : found.shapes().keySet()) {
        assertEquals(name.apply(tensor), found.mapping(tensor).source());
      }
    }
  }
}
