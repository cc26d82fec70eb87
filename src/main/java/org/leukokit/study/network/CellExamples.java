package org.leukokit.study.network;

import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.util.List;
import org.leukokit.data.Label;
import org.leukokit.image.Raster;
import org.leukokit.net.Preprocessing;
import org.leukokit.train.Examples;

/** Cells as a network's inputs: class 1 is leukemic, class 0 healthy. */
final class CellExamples implements Examples {
  /** The class of leukemic cells. */
  static final int LEUKEMIC = 1;

  private final List<TrainingExample> examples;
  private final int[] labels;
  private final PreparedCells cells;
  private final InputSpec input;
  private final Preprocessing ofWeights;

  CellExamples(
      List<TrainingExample> examples,
      PreparedCells cells,
      InputSpec input,
      Preprocessing ofWeights) {
    this.examples = List.copyOf(examples);
    this.labels =
        examples.stream()
            .mapToInt(e -> e.cell().label() == Label.LEUKEMIC ? LEUKEMIC : 0)
            .toArray();
    this.cells = cells;
    this.input = input;
    this.ofWeights = ofWeights;
  }

  @Override
  public int size() {
    return examples.size();
  }

  @Override
  public int label(int i) {
    return labels[i];
  }

  @Override
  public String address(int i) {
    return examples.get(i).address();
  }

  @Override
  public Shape shape() {
    return new Shape(3, input.size(), input.size());
  }

  @Override
  public void write(int i, int epoch, FloatBuffer out) {
    TrainingExample example = examples.get(i);
    Raster square = cells.get(example.cell(), example.whole());
    Raster raster = example.op().apply(epoch).apply(square);
    input.preprocessing(raster, ofWeights).write(raster, out);
  }
}
