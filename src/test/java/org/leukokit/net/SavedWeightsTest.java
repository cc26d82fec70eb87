package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leukokit.base.UserError;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.net.weights.WeightFiles;
import org.leukokit.net.weights.WeightNames;
import org.leukokit.net.weights.WeightsCheck;

/** Weights as training programs save them; see net_saved.py, which wrote the files. */
class SavedWeightsTest {
  private static final TreeMap<String, long[]> SMALL =
      new TreeMap<>(
          java.util.Map.of(
              "t.weight", new long[] {6, 4},
              "part.bias", new long[] {4},
              "other.bias", new long[] {4},
              "conv.weight", new long[] {2, 3, 3, 3}));

  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    String plain = "/net/saved/" + name;
    boolean packed = getClass().getResource(plain) == null;
    try (InputStream raw = getClass().getResourceAsStream(packed ? plain + ".gz" : plain);
        InputStream in = packed ? new GZIPInputStream(raw) : raw) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  private static float[] small(String name) {
    float[] shared = FormulaWeights.values("shared", 12);
    switch (name) {
      case "part.bias":
        return Arrays.copyOfRange(shared, 5, 9);
      case "other.bias":
        return new float[] {shared[0], shared[3], shared[6], shared[9]};
      case "t.weight":
        float[] straight = FormulaWeights.values(name, 4, 6);
        float[] turned = new float[24];
        for (int i = 0; i < 24; i++) {
          turned[i] = straight[i % 4 * 6 + i / 4];
        }
        return turned;
      default:
        return FormulaWeights.values(name, SMALL.get(name));
    }
  }

  private static TensorSource adapted(Path file) {
    return WeightNames.adapt(WeightFiles.open(file), "small", SMALL, SMALL.keySet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "old.pth|",
        "python2.pth|",
        "checkpoint.pth|taken from its part 'state_dict'; left aside args, best_acc, best_loss,"
            + " epoch, optimizer; 'module.' taken off tensors' names",
        "checkpoint.pth.tar|taken from its part 'state_dict'; left aside args, best_acc, best_loss,"
            + " epoch, optimizer; 'module.' taken off tensors' names",
        "nested.pth|taken from its part 'ema.model'",
        "double.pth|converted from double precision"
      })
  void torch(String name, String said) throws IOException {
    try (TensorSource source = adapted(file(name))) {
      WeightsCheck.requireSame("small", SMALL, source.shapes(), source.fullDescription());
      for (String tensor : SMALL.keySet()) {
        assertArrayEquals(small(tensor), source.read(tensor), name + " " + tensor);
      }
      assertEquals(said == null ? "" : said, String.join("; ", source.notes()));
      assertEquals(
          name.matches("old.*|python2.*|double.*|.*tar"),
          source.description().contains("format before 1.6"));
    }
  }

  @ParameterizedTest
  @CsvSource({"half, 11", "bfloat16, 8"})
  void sixteenBits(String type, int bits) throws IOException {
    float[] edges =
        type.equals("half")
            ? new float[] {0, -0f, 5.960464477539063e-08f, 0.00010001659393310547f, -65504, 1}
            : new float[] {0, -0f, 6.007030606269836e-08f, 0.00010013580322265625f, -65536, 1};
    try (TensorSource source = WeightFiles.open(file(type + ".pth"))) {
      assertArrayEquals(edges, source.read("edge"));
      for (String tensor : SMALL.keySet()) {
        requireRounded(small(tensor), source.read(tensor), bits);
      }
      assertEquals(1, source.notes().size());
      assertTrue(source.notes().get(0).startsWith("converted from " + type));
      assertTrue(source.mapping("edge").layout().startsWith("from " + type));
    }
  }

  private static void requireRounded(float[] exact, float[] rounded, int bits) {
    boolean other = false;
    for (int i = 0; i < exact.length; i++) {
      double bound = Math.scalb(Math.abs(exact[i]), -bits) + 0x1p-25;
      assertEquals(exact[i], rounded[i], bound);
      other |= exact[i] != rounded[i];
    }
    assertTrue(other, "nothing was rounded");
  }

  @Test
  void safetensorsOfEveryPrecision() throws IOException {
    try (TensorSource source = WeightFiles.open(file("mixed.safetensors"))) {
      assertEquals(Set.of("a.weight", "b.bias", "c.bias"), source.shapes().keySet());
      requireRounded(FormulaWeights.values("a.weight", 2, 3), source.read("a.weight"), 11);
      requireRounded(FormulaWeights.values("b.bias", 4), source.read("b.bias"), 8);
      assertArrayEquals(FormulaWeights.values("c.bias", 3), source.read("c.bias"));
      assertEquals(
          "converted from bfloat16, converted from double precision, converted from half precision",
          String.join(", ", source.notes()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nan.pth, NaN among the values of module.conv.weight",
    "infinity.pth, infinity among the values of module.conv.weight",
    "two.pth, 'several dictionaries of tensors (one, two)'",
    "empty.pth, holds no tensors",
    "module.pth, asks for torch.nn.modules.container.Sequential",
    "evil.pth, asks for posix.system",
    "evil-old.pth, asks for posix.system"
  })
  void whatIsRefused(String name, String said) throws IOException {
    Path file = file(name);
    UserError error =
        assertThrows(
            UserError.class,
            () -> {
              try (TensorSource source = WeightFiles.open(file)) {
                source.shapes().keySet().forEach(source::read);
              }
            });
    assertTrue(error.getMessage().contains(said), error.getMessage());
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
    assertEquals(1, error.getMessage().lines().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"old.pth", "python2.pth", "checkpoint.pth.tar"})
  void anOldFileThatIsCutAnywhereIsOneLine(String name) throws IOException {
    byte[] whole = Files.readAllBytes(file(name));
    for (int length = 3; length < whole.length; length++) {
      Path cut = folder.resolve("cut.pth");
      Files.write(cut, Arrays.copyOf(whole, length));
      UserError error = assertThrows(UserError.class, () -> WeightFiles.open(cut).close());
      assertEquals(1, error.getMessage().lines().count(), error.getMessage());
      assertTrue(error.getMessage().contains(cut.toString()), error.getMessage());
    }
    Path longer = folder.resolve("longer.pth");
    Files.write(longer, Arrays.copyOf(whole, whole.length + 1));
    assertThrows(UserError.class, () -> WeightFiles.open(longer).close());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mobilenet.weights.h5|left aside optimizer",
        "mobilenet.keras|'mobilenet_1.00_224.' taken off tensors' names; left out dense_4.bias,"
            + " dense_4.weight",
        "nested.h5|'mobilenet_1.00_224.' taken off tensors' names; left out dense_2.bias,"
            + " dense_2.weight",
        "renamed.h5|numbers behind layers' names taken off",
        "half.h5|converted from half precision"
      },
      quoteCharacter = '"')
  void keras(String name, String said) throws IOException {
    ConvNet net = MobileNet.keras(10, new Width(16));
    Set<String> body = net.upTo(Backbones.MOBILENET.top().bodyEnd()).tensorShapes().keySet();
    try (TensorSource source =
        WeightNames.adapt(WeightFiles.open(file(name)), net.id(), net.tensorShapes(), body)) {
      WeightsCheck.requireSame(
          net.id(), net.tensorShapes(), source.shapes(), source.fullDescription());
      net.tensorShapes()
          .forEach(
              (tensor, shape) -> {
                float[] exact = FormulaWeights.values(tensor, shape);
                float[] read = source.read(tensor);
                if (name.equals("half.h5")) {
                  for (int i = 0; i < exact.length; i++) {
                    assertEquals(
                        exact[i], read[i], Math.scalb(Math.abs(exact[i]), -11) + 0x1p-25, tensor);
                  }
                } else {
                  assertArrayEquals(exact, read, tensor);
                }
              });
      assertEquals(said, String.join("; ", source.notes()));
    }
  }

  @Test
  void aKerasFileLeavesNothingUnpackedBehind() throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path file = file("mobilenet.keras");
    byte[] whole = Files.readAllBytes(file);
    long before = unpacked(temporary);
    WeightFiles.open(file).close();
    for (int cut = 1; cut < 20; cut++) {
      Path part = folder.resolve("part.keras");
      Files.write(part, Arrays.copyOf(whole, whole.length * cut / 20));
      UserError error = assertThrows(UserError.class, () -> WeightFiles.open(part).close());
      assertEquals(1, error.getMessage().lines().count());
    }
    assertEquals(before, unpacked(temporary));
  }

  private static long unpacked(Path temporary) throws IOException {
    try (var files = Files.list(temporary)) {
      return files.filter(f -> f.getFileName().toString().startsWith("leukokit-keras")).count();
    }
  }
}
