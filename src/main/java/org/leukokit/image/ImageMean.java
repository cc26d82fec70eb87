package org.leukokit.image;

/**
 * The mean of each channel over all pixels of one image, of values divided by 255: what
 * oliveira2021 subtracts from an image before a network sees it.
 *
 * @param red the mean of red, 0–1
 * @param green the mean of green, 0–1
 * @param blue the mean of blue, 0–1
 */
public record ImageMean(double red, double green, double blue) {
  /** The means of a raster, black background included. */
  public static ImageMean of(Raster raster) {
    byte[] in = raster.rgb();
    long r = 0;
    long g = 0;
    long b = 0;
    for (int i = 0; i < in.length; i += 3) {
      r += in[i] & 0xff;
      g += in[i + 1] & 0xff;
      b += in[i + 2] & 0xff;
    }
    double all = 255.0 * raster.width() * raster.height();
    return new ImageMean(r / all, g / all, b / all);
  }
}
