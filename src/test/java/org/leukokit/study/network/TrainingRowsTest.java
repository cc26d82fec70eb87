package org.leukokit.study.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
import org.leukokit.image.CopyDraw;
import org.leukokit.image.Crop;
import org.leukokit.image.ImageMean;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterOp;
import org.leukokit.image.WarpDraw;
import org.leukokit.net.Preprocessing;
import org.leukokit.split.Row;

/** What a network sees in an epoch, counted and compared. */
class TrainingRowsTest {
  private static final PhantomCells CELLS =
      new PhantomCells(new PhantomSpec(5, 6, 24, 2, 1, 1, 64));
  private static final CopyDraw COPIES =
      new CopyDraw(AugmentationDraw.range(20, 339), AugmentationDraw.range(10, 35), 2, 5);

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
    Raster raster = example.whole().apply(CELLS.read(example.cell()));
    return example.op().apply(epoch).apply(raster).rgb();
  }

  @Test
  void classesAreFilledUpWithCopiesDrawnWithReplacement() {
    TrainingRows.Balanced balanced = new TrainingRows.Balanced(200, 60, COPIES);
    List<TrainingExample> examples = balanced.examples(rows(), 3);
    assertEquals(Map.of(Label.HEALTHY, 200L, Label.LEUKEMIC, 200L), counts(examples));
    assertEquals(400, examples.stream().map(TrainingExample::address).distinct().count());
    List<TrainingExample> copies =
        examples.stream().filter(e -> !e.version().equals(Row.ORIGINAL)).toList();
    assertEquals(400 - 21, copies.size());
    copies.forEach(e -> assertTrue(e.whole() instanceof RasterOp.Chain, e.address()));
    assertTrue(
        copies.stream().map(e -> e.whole().id()).distinct().count() > 350, "each has its own draw");
    // With replacement: of 193 copies of seven cells, no rounds in which each comes once.
    List<String> first =
        copies.stream()
            .filter(e -> e.cell().label() == Label.HEALTHY)
            .limit(7)
            .map(e -> e.cell().id())
            .toList();
    Map<Cell, Long> times =
        copies.stream()
            .filter(e -> e.cell().label() == Label.HEALTHY)
            .collect(Collectors.groupingBy(TrainingExample::cell, Collectors.counting()));
    assertEquals(7, times.size());
    assertTrue(
        first.stream().distinct().count() < 7
            || Collections.max(times.values()) - Collections.min(times.values()) > 1,
        first + " " + times.values());
    assertArrayEquals(pixels(copies.get(0), 0), pixels(copies.get(0), 5), "the same in each epoch");
    // Validation has draws of its own, and the same again for the same seed.
    List<TrainingExample> validation = balanced.validation(rows(), 3);
    assertEquals(Map.of(Label.HEALTHY, 60L, Label.LEUKEMIC, 60L), counts(validation));
    assertFalse(
        validation.get(21).whole().equals(examples.get(21).whole())
            && validation.get(22).whole().equals(examples.get(22).whole()));
    assertEquals(validation.get(21).whole(), balanced.validation(rows(), 3).get(21).whole());
    assertEquals(21, new TrainingRows.Balanced(200, COPIES).validation(rows(), 3).size());
  }

  @Test
  void bothClassesEndEquallyLarge() {
    List<TrainingExample> examples = new TrainingRows.Balanced(10, COPIES).examples(rows(), 3);
    assertEquals(Map.of(Label.HEALTHY, 14L, Label.LEUKEMIC, 14L), counts(examples));
    assertEquals(14, TrainingRows.Balanced.filled(10, 7, 14));
    assertEquals(14, TrainingRows.Balanced.filled(10, 14, 7));
    assertEquals(20, TrainingRows.Balanced.filled(20, 14, 7));
    assertEquals(7, TrainingRows.Balanced.filled(0, 7, 14));
    assertThrows(UserError.class, () -> new TrainingRows.Balanced(0, COPIES));
  }

  /** The whole image is changed, then the middle cut out and its own mean taken away. */
  @Test
  void copiesAreMadeBeforeTheCrop() {
    InputSpec input = new InputSpec(20, 20, InputSpec.Values.MINUS_OWN_MEAN);
    TrainingExample copy =
        new TrainingRows.Balanced(60, COPIES)
            .examples(rows(), 3).stream()
                .filter(e -> e.whole().id().contains("sheared"))
                .findFirst()
                .orElseThrow();
    Raster square = Crop.centre(copy.whole().apply(CELLS.read(copy.cell())), 20, 20);
    PreparedCells cells = new PreparedCells(CELLS, input, java.util.Optional.empty());
    assertArrayEquals(square.rgb(), cells.get(copy.cell(), copy.whole()).rgb());
    assertFalse(
        Arrays.equals(square.rgb(), copy.whole().apply(cells.get(copy.cell())).rgb()),
        "not the square itself");
    FloatBuffer out = FloatBuffer.allocate(3 * 20 * 20);
    new CellExamples(List.of(copy), cells, input, Preprocessing.keras()).write(0, 7, out);
    ImageMean mean = ImageMean.of(square);
    double[] means = {mean.red(), mean.green(), mean.blue()};
    for (int c = 0; c < 3; c++) {
      double sum = 0;
      for (int i = 0; i < 400; i++) {
        double expected = square.get(i % 20, i / 20, c) / 255.0 - means[c];
        assertEquals(expected, out.get(400 * c + i), 1e-6);
        sum += out.get(400 * c + i);
      }
      assertEquals(0, sum / 400, 1e-6);
    }
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
