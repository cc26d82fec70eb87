package org.leukokit.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.record.ImportOptions;
import org.leukokit.record.Prediction;
import org.leukokit.record.PredictionImport;
import org.leukokit.record.UnlabelledRun;

class AgreementTest {
  private static final Path SUBMISSIONS =
      Path.of("..", "shared", "facts", "oliveira2021-submissions");

  @TempDir private Path folder;

  private static UnlabelledRun of(Path file) {
    ImportOptions options = ImportOptions.named(file.getFileName().toString());
    return PredictionImport.readAny(file, options, Map.of()).unlabelled().orElseThrow();
  }

  private UnlabelledRun of(String name, String text) throws IOException {
    return of(Files.writeString(folder.resolve(name), text));
  }

  private static Agreement of(UnlabelledRun a, UnlabelledRun b) {
    return Agreement.of(a.record(), a.predictions(), b.record(), b.predictions());
  }

  @Test
  void cellsAreCountedByHandAndMatchedWithoutExtension() throws IOException {
    UnlabelledRun a = of("a", "1\n1\n1\n0\n0\n");
    UnlabelledRun b =
        of("b.csv", "id,class\nx/1.bmp,1\nx/2.bmp,0\nx/3.bmp,1\nx/4.bmp,1\nx/6.bmp,0\n");
    Agreement both = of(a, b);
    assertEquals(
        List.of(2L, 1L, 1L, 0L),
        List.of(both.both(), both.onlyFirst(), both.onlySecond(), both.neither()));
    assertEquals(new RunComparison.Rows(4, 1, 1), both.rows());
    assertEquals(0.5, both.agreement());
    // Chance agrees on 0.75 * 0.75 + 0.25 * 0.25 = 0.625.
    assertEquals((0.5 - 0.625) / 0.375, both.kappa(), 1e-12);
    assertEquals(List.of("2", "4"), both.apart());
    assertTrue(both.remarks().toString().contains("4 rows were paired by names"));
  }

  @Test
  void thePublicSubmissionsHaveThePublishedCounts() {
    assumeTrue(Files.isDirectory(SUBMISSIONS), "the six submissions are not here");
    Map<String, Long> leukemic =
        Map.of(
            "xception-random",
            1760L,
            "xception-by-patient",
            1886L,
            "vgg16-random",
            1764L,
            "vgg16-by-patient",
            1864L,
            "vgg19-random",
            1813L,
            "vgg19-by-patient",
            1972L);
    leukemic.forEach(
        (name, count) -> {
          UnlabelledRun run = of(SUBMISSIONS.resolve(name + ".predict"));
          assertEquals(2586, run.cells().rows().size());
          assertEquals(
              count,
              run.predictions().rows().stream().filter(Prediction::predictedPositive).count());
        });
    Agreement vgg16 =
        of(
            of(SUBMISSIONS.resolve("vgg16-by-patient.predict")),
            of(SUBMISSIONS.resolve("vgg16-random.predict")));
    assertEquals(330, vgg16.apart().size());
  }
}
