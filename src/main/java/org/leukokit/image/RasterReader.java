package org.leukokit.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.leukokit.base.UserError;

/** Stand-in with the signature of the real decoder; reads 24-bit BMP only. */
public final class RasterReader {
  private RasterReader() {}

  /**
   * Decodes an image.
   *
   * @throws UserError if the bytes are no readable image, naming it
   */
  public static Raster decode(byte[] bytes, String name) {
    BufferedImage image;
    try {
      image = ImageIO.read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UserError("cannot read the image " + name + ": " + e.getMessage(), e);
    }
    if (image == null) {
      throw new UserError("cannot read the image " + name + ": not a BMP");
    }
    int w = image.getWidth();
    int h = image.getHeight();
    byte[] rgb = new byte[3 * w * h];
    for (int i = 0; i < w * h; i++) {
      int p = image.getRGB(i % w, i / w);
      rgb[3 * i] = (byte) (p >> 16);
      rgb[3 * i + 1] = (byte) (p >> 8);
      rgb[3 * i + 2] = (byte) p;
    }
    return new Raster(w, h, rgb);
  }
}
