package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
