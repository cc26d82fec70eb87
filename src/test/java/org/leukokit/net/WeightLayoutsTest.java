package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leukokit.base.UserError;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.net.weights.WeightFiles;
import org.leukokit.net.weights.WeightNames;
import org.leukokit.net.weights.WeightsCheck;

/**
 * Every layout that weights are published in, narrowed to small files by net_layouts.py, gives
 * every tensor of its network and nothing else.
 */
class WeightLayoutsTest {
  private static final Map<String, Supplier<ConvNet>> NETS =
      Map.of(
          "vgg16.keras1.h5", () -> Vgg.keras16(10, new Width(64)),
          "vgg16-torchvision.timm.safetensors", () -> Vgg.torchvision16(10, new Width(64)),
          "mobilenet.h5", () -> MobileNet.keras(10, new Width(16)),
          "mobilenet-timm.safetensors", () -> MobileNet.timm(10, new Width(16)),
          "xception.h5", () -> Xception.keras(10, new Width(32)),
          "xception-timm.pth", () -> Xception.timm(10, new Width(32)),
          "inceptionresnetv2.h5", () -> InceptionResNetV2.keras(10, new Width(64)),
          "inceptionresnetv2-timm.safetensors", () -> InceptionResNetV2.timm(10, new Width(64)),
          "densenet121.h5", () -> DenseNet.keras121(10, new Width(16)),
          "densenet121-torchvision.pth", () -> DenseNet.torchvision121(10, new Width(16)));

  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    String resource = "/net/layouts/" + name + ".gz";
    try (InputStream in = new GZIPInputStream(getClass().getResourceAsStream(resource))) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  private static void requireByFormula(TensorSource source, TreeMap<String, long[]> expected) {
    WeightsCheck.requireSame("net", expected, source.shapes(), source.description());
    expected.forEach(
        (name, shape) ->
            assertArrayEquals(FormulaWeights.values(name, shape), source.read(name), name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vgg16.keras1.h5",
        "vgg16-torchvision.timm.safetensors",
        "mobilenet.h5",
        "mobilenet-timm.safetensors",
        "xception.h5",
        "xception-timm.pth",
        "inceptionresnetv2.h5",
        "inceptionresnetv2-timm.safetensors",
        "densenet121.h5",
        "densenet121-torchvision.pth"
      })
  void everyTensorIsFoundAndNothingElse(String name) throws IOException {
    ConvNet net = NETS.get(name).get();
    Path file = file(name);
    try (TensorSource source =
        WeightNames.adapt(
            WeightFiles.open(file), net.id(), net.tensorShapes(), net.tensorShapes().keySet())) {
      requireByFormula(source, new TreeMap<>(net.tensorShapes()));
      for (String tensor : net.tensorShapes().keySet()) {
        assertEquals(tensor, source.mapping(tensor).target());
      }
      // Another framework's network is refused, naming tensors and file.
      ConvNet other = SqueezeNet.v10(10);
      UserError error =
          assertThrows(
              UserError.class,
              () ->
                  WeightsCheck.requireSame(
                      other.id(), other.tensorShapes(), source.shapes(), source.description()));
      assertTrue(error.getMessage().startsWith(name), error.getMessage());
    }
  }

  @Test
  void aFileWithoutItsTopHoldsTheBody() throws IOException {
    ConvNet body = Vgg.keras16(10, new Width(64)).upTo(Backbones.VGG16.top().bodyEnd());
    try (TensorSource source = WeightFiles.open(file("vgg16.notop.h5"))) {
      requireByFormula(source, new TreeMap<>(body.tensorShapes()));
      assertTrue(Backbones.VGG16.isBody(source));
    }
    try (TensorSource source = WeightFiles.open(file("vgg16.keras1.h5"))) {
      assertEquals(false, Backbones.VGG16.isBody(source));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"small.v1.caffemodel", "small.caffemodel"})
  void caffesTensorsTakeRedFirst(String name) throws IOException {
    Path file = file(name);
    try (TensorSource source = WeightFiles.open(file)) {
      TreeMap<String, long[]> expected = new TreeMap<>();
      expected.put("conv1.weight", new long[] {4, 3, 11, 11});
      expected.put("conv1.bias", new long[] {4});
      expected.put("conv2.weight", new long[] {6, 2, 5, 5});
      expected.put("conv2.bias", new long[] {6});
      expected.put("fc6.weight", new long[] {8, 24});
      expected.put("fc6.bias", new long[] {8});
      expected.put("fc7.weight", new long[] {5, 8});
      expected.put("fc7.bias", new long[] {5});
      requireByFormula(source, expected);
      assertEquals("BGR to RGB", source.mapping("conv1.weight").layout());
      assertEquals("as is", source.mapping("fc6.weight").layout());
    }
    byte[] bytes = Files.readAllBytes(file);
    for (int cut = 1; cut < 40; cut++) {
      Path part = folder.resolve("cut" + cut + ".caffemodel");
      Files.write(part, java.util.Arrays.copyOf(bytes, bytes.length * cut / 40));
      UserError error = assertThrows(UserError.class, () -> WeightFiles.open(part).close());
      assertEquals(1, error.getMessage().lines().count());
      assertTrue(error.getMessage().contains(part.toString()), error.getMessage());
    }
  }
}
