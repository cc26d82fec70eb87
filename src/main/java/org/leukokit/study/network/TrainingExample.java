package org.leukokit.study.network;

import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.leukokit.data.Cell;
import org.leukokit.image.Raster;

/**
 * One image that a network sees in each epoch.
 *
 * @param cell the cell
 * @param version the name of this copy of it, {@code original} for the cell itself
 * @param op what is done to the cell's square in an epoch, counted from 0
 */
record TrainingExample(Cell cell, String version, IntFunction<UnaryOperator<Raster>> op) {
  TrainingExample {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(op, "op");
  }

  /** The cell as it is, in every epoch. */
  static TrainingExample plain(Cell cell, String version) {
    return new TrainingExample(cell, version, epoch -> UnaryOperator.identity());
  }

  /** The copy's place in random streams and messages. */
  String address() {
    return cell.id() + "/" + version;
  }
}
