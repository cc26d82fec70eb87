package org.leukokit.study.network;

import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.leukokit.data.Cell;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterOp;

/**
 * One image that a network sees in each epoch.
 *
 * @param cell the cell
 * @param version the name of this copy of it, {@code original} for the cell itself
 * @param whole what is done to the cell's whole image before its square is cut out, the same in
 *     every epoch
 * @param op what is done to the square in an epoch, counted from 0
 */
record TrainingExample(
    Cell cell, String version, RasterOp whole, IntFunction<UnaryOperator<Raster>> op) {
  private static final RasterOp AS_IT_IS = new RasterOp.Identity();

  TrainingExample {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(whole, "whole");
    Objects.requireNonNull(op, "op");
  }

  /** A cell whose square is changed. */
  TrainingExample(Cell cell, String version, IntFunction<UnaryOperator<Raster>> op) {
    this(cell, version, AS_IT_IS, op);
  }

  /** The cell as it is, in every epoch. */
  static TrainingExample plain(Cell cell, String version) {
    return copy(cell, version, AS_IT_IS);
  }

  /** A copy of the whole cell, the same in every epoch. */
  static TrainingExample copy(Cell cell, String version, RasterOp whole) {
    return new TrainingExample(cell, version, whole, epoch -> UnaryOperator.identity());
  }

  /** What tells its square, before an epoch changes it, from others. */
  String square() {
    return cell.id() + "|" + whole.id();
  }

  /** The copy's place in random streams and messages. */
  String address() {
    return cell.id() + "/" + version;
  }
}
