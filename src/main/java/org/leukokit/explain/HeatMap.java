package org.leukokit.explain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Values over an image, such as how much each place speaks for a class.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param values row by row from the top, {@code width · height}
 */
public record HeatMap(int width, int height, float[] values) {
  /**
   * @throws IllegalArgumentException if the number of values is not {@code width · height}, or one
   *     is not finite
   */
  public HeatMap {
    Objects.requireNonNull(values, "values");
    if (width < 1 || height < 1 || values.length != width * height) {
      throw new IllegalArgumentException(
          "a heat map of " + width + "x" + height + " has not " + values.length + " values");
    }
    for (float v : values) {
      if (!Float.isFinite(v)) {
        throw new IllegalArgumentException("a heat map holds the value " + v);
      }
    }
  }

  /**
   * The same map on the scale 0 to 1: smallest value 0, largest 1. A map of one value only becomes
   * 0 everywhere, as it points nowhere.
   */
  public HeatMap scaled() {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float v : values) {
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    float[] out = new float[values.length];
    if (high > low) {
      for (int i = 0; i < out.length; i++) {
        out[i] = (values[i] - low) / (high - low);
      }
    }
    return new HeatMap(width, height, out);
  }

  /**
   * Why the map shows no place; empty if it shows some. Grad-CAM keeps what speaks for a class, so
   * where nothing does, a map is 0 everywhere: that is an answer, and no failure.
   *
   * @param ofClass the class that it is of, such as {@code leukemic}
   */
  public Optional<String> blank(String ofClass) {
    for (float v : values) {
      if (v != values[0]) {
        return Optional.empty();
      }
    }
    return Optional.of(
        values[0] == 0 ? "nothing speaks for " + ofClass : "all places alike for " + ofClass);
  }

  /**
   * The map at another size, bilinear between the centres of its fields (as PyTorch's {@code
   * interpolate} with {@code align_corners=False}); beyond the outer centres the nearest value.
   */
  public HeatMap resized(int toWidth, int toHeight) {
    float[] out = new float[toWidth * toHeight];
    for (int y = 0; y < toHeight; y++) {
      double sy = Math.max(0, (y + 0.5) * height / toHeight - 0.5);
      int y0 = Math.min((int) sy, height - 1);
      int y1 = Math.min(y0 + 1, height - 1);
      double fy = sy - y0;
      for (int x = 0; x < toWidth; x++) {
        double sx = Math.max(0, (x + 0.5) * width / toWidth - 0.5);
        int x0 = Math.min((int) sx, width - 1);
        int x1 = Math.min(x0 + 1, width - 1);
        double fx = sx - x0;
        double above = (1 - fx) * values[y0 * width + x0] + fx * values[y0 * width + x1];
        double below = (1 - fx) * values[y1 * width + x0] + fx * values[y1 * width + x1];
        out[y * toWidth + x] = (float) ((1 - fy) * above + fy * below);
      }
    }
    return new HeatMap(toWidth, toHeight, out);
  }

  /**
   * The weighted mean of several maps of one size, such as those of the members of an ensemble.
   *
   * @param maps the maps, at least one
   * @param weights one a map, not negative, not all 0
   * @throws IllegalArgumentException if the sizes differ or the weights don't fit
   */
  public static HeatMap mean(List<HeatMap> maps, double[] weights) {
    if (maps.isEmpty() || maps.size() != weights.length) {
      throw new IllegalArgumentException(
          maps.size() + " maps and " + weights.length + " weights have no mean");
    }
    double sum = 0;
    for (double w : weights) {
      if (!(w >= 0)) {
        throw new IllegalArgumentException("a weight of a heat map is " + w);
      }
      sum += w;
    }
    HeatMap first = maps.get(0);
    float[] out = new float[first.values.length];
    for (int i = 0; i < out.length; i++) {
      double value = 0;
      for (int m = 0; m < weights.length; m++) {
        HeatMap map = maps.get(m);
        if (map.width != first.width || map.height != first.height || sum == 0) {
          throw new IllegalArgumentException("maps of other sizes, or weights that are all 0");
        }
        value += weights[m] / sum * map.values[i];
      }
      out[i] = (float) value;
    }
    return new HeatMap(first.width, first.height, out);
  }
}
