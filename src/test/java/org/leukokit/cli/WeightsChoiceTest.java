package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;
import org.leukokit.data.Store;
import org.leukokit.data.Weights;
import org.leukokit.data.WeightsEntry;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.FormulaWeights;
import org.leukokit.net.Mirror;
import org.leukokit.net.Preprocessing;
import org.leukokit.net.weights.SafetensorsWriter;
import org.leukokit.study.KnownWeights;
import org.leukokit.study.PretrainedWeights;

/** Whose weights a file's are, and what they expect of pixels. */
class WeightsChoiceTest {
  private static final String SQUEEZENET =
      "c94dee84cecc758cb7bffd218e0bbe9a8d15679857757531fa8adba5bafdf5dd";

  @TempDir Path folder;

  private Store store() {
    return new Store(folder.resolve("home"), List.of());
  }

  private Path own() {
    Path file = folder.resolve("my.safetensors");
    SortedMap<String, long[]> shapes = Backbones.SQUEEZENET.build(1000).tensorShapes();
    SafetensorsWriter.write(
        file, shapes, name -> FormulaWeights.values(name, shapes.get(name)), Map.of());
    return file;
  }

  private PretrainedWeights chosen(Path file, String input, Backbone network) {
    return new WeightsChoice(file.toString(), input).of(network, false, store()).orElseThrow();
  }

  private String refused(String asked, String input, Backbone network) {
    UserError error =
        assertThrows(
            UserError.class, () -> new WeightsChoice(asked, input).of(network, false, store()));
    assertEquals(1, error.getMessage().lines().count());
    return error.getMessage();
  }

  @Test
  void anUnknownFileIsOnesOwnWithItsHashAndItsInput() throws IOException {
    Path file = own();
    PretrainedWeights weights = chosen(file, null, Backbones.SQUEEZENET);
    String sha256 = Hashing.sha256Hex(file);
    assertEquals(sha256, weights.sha256());
    String said =
        "weights of your own (my.safetensors, sha256 "
            + sha256
            + "), origin not stated; input caffe, "
            + Preprocessing.caffe().describe()
            + " (the network's default, as --input says no other)";
    // Formulas are no weights for pixels of 255: that is said behind it.
    assertTrue(weights.description().startsWith(said + "; DOUBT: "), weights.description());
    assertEquals(Optional.of(Preprocessing.caffe()), weights.input());
    PretrainedWeights other = chosen(file, "torchvision", Backbones.SQUEEZENET);
    assertEquals(Preprocessing.torchvision(), other.on(Backbones.SQUEEZENET).preprocessing());
    assertTrue(
        other
            .description()
            .endsWith("input torchvision, " + Preprocessing.torchvision().describe()),
        other.description());
  }

  @Test
  void aKnownFileIsKnownWhereverItLies() throws IOException {
    Path file = Files.copy(Mirror.file(SQUEEZENET), folder.resolve("renamed.pth"));
    PretrainedWeights weights = chosen(file, null, Backbones.SQUEEZENET);
    assertEquals("pretrained on ImageNet: squeezenet1_0.pth (BSD)", weights.description());
    assertEquals(weights.description(), chosen(file, "caffe", Backbones.SQUEEZENET).description());
    String said = refused(file.toString(), "torchvision", Backbones.SQUEEZENET);
    assertTrue(said.contains("squeezenet-deep-compression"), said);
    assertTrue(said.contains("say --input caffe"), said);
    assertTrue(refused(file.toString(), null, Backbones.ALEXNET).contains("weights of squeezenet"));
  }

  @Test
  void knownWeightsOfAnotherInputAreNotTakenUnasked() {
    Backbone caffe = Backbones.SQUEEZENET;
    Backbone torchvision = caffe.withPreprocessing(Preprocessing.torchvision());
    assertEquals(
        List.of("squeezenet-deep-compression"),
        KnownWeights.fitting(caffe, true).stream().map(WeightsEntry::name).toList());
    assertEquals(
        List.of("squeezenet-torchvision"),
        KnownWeights.fitting(torchvision, true).stream().map(WeightsEntry::name).toList());
    // Every known set has an input that the option can name.
    for (WeightsEntry entry : Weights.known()) {
      if (entry.isWeights()) {
        assertFalse(KnownWeights.input(entry).describe().isEmpty());
      }
    }
    assertEquals(Preprocessing.caffeRgb(), KnownWeights.input(Weights.named("alexnet-bvlc")));
  }

  @Test
  void whatDoesNotGoTogether() {
    assertTrue(refused("random", "keras", Backbones.SQUEEZENET).contains("leave it out"));
    assertTrue(refused("auto", "bgr", Backbones.SQUEEZENET).contains("the inputs are torchvision"));
    assertTrue(refused("auto", "unit", Backbones.SQUEEZENET).contains("for the input unit"));
    UserError two =
        assertThrows(
            UserError.class,
            () ->
                new WeightsChoice("auto", "keras")
                    .ofAll(List.of("vgg16", "mobilenet"), true, store()));
    assertTrue(two.getMessage().contains("one network's weights"), two.getMessage());
  }
}
