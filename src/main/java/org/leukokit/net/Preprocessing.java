package org.leukokit.net;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.leukokit.image.Raster;

/**
 * From 8-bit pixels to a network's input: {@code (value − mean[c]) · scale[c]} in the channel order
 * of the network.
 *
 * @param bgr whether the network's first plane is blue; else red
 * @param mean three means on the scale 0–255, in the network's channel order
 * @param scale three factors, in the network's channel order
 */
public record Preprocessing(boolean bgr, float[] mean, float[] scale) {
  /**
   * @throws IllegalArgumentException if there aren't three means and three factors
   */
  public Preprocessing {
    if (mean.length != 3 || scale.length != 3) {
      throw new IllegalArgumentException("three means and three scales are needed");
    }
    mean = mean.clone();
    scale = scale.clone();
  }

  /** {@code value / 127.5 − 1}, red first: Keras' "tf" mode. */
  public static Preprocessing keras() {
    float[] half = {127.5f, 127.5f, 127.5f};
    float[] scale = {1 / 127.5f, 1 / 127.5f, 1 / 127.5f};
    return new Preprocessing(false, half, scale);
  }

  /** torchvision's: {@code (value / 255 − mean) / std} with ImageNet's means and deviations. */
  public static Preprocessing torchvision() {
    double[] mean = {0.485, 0.456, 0.406};
    double[] std = {0.229, 0.224, 0.225};
    float[] m = new float[3];
    float[] s = new float[3];
    for (int c = 0; c < 3; c++) {
      m[c] = (float) (255 * mean[c]);
      s[c] = (float) (1 / (255 * std[c]));
    }
    return new Preprocessing(false, m, s);
  }

  /** Caffe's: blue first, minus (104, 117, 123), no scaling. */
  public static Preprocessing caffe() {
    return new Preprocessing(true, new float[] {104, 117, 123}, new float[] {1, 1, 1});
  }

  /** Keras' "caffe" mode, VGG's: blue first, minus (103.939, 116.779, 123.68), no scaling. */
  public static Preprocessing kerasCaffe() {
    float[] mean = {103.939f, 116.779f, 123.68f};
    return new Preprocessing(true, mean, new float[] {1, 1, 1});
  }

  /** Caffe's means with red first, as MATLAB's networks take their images. */
  public static Preprocessing caffeRgb() {
    return new Preprocessing(false, new float[] {123, 117, 104}, new float[] {1, 1, 1});
  }

  /** {@code value / 255}, red first: of networks that were trained without means. */
  public static Preprocessing unit() {
    float part = 1 / 255f;
    return new Preprocessing(false, new float[3], new float[] {part, part, part});
  }

  /** Pixels as they are, red first. */
  public static Preprocessing raw() {
    return new Preprocessing(false, new float[3], new float[] {1, 1, 1});
  }

  /** Of the MobileNet in Caffe: blue first, minus (103.94, 116.78, 123.68), times 0.017. */
  public static Preprocessing caffeMobilenet() {
    float[] scale = {0.017f, 0.017f, 0.017f};
    return new Preprocessing(true, new float[] {103.94f, 116.78f, 123.68f}, scale);
  }

  /** The same in the other order of channels, for kernels whose channels were turned. */
  public Preprocessing turned() {
    return new Preprocessing(
        !bgr, new float[] {mean[2], mean[1], mean[0]}, new float[] {scale[2], scale[1], scale[0]});
  }

  /**
   * Writes one image.
   *
   * @param raster the image
   * @param out receives three planes of {@code width · height} floats from its position on, which
   *     moves behind them
   */
  public void write(Raster raster, FloatBuffer out) {
    byte[] rgb = raster.rgb();
    int pixels = raster.width() * raster.height();
    float[] plane = new float[pixels];
    float[] table = new float[256];
    for (int c = 0; c < 3; c++) {
      for (int v = 0; v < 256; v++) {
        table[v] = (v - mean[c]) * scale[c];
      }
      int at = bgr ? 2 - c : c;
      for (int i = 0; i < pixels; i++, at += 3) {
        plane[i] = table[rgb[at] & 0xff];
      }
      out.put(plane);
    }
  }

  /** A text that says all of it, for provenance and for the keys of caches. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s (x-[%s,%s,%s])*[%s,%s,%s]",
        bgr ? "BGR" : "RGB",
        mean[0],
        mean[1],
        mean[2],
        scale[0],
        scale[1],
        scale[2]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Preprocessing p
        && bgr == p.bgr
        && Arrays.equals(mean, p.mean)
        && Arrays.equals(scale, p.scale);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + Arrays.hashCode(scale) + (bgr ? 1 : 0);
  }
}
