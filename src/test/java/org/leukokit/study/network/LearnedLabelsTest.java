package org.leukokit.study.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.image.WarpDraw;
import org.leukokit.split.Row;
import org.leukokit.train.Selection;

/** What a method learns from: the cells' own labels, and the control's permuted ones. */
class LearnedLabelsTest {
  private static final Dataset CELLS = new PhantomCells(new PhantomSpec(5, 6, 30, 2, 1, 1, 64));
  private static final NetworkMethod METHOD = SavedModelTest.method("squeezenet", 64);

  private static List<Row> rows() {
    return CELLS.cells().stream().map(Row::original).toList();
  }

  private static int[] labels(List<Row> rows) {
    return rows.stream().mapToInt(r -> r.cell().label() == Label.LEUKEMIC ? 1 : 0).toArray();
  }

  private static int[] truth() {
    return labels(rows());
  }

  private static int[] training(NetworkMethod method, long seed, String fold) {
    return labels(new LearnedLabels(method, seed, fold).training(rows()));
  }

  private static int[] validation(NetworkMethod method, long seed, String fold) {
    return labels(new LearnedLabels(method, seed, fold).validation(rows()));
  }

  private static NetworkMethod chosenByValidation() {
    return METHOD.trained(METHOD.training().withSelection(Selection.BEST_VALIDATION_LOSS, 0));
  }

  @Test
  void aMethodLearnsFromTheCellsOwnLabels() {
    List<Row> own = rows();
    LearnedLabels labels = new LearnedLabels(chosenByValidation(), 7, "fold-01");
    assertSame(own, labels.training(own));
    assertSame(own, labels.validation(own));
    assertArrayEquals(truth(), training(METHOD, 7, "fold-01"));
  }

  /** Shares stay, and of 60 labels about half are another cell's now. */
  @Test
  void theControlLearnsFromPermutedOnes() {
    int[] truth = truth();
    NetworkMethod control = METHOD.shuffled();
    int[] shuffled = training(control, 7, "fold-01");
    assertEquals(Arrays.stream(truth).sum(), Arrays.stream(shuffled).sum());
    int changed = 0;
    for (int i = 0; i < truth.length; i++) {
      changed += truth[i] == shuffled[i] ? 0 : 1;
    }
    assertTrue(changed > 15 && changed < 45, changed + " of " + truth.length + " changed");
    assertArrayEquals(shuffled, training(control, 7, "fold-01"), "by address");
    NetworkMethod another = control.on(control.draw(), control.id() + "-2", "again");
    for (int[] other :
        List.of(
            training(control, 7, "fold-02"),
            training(control, 8, "fold-01"),
            training(another, 7, "fold-01"))) {
      assertFalse(Arrays.equals(shuffled, other), "another permutation");
    }
  }

  /** Copies and repetitions of a cell teach one label, right or wrong. */
  @Test
  void aCellHasOneLabel() {
    NetworkMethod control = METHOD.shuffled();
    List<Row> rows = new ArrayList<>();
    for (Cell cell : CELLS.cells()) {
      rows.add(Row.original(cell));
      rows.add(new Row(cell, "reflected"));
    }
    List<Row> shuffled = new LearnedLabels(control, 7, "fold-01").training(rows);
    for (int i = 0; i < rows.size(); i += 2) {
      assertEquals(shuffled.get(i).cell(), shuffled.get(i + 1).cell());
      assertEquals(rows.get(i + 1).version(), shuffled.get(i + 1).version());
    }
    List<TrainingExample> examples =
        new TrainingRows.Oversampled(new WarpDraw(180, 0.05, 0.05, true, true))
            .examples(shuffled.stream().filter(Row::isOriginal).toList(), 7);
    Map<String, Label> seen = new HashMap<>();
    for (TrainingExample example : examples) {
      Label label = example.cell().label();
      assertEquals(label, seen.merge(example.cell().id(), label, (old, now) -> old));
    }
    long leukemic = examples.stream().filter(e -> e.cell().label() == Label.LEUKEMIC).count();
    assertEquals(examples.size(), 2 * leukemic, "filled up by the labels that are learned");
  }

  /** A network that is picked by true labels has learned something from them. */
  @Test
  void labelsThatTheEpochIsChosenByArePermutedToo() {
    assertArrayEquals(truth(), validation(METHOD.shuffled(), 7, "fold-01"), "nothing is chosen");
    NetworkMethod control = chosenByValidation().shuffled();
    int[] validation = validation(control, 7, "fold-01");
    assertFalse(Arrays.equals(truth(), validation));
    assertFalse(Arrays.equals(training(control, 7, "fold-01"), validation));
    assertEquals(Arrays.stream(truth()).sum(), Arrays.stream(validation).sum());
    assertEquals("true", control.settings(2).get("shuffled labels of validation"));
    assertFalse(METHOD.shuffled().settings(2).containsKey("shuffled labels of validation"));
    assertFalse(chosenByValidation().settings(2).containsKey("shuffled labels of validation"));
  }
}
