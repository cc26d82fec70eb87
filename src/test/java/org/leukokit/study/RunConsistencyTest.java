package org.leukokit.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.leukokit.record.FoldTable;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;

class RunConsistencyTest {
  private final RunFolder run = new MadeRuns(40, 8, 4, 3).run("knn", Protocol.GROUP_DISJOINT);

  @Test
  void whatAStudyWritesHasNoContradiction() {
    for (Protocol protocol : Protocol.values()) {
      RunFolder made = new MadeRuns(40, 8, 4, 3).run("knn", protocol);
      assertEquals(List.of(), RunConsistency.problems(made), protocol.id());
    }
  }

  @Test
  void aRowThatIsNotPredictedIsNamed() {
    Prediction gone = run.predictions().rows().get(5);
    List<Prediction> rows = new ArrayList<>(run.predictions().rows());
    rows.remove(5);
    assertProblem(
        with(rows),
        "tested by folds.csv, but not predicted: " + gone.cell() + " in " + gone.fold());
  }

  @Test
  void aRowThatNoFoldTestsIsNamed() {
    List<Prediction> rows = new ArrayList<>(run.predictions().rows());
    rows.add(new Prediction("other", "original", "", "", rows.get(0).fold(), true, 0.5));
    assertProblem(with(rows), "predicted, but not in folds.csv: other");
    rows.remove(rows.size() - 1);
    rows.add(new Prediction("cell-00001", "original", "", "", "no fold", true, 0.5));
    assertProblem(with(rows), "predicted in a fold that folds.csv does not have: cell-00001");
  }

  @Test
  void aPredictionInAFoldThatTrainsOnItIsNamed() {
    List<Prediction> rows = new ArrayList<>(run.predictions().rows());
    Prediction p = rows.remove(0);
    String other = rows.get(rows.size() - 1).fold();
    rows.add(
        new Prediction(
            p.cell(), p.version(), p.subject(), p.group(), other, p.positive(), p.score()));
    assertProblem(with(rows), "predicted in a fold that trains on it: " + p.cell());
  }

  @Test
  void countsAndClassesMustAgree() {
    List<Prediction> rows = new ArrayList<>(run.predictions().rows());
    Prediction p = rows.remove(0);
    rows.add(
        new Prediction(
            p.cell(), p.version(), p.subject(), "else", p.fold(), !p.positive(), p.score()));
    RunFolder changed = with(rows);
    assertProblem(changed, "a subject in two groups: " + p.subject());
    assertProblem(changed, "run.json says " + run.record().data().leukemic() + " leukemic cells");
    assertProblem(changed, "run.json says 8 groups, the rows have 9");
  }

  @Test
  void aBrokenPromiseIsNamed() {
    List<FoldTable.FoldRow> rows = new ArrayList<>(run.folds().rows());
    FoldTable.FoldRow row = rows.remove(0);
    // The cell trains where other cells of its subject are tested.
    FoldTable.FoldRow crossing =
        new FoldTable.FoldRow(
            row.cell(), row.version(), row.content(), row.roles().replace('E', 'T'));
    rows.add(crossing);
    RunFolder changed =
        new RunFolder(run.record(), new FoldTable(run.folds().folds(), rows), run.predictions());
    String subject =
        run.predictions().rows().stream()
            .filter(p -> p.cell().equals(row.cell()))
            .findFirst()
            .orElseThrow()
            .subject();
    assertProblem(changed, "promises no subjects on both sides of a fold, but: " + subject);
  }

  @Test
  void validationRowsAndFoldsMustAgree() {
    String fold = run.folds().folds().get(0);
    List<FoldTable.FoldRow> rows = new ArrayList<>(run.folds().rows());
    FoldTable.FoldRow row =
        rows.stream().filter(r -> r.roles().startsWith("T")).findFirst().orElseThrow();
    rows.remove(row);
    rows.add(
        new FoldTable.FoldRow(
            row.cell(), row.version(), row.content(), "V" + row.roles().substring(1)));
    FoldTable folds = new FoldTable(run.folds().folds(), rows);
    Prediction known =
        run.predictions().rows().stream()
            .filter(p -> p.cell().equals(row.cell()))
            .findFirst()
            .orElseThrow();
    Prediction validated =
        new Prediction(
            row.cell(),
            row.version(),
            known.subject(),
            known.group(),
            fold,
            known.positive(),
            known.score());
    RunFolder right =
        new RunFolder(
            run.record(),
            folds,
            run.predictions(),
            Optional.of(new Predictions(List.of(validated))));
    assertTrue(
        RunConsistency.problems(right).stream().noneMatch(p -> p.contains("validat")),
        RunConsistency.problems(right).toString());
    RunFolder unmarked =
        new RunFolder(run.record(), run.folds(), run.predictions(), right.validation());
    assertProblem(
        unmarked, "predicted in validation.csv in a fold that trains on it: " + row.cell());
    Prediction other = new Prediction("other", "original", "", "", fold, true, 0.5);
    RunFolder wrong =
        new RunFolder(
            run.record(), folds, run.predictions(), Optional.of(new Predictions(List.of(other))));
    assertProblem(wrong, "predicted in validation.csv, but not in folds.csv: other");
    assertProblem(
        wrong, "validated on by folds.csv, but not predicted in validation.csv: " + row.cell());
  }

  private RunFolder with(List<Prediction> rows) {
    return new RunFolder(run.record(), run.folds(), new Predictions(rows));
  }

  private static void assertProblem(RunFolder run, String problem) {
    List<String> found = RunConsistency.problems(run);
    assertTrue(found.stream().anyMatch(p -> p.contains(problem)), problem + " not in " + found);
  }
}
