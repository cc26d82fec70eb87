package org.leukokit.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.leukokit.fuzz.Fuzz;

class PredictionFuzzTest {
  private static final Path FILE = temporary();
  private static final String FOREIGN =
      """
      id,truth,score,class,subject,group,fold
      a,1,0.9,1,H1,H1,1
      b,0,0.1,0,H2,H2,1
      "c,""d\""",1,1e-3,0,H3,H3,2
      é,0,0,0,H4,H4,2
      """;

  private static final Fuzz PREDICTIONS =
      new Fuzz(
          "prediction files of run folders",
          List.of(bytes(own())),
          bytes -> {
            Files.write(FILE, bytes);
            Predictions.read(FILE);
          });
  private static final Fuzz IMPORTS =
      new Fuzz(
          "prediction files of others",
          List.of(bytes(FOREIGN)),
          bytes -> {
            Files.write(FILE, bytes);
            PredictionImport.read(
                FILE, new ImportOptions("x", "1", Map.of(), "x", "x", "x"), Map.of());
          });

  private static String own() {
    return String.join(",", Predictions.COLUMNS)
        + "\n"
        + "a,original,H1,H1,1,1,0.91,0.41\n"
        + "b,original,H2,H2,1,0,0.1,\n";
  }

  @Property(seed = "49", tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void ownFiles(@ForAll long address) throws Exception {
    PREDICTIONS.at(address);
  }

  @Property(seed = "50", tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void filesOfOthers(@ForAll long address) throws Exception {
    IMPORTS.at(address);
  }

  @AfterContainer
  static void say() throws IOException {
    System.out.println(PREDICTIONS.summary());
    System.out.println(IMPORTS.summary());
    Files.deleteIfExists(FILE);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("leukokit-fuzz", ".csv");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
