package org.leukokit.study;

import java.util.Objects;
import org.leukokit.base.RandomStream;
import org.leukokit.image.AugmentationDraw;
import org.leukokit.image.RasterOp;
import org.leukokit.split.Row;

/**
 * A version of each cell: the cell itself, or a copy made by one operation whose parameters are
 * drawn for each cell.
 *
 * @param version the name of the version, such as {@code rotated-left}
 * @param kind the operation
 * @param range what its parameters are drawn from; null for an operation without parameters
 */
public record Augmentation(String version, Kind kind, AugmentationDraw range) {
  /** The operations. */
  public enum Kind {
    /** The cell itself. */
    NONE(false),
    /** A shift in x and y, in pixels. */
    TRANSLATE(true),
    /** Reflection about the vertical axis. */
    REFLECT(false),
    /** Rotation counter-clockwise, in degrees. */
    ROTATE_LEFT(true),
    /** Rotation clockwise, in degrees. */
    ROTATE_RIGHT(true),
    /** Reflection about the horizontal axis. */
    FLIP(false),
    /** Reflection about both axes. */
    MIRROR_BOTH_WAYS(false),
    /** Gaussian blur, by the size of its kernel in pixels. */
    BLUR(true),
    /** A shear along the columns, in hundredths of a column a row. */
    SHEAR(true),
    /** Salt-and-pepper noise, by the share of pixels in percent. */
    SALT_AND_PEPPER(true);

    private final boolean drawn;

    Kind(boolean drawn) {
      this.drawn = drawn;
    }
  }

  /**
   * @throws IllegalArgumentException if a range is given where none is needed, or the other way
   *     round
   */
  public Augmentation {
    Objects.requireNonNull(version, "version");
    if (kind.drawn != (range != null)) {
      throw new IllegalArgumentException(
          kind + (kind.drawn ? " needs a range to draw from" : " draws nothing, so has no range"));
    }
  }

  /** The cell itself. */
  public static Augmentation original() {
    return new Augmentation(Row.ORIGINAL, Kind.NONE, null);
  }

  /**
   * The operation for one cell; its parameters are found by (seed, version, cell), whatever else is
   * drawn.
   */
  public RasterOp draw(long seed, String cellId) {
    RandomStream random = RandomStream.at(seed, "augment", cellId, version);
    return switch (kind) {
      case NONE -> new RasterOp.Identity();
      case TRANSLATE -> range.translation(random);
      case REFLECT -> new RasterOp.Reflection();
      case ROTATE_LEFT -> range.rotationLeft(random);
      case ROTATE_RIGHT -> range.rotationRight(random);
      case FLIP -> new RasterOp.Flip();
      case MIRROR_BOTH_WAYS -> new RasterOp.MirrorBothWays();
      case BLUR -> range.blur(random);
      case SHEAR -> range.shear(random);
      case SALT_AND_PEPPER -> range.saltAndPepper(random);
    };
  }

  /** The operation and its range in words, for settings and reports. */
  public String describe() {
    if (range == null) {
      return version;
    }
    String step = range.step() == 1 ? "" : " in steps of " + range.step();
    return version + " by " + range.min() + " to " + range.max() + step + unit();
  }

  private String unit() {
    return switch (kind) {
      case NONE, REFLECT, FLIP, MIRROR_BOTH_WAYS -> "";
      case TRANSLATE, BLUR -> " px";
      case ROTATE_LEFT, ROTATE_RIGHT -> "°";
      case SHEAR -> " hundredths";
      case SALT_AND_PEPPER -> " %";
    };
  }
}
