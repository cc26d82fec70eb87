package org.leukokit.net.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leukokit.base.UserError;
import org.leukokit.net.Backbones;
import org.leukokit.net.FormulaWeights;
import org.leukokit.net.LoadedNetwork;
import org.leukokit.net.TestRuntime;

/** Files of three formats, written by PyTorch, h5py and by hand; see net_fixtures.py. */
class WeightFilesTest {
  @TempDir Path folder;

  private Path fixture(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = WeightFilesTest.class.getResourceAsStream("/net/" + name)) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  private UserError refused(Path file) {
    UserError error = assertThrows(UserError.class, () -> WeightFiles.open(file).close());
    assertEquals(1, error.getMessage().lines().count(), error.getMessage());
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
    return error;
  }

  @Test
  void torchTensorsOfEveryKindOfStride() throws IOException {
    try (TensorSource source = WeightFiles.open(fixture("small.pth"))) {
      assertEquals(Set.of("t.weight", "part.bias", "conv.weight"), source.shapes().keySet());
      assertArrayEquals(new long[] {6, 4}, source.shapes().get("t.weight"));
      float[] straight = FormulaWeights.values("t.weight", 4, 6);
      float[] read = source.read("t.weight");
      for (int r = 0; r < 6; r++) {
        for (int c = 0; c < 4; c++) {
          assertEquals(straight[c * 6 + r], read[r * 4 + c]);
        }
      }
      float[] shared = FormulaWeights.values("shared", 12);
      assertArrayEquals(Arrays.copyOfRange(shared, 5, 9), source.read("part.bias"));
      assertArrayEquals(
          FormulaWeights.values("conv.weight", 2, 3, 3, 3), source.read("conv.weight"));
    }
  }

  @Test
  void aPickleThatWouldRunSomethingIsRefusedByName() throws IOException {
    UserError error = refused(fixture("evil.pth"));
    assertTrue(error.getMessage().contains("asks for posix.system"), error.getMessage());
  }

  @Test
  void otherTypesAndWholeCheckpointsAreReadAndSaid() throws IOException {
    try (TensorSource source = WeightFiles.open(fixture("half.pth"))) {
      assertArrayEquals(new float[3], source.read("half.weight"));
      assertEquals(List.of("converted from half precision"), source.notes());
    }
    try (TensorSource source = WeightFiles.open(fixture("checkpoint.pth"))) {
      assertArrayEquals(new float[2], source.read("a"));
      assertEquals(List.of("taken from its part 'state_dict'", "left aside epoch"), source.notes());
    }
  }

  @Test
  void kerasTensorsInTheAxesOfPyTorch() throws IOException {
    try (TensorSource source = WeightFiles.open(fixture("small.h5"))) {
      assertArrayEquals(new long[] {5, 4, 3, 2}, source.shapes().get("conv.weight"));
      float[] conv = source.read("conv.weight");
      for (int o = 0; o < 5; o++) {
        for (int i = 0; i < 4; i++) {
          for (int h = 0; h < 3; h++) {
            for (int w = 0; w < 2; w++) {
              float hwio = ((h * 2 + w) * 4 + i) * 5 + o;
              assertEquals(hwio, conv[((o * 4 + i) * 3 + h) * 2 + w]);
            }
          }
        }
      }
      assertArrayEquals(new long[] {4, 1, 3, 2}, source.shapes().get("dw.weight"));
      assertArrayEquals(
          new float[] {1, 5, 9, 13, 17, 21}, Arrays.copyOfRange(source.read("dw.weight"), 6, 12));
      assertArrayEquals(new long[] {3, 6}, source.shapes().get("fc.weight"));
      assertArrayEquals(
          new float[] {1, 4, 7, 10, 13, 16}, Arrays.copyOfRange(source.read("fc.weight"), 6, 12));
      assertTrue(
          source
              .shapes()
              .keySet()
              .containsAll(
                  Set.of(
                      "bn.weight", "bn.bias", "bn.running_mean", "bn.running_var", "conv.bias")));
      MappingReport.Entry entry = source.mapping("conv.weight");
      assertEquals("/conv/conv/kernel:0", entry.source());
      assertEquals("HWIO to OIHW", entry.layout());
    }
  }

  @Test
  void safetensors() throws IOException {
    try (TensorSource source = WeightFiles.open(fixture("small.safetensors"))) {
      assertEquals(Set.of("a.weight", "b.bias"), source.shapes().keySet());
      assertArrayEquals(FormulaWeights.values("a.weight", 2, 3), source.read("a.weight"));
      assertArrayEquals(FormulaWeights.values("b.bias", 4), source.read("b.bias"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],",
        "{\"a\":7}"
      })
  void aHeaderThatDoesNotFitItsFileIsRefused(String header) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[8 + text.length + 8];
    bytes[0] = (byte) text.length;
    System.arraycopy(text, 0, bytes, 8, text.length);
    Path file = folder.resolve("made.safetensors");
    Files.write(file, bytes);
    refused(file);
  }

  @ParameterizedTest
  @CsvSource({"small.pth", "small.h5", "small.safetensors"})
  void aFileThatIsCutShortIsOneClearLineWhereverItIsCut(String name) throws IOException {
    byte[] whole = Files.readAllBytes(fixture(name));
    for (int length : new int[] {0, 3, 9, 40, whole.length / 2, whole.length - 1}) {
      Path cut = folder.resolve("cut-" + length + "-" + name);
      Files.write(cut, Arrays.copyOf(whole, length));
      UserError error =
          assertThrows(
              UserError.class,
              () -> {
                try (TensorSource source = WeightFiles.open(cut)) {
                  source.shapes().keySet().forEach(source::read);
                }
              },
              name + " cut at " + length + " of " + whole.length);
      assertEquals(1, error.getMessage().lines().count(), error.getMessage());
      assertTrue(error.getMessage().contains(cut.toString()), error.getMessage());
    }
  }

  @Test
  void missingAndOtherFiles() throws IOException {
    assertTrue(refused(folder.resolve("none.pth")).getMessage().contains("is not there"));
    Path text = folder.resolve("text.pth");
    Files.writeString(text, "hello, these are no weights at all");
    assertTrue(refused(text).getMessage().contains("neither Keras'"));
  }

  @Test
  void weightsOfAnotherNetworkAreRefusedNamingTensors() throws IOException {
    Path file = fixture("small.safetensors");
    UserError error =
        assertThrows(
            UserError.class,
            () -> LoadedNetwork.pretrained(TestRuntime.get(), Backbones.SQUEEZENET, file));
    String message = error.getMessage();
    assertTrue(message.contains("missing classifier.1.bias, classifier.1.weight"), message);
    assertTrue(message.contains("not of this network: a.weight, b.bias"), message);
    assertFalse(message.contains("\n"));
  }
}
