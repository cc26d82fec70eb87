package org.leukokit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.leukokit.audit.LabelTrace.Labels;
import org.leukokit.metric.ConfusionMatrix;

class LabelTraceTest {
  // 400 cells, of which 260 are positive: nothing but the scores knows that.
  private static final ConfusionMatrix A = new ConfusionMatrix(231, 29, 41, 99);
  private static final ConfusionMatrix B = new ConfusionMatrix(222, 38, 33, 107);
  private static final ConfusionMatrix C = new ConfusionMatrix(240, 20, 57, 83);

  private static final List<Labels> LISTS =
      List.of(
          new Labels("a", 272),
          new Labels("other", 265),
          new Labels("b", 255),
          new Labels("c", 297),
          new Labels("one more", 301));

  @Test
  void listsAndClassCountsAreFoundFromScoresAlone() {
    LabelTrace trace = LabelTrace.of(List.of(row("A", A), row("B", B)), 400, LISTS);
    assertEquals(Optional.of(260), trace.positives());
    assertEquals("a", only(trace, 0).labels().name());
    assertEquals(A, only(trace, 0).matrix());
    assertEquals("b", only(trace, 1).labels().name());
    assertEquals(B, only(trace, 1).matrix());
  }

  @Test
  void oneWrongDigitIsFoundByTheOtherRowsClassCounts() {
    PrintedValue right = value(C);
    String text = right.text();
    char wrong = text.charAt(3) == '7' ? '4' : '7';
    PrintedRow row =
        new PrintedRow(
            "C",
            List.of(
                new PrintedValue(
                    Score.WEIGHTED_F1, text.substring(0, 3) + wrong + text.substring(4), true)));
    LabelTrace trace = LabelTrace.of(List.of(row("A", A), row("B", B), row), 400, LISTS);
    LabelTrace.Traced traced = trace.rows().get(2);
    assertEquals(List.of(), traced.hits());
    assertEquals(1, traced.slips().size());
    assertEquals(C, traced.slips().get(0).matrix());
    assertEquals(text, traced.slips().get(0).value().text());
    TestSet set = TestSet.stated(260, 140);
    assertEquals(Outcome.Result.HOLDS, new TraceClaim("here", trace, "A", set).check().result());
    Outcome outcome = new TraceClaim("here", trace, "C", set).check();
    assertEquals(Outcome.Result.FAILS, outcome.result());
    assertTrue(outcome.summary().contains(text + " % is that of c"), outcome.summary());
    assertEquals(
        Outcome.Result.FAILS,
        new TraceClaim("here", trace, "A", TestSet.stated(261, 139)).check().result());
  }

  @Test
  void aScoreOfNoListIsOfNone() {
    LabelTrace trace =
        LabelTrace.of(List.of(row("A", A), row("B", B)), 400, List.of(new Labels("other", 265)));
    assertEquals(Optional.empty(), trace.positives());
    assertTrue(trace.rows().stream().allMatch(r -> r.hits().isEmpty() && r.slips().isEmpty()));
    PrintedRow brief =
        new PrintedRow("brief", List.of(new PrintedValue(Score.WEIGHTED_F1, "82.5", true)));
    assertThrows(IllegalArgumentException.class, () -> LabelTrace.of(List.of(brief), 400, LISTS));
  }

  private static LabelTrace.Hit only(LabelTrace trace, int row) {
    assertEquals(1, trace.rows().get(row).hits().size());
    return trace.rows().get(row).hits().get(0);
  }

  private static PrintedRow row(String name, ConfusionMatrix m) {
    return new PrintedRow(name, List.of(value(m)));
  }

  private static PrintedValue value(ConfusionMatrix m) {
    PrintedValue shape = new PrintedValue(Score.WEIGHTED_F1, "0.00000000", true);
    return new PrintedValue(Score.WEIGHTED_F1, shape.expected(m), true);
  }
}
