package org.leukokit.study.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.net.Backbones;
import org.leukokit.train.Selection;

/** What a method learns from: the cells' own labels, and the control's permuted ones. */
class LearnedLabelsTest {
  private static final Dataset CELLS = new PhantomCells(new PhantomSpec(5, 6, 30, 2, 1, 1, 64));
  private static final NetworkMethod METHOD = SavedModelTest.method("squeezenet", 64);

  private static CellExamples examples() {
    List<TrainingExample> all =
        CELLS.cells().stream().map(c -> TrainingExample.plain(c, "original")).toList();
    return new CellExamples(
        all,
        new PreparedCells(CELLS, METHOD.input(), Optional.empty()),
        METHOD.input(),
        Backbones.SQUEEZENET.preprocessing());
  }

  private static int[] labels(CellExamples examples) {
    int[] labels = new int[examples.size()];
    Arrays.setAll(labels, examples::label);
    return labels;
  }

  private static int[] truth() {
    return CELLS.cells().stream().mapToInt(c -> c.label() == Label.LEUKEMIC ? 1 : 0).toArray();
  }

  private static int[] training(NetworkMethod method, long seed, String fold) {
    return labels(new LearnedLabels(method, seed, fold).training(examples()));
  }

  private static int[] validation(NetworkMethod method, long seed, String fold) {
    return labels(new LearnedLabels(method, seed, fold).validation(examples()));
  }

  private static NetworkMethod chosenByValidation() {
    return METHOD.trained(METHOD.training().withSelection(Selection.BEST_VALIDATION_LOSS, 0));
  }

  @Test
  void aMethodLearnsFromTheCellsOwnLabels() {
    CellExamples own = examples();
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
