package org.leukokit.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.UserError;

class PredictionsTest {
  private static final String HEADER = "cell,version,subject,group,fold,truth,score,margin\n";

  @TempDir Path folder;

  private static Prediction row(String cell, double score, double margin) {
    return new Prediction(cell, "original", "S1", "S1+S2", "fold-01", true, score, margin);
  }

  @Property
  void theFileHoldsExactlyWhatMemoryHolds(
      @ForAll @DoubleRange(min = 0, max = 1) double score,
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double margin) {
    Predictions written = new Predictions(List.of(row("a,\"b\"\nc", score, margin)));
    Predictions read = Predictions.parse(Path.of("p.csv"), written.toCsv());
    assertEquals(written, read);
    assertEquals(written.toCsv(), read.toCsv());
  }

  @Property
  void roundingNeverChangesTheDecision(@ForAll @DoubleRange(min = 0, max = 1) double score) {
    assertEquals(score >= 0.5, row("a", score, 0).predictedPositive());
  }

  @Test
  void aScoreJustBelowTheThresholdStaysBelowIt() {
    double below = Math.nextDown(0.5);
    Predictions written = new Predictions(List.of(row("a", below, 0)));
    Predictions read = Predictions.parse(Path.of("p.csv"), written.toCsv());
    assertEquals(below, read.rows().get(0).score());
    assertTrue(!read.rows().get(0).predictedPositive());
  }

  @Test
  void theRankingIsTheMarginsOnlyWhereAllAreKnown() {
    Predictions known = new Predictions(List.of(row("a", 1, 50), row("b", 1, 60)));
    assertArrayEquals(new double[] {50, 60}, known.ranking());
    Predictions some = new Predictions(List.of(row("a", 1, 50), row("b", 0.9, Double.NaN)));
    assertArrayEquals(new double[] {1, 0.9}, some.ranking());
  }

  private void refused(String text, String... parts) throws IOException {
    Path file = folder.resolve("predictions.csv");
    Files.writeString(file, text);
    String message = assertThrows(UserError.class, () -> Predictions.read(file)).getMessage();
    assertTrue(message.contains(file.toString()), message);
    assertEquals(1, message.lines().count(), message);
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void whatIsNotAsTheSchemaSaysIsRefusedWithItsLine() throws IOException {
    refused("cell,score\na,1\n", "the columns must be");
    refused(HEADER, "without predictions");
    refused(HEADER + "a,original,,,fold-01,1,1.5,0\n", "line 2", "[0, 1]");
    refused(HEADER + "a,original,,,fold-01,1,NaN,0\n", "line 2", "must be a number");
    refused(HEADER + "a,original,,,fold-01,1,x,0\n", "line 2", "score must be a number");
    refused(HEADER + "a,original,,,fold-01,yes,1,0\n", "line 2", "truth must be 0 or 1");
    refused(HEADER + "a,original,,,fold-01,1,1,Infinity\n", "line 2", "margin must be a number");
    refused(HEADER + "a,original,,,fold-01,1\n", "line 2", "6 fields");
    refused(HEADER + "a,original,,,fold-01,1,1,0\na,original,,,fold-01,1,1,0\n", "predicted twice");
    refused(HEADER + "\"a,original,,,fold-01,1,1,0\n", "can't be read");
    assertThrows(UserError.class, () -> Predictions.read(folder.resolve("none.csv")));
  }
}
