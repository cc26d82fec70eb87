package org.leukokit.paper.oliveira2021;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.leukokit.record.FurtherScores.Scored;

class SubmissionTest {
  private static Scored cell(int number, double score) {
    return new Scored("final-" + number + ".bmp", "three-way", score, 0);
  }

  @Test
  void linesStandInTheOrderOfTheNumbersAndNotOfTheNames() {
    List<Scored> scores = new ArrayList<>();
    // By name 10 comes before 2.
    for (int n : new int[] {1, 10, 2, 3, 4, 5, 6, 7, 8, 9}) {
      scores.add(cell(n, n == 10 || n == 2 ? 0.9 : 0.1));
    }
    Submission submission = Submission.of(scores).orElseThrow();
    assertEquals("0\n1\n0\n0\n0\n0\n0\n0\n0\n1\n", submission.text());
    assertEquals(2, submission.leukemic());
  }

  @Test
  void halfCountsAsLeukemic() {
    assertEquals(
        "1\n0\n",
        Submission.of(List.of(cell(1, 0.5), cell(2, Math.nextDown(0.5)))).orElseThrow().text());
  }

  @Test
  void gapsMakeNoSubmission() {
    assertTrue(Submission.of(List.of()).isEmpty());
    assertTrue(Submission.of(List.of(cell(1, 0.1), cell(3, 0.1))).isEmpty());
    assertTrue(Submission.of(List.of(cell(2, 0.1), cell(3, 0.1))).isEmpty());
    assertTrue(
        Submission.of(List.of(cell(1, 0.1), new Scored("other.bmp", "f", 0.1, 0))).isEmpty());
  }

  @Test
  void theZipHoldsTheOneFileAndIsAlwaysTheSame() throws Exception {
    Submission submission =
        Submission.of(List.of(cell(1, 0.7), cell(2, 0.2), cell(3, 0.6))).orElseThrow();
    byte[] zip = submission.zip();
    assertArrayEquals(zip, submission.zip());
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      assertEquals("isbi_valid.predict", in.getNextEntry().getName());
      assertEquals("1\n0\n1\n", new String(in.readAllBytes(), StandardCharsets.US_ASCII));
      assertEquals(null, in.getNextEntry());
    }
  }
}
