package org.leukokit.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;

/** What differs between two PNG files that are not the same. */
final class Pictures {
  private Pictures() {}

  /** One line for people. */
  static String difference(byte[] stated, byte[] recomputed) {
    BufferedImage a = read(stated);
    BufferedImage b = read(recomputed);
    if (a == null) {
      return "is no readable PNG, and not the figure that the runs give";
    }
    if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
      return String.format(
          Locale.ROOT,
          "has %d x %d pixels; the runs give %d x %d",
          a.getWidth(),
          a.getHeight(),
          b.getWidth(),
          b.getHeight());
    }
    long differing = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        differing += a.getRGB(x, y) != b.getRGB(x, y) ? 1 : 0;
      }
    }
    return differing == 0
        ? "shows the figure that the runs give, but is another file (changed, or written by another"
            + " Java)"
        : String.format(
            Locale.ROOT,
            "is not the figure that the runs give: %,d of %,d pixels differ",
            differing,
            (long) a.getWidth() * a.getHeight());
  }

  private static BufferedImage read(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException | RuntimeException e) {
      // A broken file makes the decoder fail in many ways; all mean that there is no picture.
      return null;
    }
  }
}
