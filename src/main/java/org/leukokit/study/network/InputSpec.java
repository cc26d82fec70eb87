package org.leukokit.study.network;

import java.util.Objects;
import org.leukokit.base.UserError;
import org.leukokit.image.Crop;
import org.leukokit.image.ImageMean;
import org.leukokit.image.Raster;
import org.leukokit.image.Resize;
import org.leukokit.net.Preprocessing;

/**
 * From a cell's image to the square that a network sees: first a square is cut out of the middle,
 * then it is resized. Augmentation acts on the whole image before, or on the result, as {@link
 * TrainingRows} say.
 *
 * @param crop side of the square that is cut out, in pixels; 0 for the whole image
 * @param size side of the network's input, in pixels
 * @param values how pixels become numbers, behind augmentation
 */
public record InputSpec(int crop, int size, Values values) {
  /** How pixels become numbers. */
  public enum Values {
    /** As the network's weights were trained. */
    OF_WEIGHTS,
    /** {@code value / 127.5 − 1}, for weights that were trained on nothing. */
    PLUS_MINUS_ONE,
    /** {@code value / 255} minus the mean of its channel over the image itself. */
    MINUS_OWN_MEAN
  }

  /**
   * @throws UserError if the size is below 1 or the crop negative
   */
  public InputSpec {
    Objects.requireNonNull(values, "values");
    if (size < 1 || crop < 0) {
      throw new UserError(
          "a network's input has a side of at least 1 pixel and a crop of 0 (none) or more, not "
              + size
              + " and "
              + crop);
    }
  }

  /** The whole image, resized. */
  public static InputSpec resized(int size, Values values) {
    return new InputSpec(0, size, values);
  }

  /** From a square to numbers. */
  Preprocessing preprocessing(Raster square, Preprocessing ofWeights) {
    return switch (values) {
      case OF_WEIGHTS -> ofWeights;
      case PLUS_MINUS_ONE -> Preprocessing.keras();
      case MINUS_OWN_MEAN -> minus(ImageMean.of(square));
    };
  }

  private static Preprocessing minus(ImageMean mean) {
    float[] means = {
      (float) (255 * mean.red()), (float) (255 * mean.green()), (float) (255 * mean.blue())
    };
    float part = 1 / 255f;
    return new Preprocessing(false, means, new float[] {part, part, part});
  }

  /** How pixels become numbers, in words. */
  String valuesText(Preprocessing ofWeights) {
    return values == Values.MINUS_OWN_MEAN
        ? "RGB x/255 minus the image's own channel means"
        : preprocessing(Raster.black(1, 1), ofWeights).describe();
  }

  /**
   * The square of a cell.
   *
   * @param raster the cell's image
   * @param name the image's name, for messages
   * @throws UserError if the image is smaller than the crop
   */
  Raster prepare(Raster raster, String name) {
    Raster cut = raster;
    if (crop > 0) {
      if (crop > raster.width() || crop > raster.height()) {
        throw new UserError(
            name
                + " has "
                + raster.width()
                + "x"
                + raster.height()
                + " pixels, too few for a centre crop of "
                + crop
                + "; leave it out or choose a smaller crop");
      }
      cut = Crop.centre(raster, crop, crop);
    }
    return cut.width() == size && cut.height() == size ? cut : Resize.bilinear(cut, size, size);
  }

  /** In words, for settings and reports. */
  public String describe() {
    String cut = crop == 0 ? "" : "centre crop " + crop + "x" + crop + " px, ";
    String resized = crop == size ? "not resized" : "bilinear with antialiasing";
    return cut + size + "x" + size + " px, " + resized;
  }
}
