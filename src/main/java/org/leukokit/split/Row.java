package org.leukokit.split;

import java.util.Objects;
import org.leukokit.data.Cell;
import org.leukokit.record.Prediction;

/**
 * One row of a study: a cell, or a copy of it made by augmentation.
 *
 * @param cell the cell
 * @param version {@link #ORIGINAL}, or the name of the augmentation that made the copy, such as
 *     {@code reflected}
 */
public record Row(Cell cell, String version) {
  /** The version of a cell as it was photographed. */
  public static final String ORIGINAL = Prediction.ORIGINAL;

  /** Both parts are there. */
  public Row {
    Objects.requireNonNull(cell, "cell");
    Objects.requireNonNull(version, "version");
  }

  /** The cell itself, not a copy. */
  public static Row original(Cell cell) {
    return new Row(cell, ORIGINAL);
  }

  /** Whether this is the cell itself and not a copy. */
  public boolean isOriginal() {
    return version.equals(ORIGINAL);
  }
}
