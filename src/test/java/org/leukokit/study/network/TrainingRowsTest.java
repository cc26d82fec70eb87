package org.leukokit.study.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.image.AugmentationDraw;
import org.leukokit.image.Raster;
import org.leukokit.image.WarpDraw;
import org.leukokit.split.Row;
import org.leukokit.study.Augmentation;

/** What a network sees in an epoch, counted and compared. */
class TrainingRowsTest {
  private static final PhantomCells CELLS =
      new PhantomCells(new PhantomSpec(5, 6, 24, 2, 1, 1, 64));
  private static final List<Augmentation> OPERATIONS =
      List.of(
          new Augmentation("flipped", Augmentation.Kind.FLIP, null),
          new Augmentation(
              "rotated", Augmentation.Kind.ROTATE_LEFT, AugmentationDraw.range(20, 339)),
          new Augmentation("blurred", Augmentation.Kind.BLUR, new AugmentationDraw(5, 17, 2)));

  /** Seven healthy and fourteen leukemic cells. */
  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Label label : List.of(Label.HEALTHY, Label.LEUKEMIC)) {
      CELLS.cells().stream()
          .filter(c -> c.label() == label)
          .limit(label == Label.HEALTHY ? 7 : 14)
          .forEach(c -> rows.add(new Row(c, Row.ORIGINAL)));
    }
    return rows;
  }

  private static Map<Label, Long> counts(List<TrainingExample> examples) {
    return examples.stream()
        .collect(Collectors.groupingBy(e -> e.cell().label(), Collectors.counting()));
  }

  private static byte[] pixels(TrainingExample example, int epoch) {
    Raster raster = CELLS.read(example.cell());
    return example.op().apply(epoch).apply(raster).rgb();
  }

  @Test
  void classesAreFilledUpWithCopiesThatDiffer() {
    TrainingRows.Balanced balanced = new TrainingRows.Balanced(30, OPERATIONS);
    List<TrainingExample> examples = balanced.examples(rows(), 3);
    assertEquals(Map.of(Label.HEALTHY, 30L, Label.LEUKEMIC, 30L), counts(examples));
    assertEquals(60, examples.stream().map(TrainingExample::address).distinct().count());
    assertEquals(21, examples.stream().filter(e -> e.version().equals(Row.ORIGINAL)).count());
    // Copies come in rounds, each cell once a round.
    Map<Cell, Long> healthy =
        examples.stream()
            .filter(e -> e.cell().label() == Label.HEALTHY)
            .collect(Collectors.groupingBy(TrainingExample::cell, Collectors.counting()));
    assertTrue(Collections.max(healthy.values()) - Collections.min(healthy.values()) <= 1);
    // Rotations of one cell in different rounds have other angles.
    Map<Cell, byte[]> first = new HashMap<>();
    for (TrainingExample e : balanced.examples(rows().subList(0, 1), 3)) {
      if (e.version().startsWith("rotated-")) {
        byte[] before = first.put(e.cell(), pixels(e, 0));
        assertFalse(Arrays.equals(before, first.get(e.cell())), e.address());
      }
      assertArrayEquals(pixels(e, 0), pixels(e, 5), "copies stay the same in every epoch");
    }
  }

  @Test
  void aClassThatIsLargeEnoughKeepsItsCells() {
    List<TrainingExample> examples = new TrainingRows.Balanced(10, OPERATIONS).examples(rows(), 3);
    assertEquals(Map.of(Label.HEALTHY, 10L, Label.LEUKEMIC, 14L), counts(examples));
    assertThrows(UserError.class, () -> new TrainingRows.Balanced(0, OPERATIONS));
  }

  @Test
  void theSmallerClassIsRepeatedAndEveryEpochWarpsAnew() {
    TrainingRows rows = new TrainingRows.Oversampled(new WarpDraw(180, 0.1, 0.1, true, true));
    List<TrainingExample> examples = rows.examples(rows(), 3);
    assertEquals(Map.of(Label.HEALTHY, 14L, Label.LEUKEMIC, 14L), counts(examples));
    assertEquals(28, examples.stream().map(TrainingExample::address).distinct().count());
    TrainingExample one = examples.get(0);
    assertFalse(Arrays.equals(pixels(one, 0), pixels(one, 1)));
    assertArrayEquals(pixels(one, 1), pixels(rows.examples(rows(), 3).get(0), 1));
    assertFalse(Arrays.equals(pixels(one, 1), pixels(rows.examples(rows(), 4).get(0), 1)));
  }

  @Test
  void anImageSmallerThanTheCropIsNamed() {
    InputSpec input = new InputSpec(250, 250, InputSpec.Values.MINUS_OWN_MEAN);
    UserError error =
        assertThrows(UserError.class, () -> input.prepare(Raster.black(249, 300), "a.bmp"));
    assertTrue(error.getMessage().startsWith("a.bmp has 249x300 pixels"), error.getMessage());
    assertEquals(250, input.prepare(Raster.black(450, 450), "a.bmp").width());
  }
}
