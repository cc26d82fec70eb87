package org.leukokit.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.classifier.ClassifierSpec;

class ClassicBenchTest {
  private static final Path SCRIPT = Path.of("src/test/python/bench_classic.py");

  @Test
  void dataIsTheSameEachTimeAndEachFoldHasBothClasses() {
    ClassicData data = ClassicData.make(200, 30, 10, 7);
    ClassicData again = ClassicData.make(200, 30, 10, 7);
    assertArrayEquals(data.rows(), again.rows());
    assertArrayEquals(data.folds(), again.folds());
    int[][] counts = new int[10][2];
    for (int i = 0; i < 200; i++) {
      counts[data.folds()[i]][data.positive()[i] ? 1 : 0]++;
    }
    for (int[] fold : counts) {
      assertArrayEquals(new int[] {10, 10}, fold);
    }
    assertEquals(20, data.rowsOfFold(3, true).length);
    assertEquals(180, data.rowsOfFold(3, false).length);
  }

  @Test
  void copiesOfACellLieCloserThanOtherCells() {
    ClassicData data = ClassicData.make(100, 200, 2, 7);
    double copies = distance(data.rows()[0], data.rows()[1]);
    assertTrue(copies < 0.8 * distance(data.rows()[0], data.rows()[10]));
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int f = 0; f < a.length; f++) {
      sum += (a[f] - b[f]) * (a[f] - b[f]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void wrongOptionsAreRefusedByName() {
    UserError e =
        assertThrows(UserError.class, () -> new ClassicBench.Options(100, 10, 4, 5, 2, 1, SCRIPT));
    assertTrue(e.getMessage().startsWith("pythonFolds must be 1 to all folds"), e.getMessage());
    ClassicBench.Options lost =
        new ClassicBench.Options(40, 5, 2, 1, 1, 1, Path.of("no-such-script.py"));
    UserError missing =
        assertThrows(
            UserError.class,
            () -> ClassicBench.run(new PrintStream(new ByteArrayOutputStream()), lost));
    assertTrue(missing.getMessage().contains("no-such-script.py"), missing.getMessage());
  }

  @Test
  void smallBenchmarkComparesEveryStep() throws IOException, InterruptedException {
    assumeTrue(
        scikitLearnIsThere(), "skipped: no Python with scikit-learn (set LEUKOKIT_PYTHON to one)");
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ClassicBench.Result result =
        ClassicBench.run(
            new PrintStream(text, true, StandardCharsets.UTF_8),
            new ClassicBench.Options(100, 20, 5, 2, 1, 1, SCRIPT));
    String table = text.toString(StandardCharsets.UTF_8);
    for (ClassifierSpec spec : ClassifierSpec.paper()) {
      assertTrue(table.contains("\n" + spec.id() + " "), table);
    }
    assertTrue(table.contains("scikit-learn computed 2 of 5 folds"), table);
    assertTrue(result.kitSeconds() > 0 && result.pythonSeconds() > 0);
    assertEquals(result.kitSeconds() / result.pythonSeconds(), result.ratio());
  }

  private static boolean scikitLearnIsThere() throws InterruptedException {
    try {
      return new ProcessBuilder(ScikitLearn.interpreter(), "-c", "import sklearn")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
