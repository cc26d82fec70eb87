package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leukokit.base.UserError;
import org.leukokit.net.weights.Initialiser;
import org.leukokit.net.weights.RandomWeights;
import org.leukokit.net.weights.Safetensors;
import org.leukokit.net.weights.SafetensorsWriter;

class HeadTest {
  @TempDir Path folder;

  private static ConvNet with(Backbone backbone, Head head) {
    return backbone.build(1000).withHead(head);
  }

  private static List<String> kinds(ConvNet net, int size, String from) {
    return net.describe(size, size).stream()
        .skip(net.indexOf(from) + 1)
        .map(row -> row.kind() + " " + row.outputText())
        .toList();
  }

  @Test
  void theHeadsOfThePapers() {
    ConvNet loey = with(Backbones.ALEXNET, Heads.loey2020(Backbones.ALEXNET, 2));
    assertEquals(60_965_224 - 4097 * 1000 + 4097 * 2, loey.parameterCount());
    assertEquals(List.of("dropout 0.5 4096", "fully connected 2"), kinds(loey, 227, "relu7"));
    ConvNet vgg = with(Backbones.VGG16, Heads.oliveira2021(Backbones.VGG16, 2));
    assertEquals(
        List.of(
            "global average pooling 512",
            "fully connected 512",
            "ReLU 512",
            "dropout 0.5 512",
            "fully connected 512",
            "ReLU 512",
            "dropout 0.5 512",
            "fully connected 2"),
        kinds(vgg, 250, "block5_pool"));
    assertEquals(14_714_688 + 2 * 513 * 512 + 513 * 2, vgg.parameterCount());
    ConvNet xception = with(Backbones.XCEPTION, Heads.oliveira2021(Backbones.XCEPTION, 2));
    assertEquals(20_861_480 + 2049 * 2048 + 2049 * 2, xception.parameterCount());
    for (Backbone b :
        List.of(
            Backbones.XCEPTION,
            Backbones.MOBILENET,
            Backbones.INCEPTION_RESNET_V2,
            Backbones.DENSENET121)) {
      ConvNet net = with(b, Heads.mondal2021(b, 2));
      assertEquals(
          List.of("global average pooling " + b.top().bodyChannels(), "fully connected 2"),
          kinds(net, 300, b.top().bodyEnd()));
    }
    ConvNet mondal = with(Backbones.VGG16, Heads.mondal2021(Backbones.VGG16, 2));
    assertEquals(14_714_688 + 513 * 4096 + 4097 * 4096 + 4097 * 2, mondal.parameterCount());
  }

  @ParameterizedTest
  @CsvSource({
    "vgg16, 250",
    "vgg19, 300",
    "xception, 250",
    "densenet121, 450",
    "inceptionresnetv2, 450",
    "mobilenet, 300",
    "alexnet, 300",
    "squeezenet, 150",
    "alexnet-torchvision, 150"
  })
  void withAPooledHeadAnyLegalSizeIsTaken(String id, int size) {
    Backbone backbone = Backbones.named(id);
    ConvNet net = with(backbone, Heads.plain(backbone, 2));
    List<LayerSummary> rows = net.describe(size, size);
    assertEquals("2", rows.get(rows.size() - 1).outputText());
    assertEquals(net.parameterCount(), rows.stream().mapToLong(LayerSummary::parameters).sum());
    assertEquals(size, backbone.withInputSize(size).inputSize());
  }

  @Test
  void aHeadThatThePaperDoesNotHaveIsRefused() {
    UserError error =
        assertThrows(UserError.class, () -> Heads.oliveira2021(Backbones.MOBILENET, 2));
    assertTrue(error.getMessage().contains("it has vgg16, vgg19 and xception"));
  }

  @Test
  void bodyFromTheFileHeadDrawn() {
    Backbone backbone = Backbones.MOBILENET;
    Head head = Heads.mondal2021(backbone, 2);
    ConvNet net = with(backbone, head);
    ConvNet full = backbone.build(1000);
    FormulaWeights whole = new FormulaWeights(full.tensorShapes());
    FormulaWeights body = new FormulaWeights(full.upTo(backbone.top().bodyEnd()).tensorShapes());
    float[] drawn = null;
    for (FormulaWeights source : List.of(whole, body)) {
      TransferWeights weights =
          TransferWeights.of(backbone, head, source, Initialiser.GLOROT_UNIFORM, 3);
      assertEquals(net.tensorShapes().keySet(), weights.shapes().keySet());
      assertEquals(source == whole, weights.fileHadTop());
      assertArrayEquals(whole.read("conv1.weight"), weights.read("conv1.weight"));
      float[] fc = weights.read("head.fc1.weight");
      assertEquals(2048, fc.length);
      double bound = Math.sqrt(6.0 / 1026);
      for (float v : fc) {
        assertTrue(Math.abs(v) <= bound);
      }
      assertArrayEquals(new float[2], weights.read("head.fc1.bias"));
      assertEquals("(drawn)", weights.mapping("head.fc1.weight").source());
      assertTrue(weights.description().contains("head drawn: random weights (Glorot uniform)"));
      if (drawn != null) {
        assertArrayEquals(drawn, fc);
      }
      drawn = fc;
    }
    TreeMap<String, long[]> wrong = new TreeMap<>(full.tensorShapes());
    wrong.remove("conv_pw_3.weight");
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                TransferWeights.of(
                    backbone, head, new FormulaWeights(wrong), Initialiser.GLOROT_UNIFORM, 3));
    assertTrue(error.getMessage().contains("missing conv_pw_3.weight"), error.getMessage());
  }

  @Test
  void aBodyGivesFeaturesAndNoLogits() {
    Backbone backbone = Backbones.SQUEEZENET;
    ConvNet body = backbone.build(1000).upTo(backbone.top().bodyEnd());
    FormulaWeights weights = new FormulaWeights(body.tensorShapes());
    FormulaWeights whole = new FormulaWeights(backbone.build(1000).tensorShapes());
    var noise = RandomNetworkTest.noise(1, 227);
    try (LoadedNetwork part = LoadedNetwork.from(TestRuntime.get(), backbone, weights);
        LoadedNetwork all = LoadedNetwork.from(TestRuntime.get(), backbone, whole)) {
      FeatureLayer layer = backbone.defaultLayer();
      assertArrayEquals(all.features(layer, noise), part.features(layer, noise));
      UserError error = assertThrows(UserError.class, () -> part.logits(noise));
      assertTrue(error.getMessage().contains("holds the body of squeezenet only"));
    }
  }

  @Test
  void savedTensorsComeBackBitByBit() throws Exception {
    TreeMap<String, long[]> shapes = new TreeMap<>();
    shapes.put("b.weight", new long[] {7, 3, 5, 5});
    shapes.put("a.bias", new long[] {40_000});
    shapes.put("scalar", new long[] {});
    FormulaWeights weights = new FormulaWeights(shapes);
    Path file = folder.resolve("model.safetensors");
    Map<String, String> texts = Map.of("classes", "ALL\tHem \"é\"", "architecture", "vgg16");
    SafetensorsWriter.write(file, shapes, name -> values(weights, name), texts);
    try (Safetensors read = new Safetensors(file)) {
      WeightFilesHelper.same(shapes, read.shapes());
      for (String name : shapes.keySet()) {
        assertArrayEquals(values(weights, name), read.read(name));
      }
      assertEquals(new TreeMap<>(texts), read.metadata());
    }
    byte[] before = Files.readAllBytes(file);
    SafetensorsWriter.write(file, shapes, name -> values(weights, name), texts);
    assertArrayEquals(before, Files.readAllBytes(file));
    assertThrows(
        IllegalArgumentException.class,
        () -> SafetensorsWriter.write(file, shapes, name -> new float[2], texts));
    assertArrayEquals(before, Files.readAllBytes(file));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  private static float[] values(FormulaWeights weights, String name) {
    return name.equals("scalar") ? new float[] {Float.MIN_VALUE} : weights.read(name);
  }

  @Test
  void initialisersDrawAsTheirFrameworksDo() {
    TreeMap<String, long[]> shapes = new TreeMap<>();
    shapes.put("c.weight", new long[] {64, 32, 3, 3});
    shapes.put("c.bias", new long[] {64});
    shapes.put("bn.bias", new long[] {64});
    double[] variance = {2.0 / 288, 2.0 / (288 + 576), 1.0 / (3 * 288), 1e-4};
    for (Initialiser initialiser : Initialiser.values()) {
      RandomWeights weights = new RandomWeights("net", 1, shapes, initialiser);
      float[] w = weights.read("c.weight");
      double squares = 0;
      for (float v : w) {
        squares += (double) v * v;
      }
      double expected = variance[initialiser.ordinal()];
      assertEquals(expected, squares / w.length, 0.05 * expected, initialiser.text());
      assertArrayEquals(new float[64], weights.read("bn.bias"));
      boolean torch = initialiser == Initialiser.TORCH;
      assertEquals(torch, !java.util.Arrays.equals(new float[64], weights.read("c.bias")));
    }
    assertFalse(
        new RandomWeights("net", 1, shapes, Initialiser.TORCH)
            .digest()
            .equals(new RandomWeights("net", 1, shapes).digest()));
  }
}
