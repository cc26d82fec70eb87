package org.leukokit.image;

/** What stands around a cell: the outermost pixels of its image. */
public final class Surroundings {
  private static final int BRIGHT = 100;

  private Surroundings() {}

  /**
   * Whether an image's surroundings are bright, as on a slide, and not black, as where a cell was
   * cut out of one.
   *
   * @return whether more than half of the outermost pixels have a channel above 100
   */
  public static boolean bright(Raster image) {
    int w = image.width();
    int h = image.height();
    int bright = 0;
    int all = 0;
    for (int y = 0; y < h; y++) {
      int step = y == 0 || y == h - 1 ? 1 : Math.max(1, w - 1);
      for (int x = 0; x < w; x += step) {
        int at = 3 * (y * w + x);
        all++;
        int most = 0;
        for (int c = 0; c < 3; c++) {
          most = Math.max(most, image.rgb()[at + c] & 0xff);
        }
        bright += most > BRIGHT ? 1 : 0;
      }
    }
    return 2 * bright > all;
  }
}
