package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.net.Backbones;
import org.leukokit.net.weights.SafetensorsWriter;
import org.leukokit.net.weights.Shapes;

class WeightsCommandTest {
  private static final Path SMALL = Path.of("src/test/resources/net/small.h5");

  @Test
  void knownWeightsAreListed() {
    Cli list = Cli.run("weights", "list");
    assertEquals(0, list.code(), list.err());
    assertTrue(list.out().contains("vgg16-keras-notop"), list.out());
    assertTrue(list.out().contains("553.4 MB"), list.out());
    assertTrue(list.out().contains("first 9 digits of sha256"), list.out());
  }

  @Test
  void aFileIsDescribedByItsTensors() {
    Cli describe = Cli.run("weights", "describe", SMALL);
    assertEquals(0, describe.code(), describe.err());
    assertTrue(describe.out().contains("(Keras HDF5)"), describe.out());
    assertTrue(describe.out().contains("float32"), describe.out());
    assertTrue(describe.out().contains("none of the files that are known"), describe.out());
  }

  /** DenseNet-121 under the names of torchvision's files from before 2018. */
  private static Path oldNames(Path folder) {
    TreeMap<String, long[]> shapes = new TreeMap<>();
    Backbones.named("densenet121-torchvision")
        .build(1000)
        .tensorShapes()
        .forEach(
            (name, shape) ->
                shapes.put(
                    name.replaceAll("(denselayer\\d+\\.(?:norm|conv))([12]\\.)", "$1.$2"), shape));
    assertTrue(shapes.containsKey("features.denseblock1.denselayer1.norm.1.weight"), "" + shapes);
    Path file = folder.resolve("old.safetensors");
    SafetensorsWriter.write(
        file, shapes, name -> new float[Shapes.size(shapes.get(name))], Map.of());
    return file;
  }

  @Test
  void oldNamesAreUnderstoodAndTheMappingIsShown(@TempDir Path folder) throws IOException {
    Path file = oldNames(folder);
    Cli describe = Cli.run("weights", "describe", file);
    assertEquals(0, describe.code(), describe.err());
    assertTrue(
        describe.out().contains("fits densenet121-torchvision: all 606 tensors"), describe.out());
    String mapped =
        "  features.denseblock1.denselayer1.norm.1.weight 64"
            + " -> features.denseblock1.denselayer1.norm1.weight, as is";
    assertTrue(describe.out().lines().anyMatch(mapped::equals), describe.out());
    assertEquals(606, describe.out().lines().filter(l -> l.contains(" -> ")).count());
    Cli taken = Cli.run("weights", "import", file, "--network", "densenet121-torchvision");
    assertEquals(0, taken.code(), taken.err());
    assertTrue(taken.out().contains("all 606 tensors"), taken.out());
    String kept = taken.out().replaceAll("(?s).*Use it with: --weights (\\S+).*", "$1");
    assertEquals(-1, Files.mismatch(file, Path.of(kept)));
    Files.delete(Path.of(kept));
    // The rules are one network's alone.
    Cli other = Cli.run("weights", "import", file, "--network", "mobilenet");
    assertEquals(1, other.code(), other.out());
    assertEquals(1, other.err().lines().count(), other.err());
  }

  @Test
  void whatDoesNotFitIsRefusedInOneLine() {
    for (Object[] words :
        new Object[][] {
          {"weights", "import", SMALL, "--network", "squeezenet"},
          {"weights", "import", SMALL, "--network", "vgg17"},
          {"weights", "import", "pom.xml", "--network", "mobilenet"},
          {"weights", "describe", "gone.h5"},
          {"weights", "fetch", "vgg17"},
          {"cache", "clear"}
        }) {
      Cli refused = Cli.run(words);
      assertEquals(1, refused.code(), refused.out());
      assertEquals(1, refused.err().lines().count(), refused.err());
    }
  }
}
