package org.leukokit.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.leukokit.metric.Metric;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.stats.Holm;
import org.leukokit.stats.TestResult;

class RunComparisonTest {
  private final MadeRuns made = new MadeRuns(120, 20, 4, 3);
  private final RunFolder knn = made.run("knn", Protocol.SPLIT_FIRST);
  private final RunFolder lda = made.run("lda", Protocol.SPLIT_FIRST);

  @Test
  void inputsThatDifferAreNamedAndOthersAreNot() {
    RunComparison c = RunComparison.of(knn, lda);
    assertEquals(
        List.of("method", "implementation"),
        c.inputs().stream().map(RunComparison.Input::name).toList());
    assertEquals(new RunComparison.Input("method", "knn", "lda"), c.inputs().get(0));
    assertEquals(List.of(), c.environment());
  }

  @Test
  void numbersAreThoseOfThePairs() {
    RunComparison c = RunComparison.of(knn, lda);
    assertEquals(new RunComparison.Rows(120, 0, 0), c.rows());
    assertTrue(c.overGroups());
    assertEquals(20, c.groups());
    List<Prediction> a = knn.predictions().rows();
    List<Prediction> b = sameOrder(a, lda);
    int onlyA = 0;
    int onlyB = 0;
    for (int i = 0; i < a.size(); i++) {
      boolean rightA = a.get(i).predictedPositive() == a.get(i).positive();
      boolean rightB = b.get(i).predictedPositive() == a.get(i).positive();
      onlyA += rightA && !rightB ? 1 : 0;
      onlyB += rightB && !rightA ? 1 : 0;
    }
    RunComparison.Line accuracy = line(c, Metric.ACCURACY);
    assertEquals((onlyA - onlyB) / 120.0, accuracy.difference().difference(), 1e-12);
    assertEquals(
        accuracy.first() - accuracy.second(), accuracy.difference().test().difference(), 1e-12);
    assertEquals((onlyA - onlyB) / 120.0, c.overCells().get(0).difference(), 1e-12);
    assertEquals(Math.min(onlyA, onlyB), c.overCells().get(0).statistic());
    assertEquals(3, c.overCells().size(), "McNemar twice, DeLong");
    assertEquals(
        line(c, Metric.AUC).difference().difference(), c.overCells().get(2).difference(), 1e-12);
    double[] holm =
        Holm.adjust(c.metrics().stream().mapToDouble(l -> l.difference().test().p()).toArray());
    for (int i = 0; i < holm.length; i++) {
      assertEquals(holm[i], c.metrics().get(i).adjusted());
    }
  }

  @Test
  void theOtherWayRoundEverythingChangesItsSign() {
    RunComparison c = RunComparison.of(knn, lda);
    RunComparison back = RunComparison.of(lda, knn);
    for (int i = 0; i < c.metrics().size(); i++) {
      assertEquals(
          c.metrics().get(i).difference().difference(),
          -back.metrics().get(i).difference().difference(),
          1e-12);
    }
  }

  @Test
  void aRunAgainstItselfDiffersInNothing() {
    RunComparison c = RunComparison.of(knn, knn);
    assertTrue(c.inputs().isEmpty());
    assertTrue(c.remarks().get(0).contains("the same run"));
    assertEquals(0, line(c, Metric.AUC).difference().difference());
    assertEquals(1, line(c, Metric.ACCURACY).difference().test().p());
  }

  @Test
  void protocolsAreComparedOnTheRowsInCommon() {
    RunFolder published = made.run("knn", Protocol.PUBLISHED);
    RunComparison c = RunComparison.of(published, knn);
    assertEquals(120, c.rows().common(), "the cells without their copies");
    assertEquals(published.predictions().rows().size() - 120, c.rows().onlyFirst());
  }

  @Test
  void contradictingTruthsAndDisjointRowsGiveNoNumbers() {
    RunComparison contrary = RunComparison.of(knn, changed(p -> copy(p, p.cell(), !p.positive())));
    assertTrue(contrary.metrics().isEmpty());
    assertTrue(contrary.remarks().get(1).contains("contradict each other"), "said");
    RunComparison apart =
        RunComparison.of(knn, changed(p -> copy(p, "x" + p.cell(), p.positive())));
    assertEquals(new RunComparison.Rows(0, 120, 120), apart.rows());
    assertTrue(apart.metrics().isEmpty());
  }

  @Test
  void withoutGroupsEveryCellCountsAndThatIsSaid() {
    RunFolder a = without(knn);
    RunComparison c = RunComparison.of(a, without(lda));
    assertFalse(c.overGroups());
    assertEquals(120, c.groups());
    assertTrue(c.remarks().toString().contains("No subjects are known"), c.remarks().toString());
    assertTrue(RunComparison.of(a, lda).overGroups(), "one run that knows them is enough");
    List<String> tests = c.overCells().stream().map(TestResult::test).toList();
    assertTrue(tests.get(0).contains("McNemar"), tests.toString());
  }

  private interface Change {
    Prediction of(Prediction p);
  }

  private RunFolder changed(Change change) {
    return new RunFolder(
        knn.record(),
        knn.folds(),
        new Predictions(knn.predictions().rows().stream().map(change::of).toList()));
  }

  private static Prediction copy(Prediction p, String cell, boolean positive) {
    return new Prediction(
        cell, p.version(), p.subject(), p.group(), p.fold(), positive, p.score(), p.margin());
  }

  private static RunFolder without(RunFolder run) {
    return new RunFolder(
        run.record(),
        run.folds(),
        new Predictions(
            run.predictions().rows().stream()
                .map(
                    p ->
                        new Prediction(
                            p.cell(), p.version(), "", "", p.fold(), p.positive(), p.score()))
                .toList()));
  }

  private static List<Prediction> sameOrder(List<Prediction> rows, RunFolder run) {
    List<Prediction> ordered = new ArrayList<>();
    for (Prediction p : rows) {
      Stream<Prediction> all = run.predictions().rows().stream();
      ordered.add(all.filter(q -> q.cell().equals(p.cell())).findFirst().orElseThrow());
    }
    return ordered;
  }

  private static RunComparison.Line line(RunComparison c, Metric metric) {
    return c.metrics().stream().filter(l -> l.metric() == metric).findFirst().orElseThrow();
  }
}
