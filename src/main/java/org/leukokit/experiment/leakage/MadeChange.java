package org.leukokit.experiment.leakage;

import org.leukokit.base.RandomStream;
import org.leukokit.image.Raster;
import org.leukokit.image.Rgb;
import org.leukokit.image.Translate;

/** Ways to make two files of one photograph: the proof of the search for near-duplicates. */
enum MadeChange {
  /** Moved by up to 9 pixels each way. */
  SHIFTED("shifted by up to 9 px") {
    @Override
    Raster apply(Raster raster, RandomStream random) {
      int dx = random.nextInt(-9, 10);
      return Translate.by(raster, dx == 0 ? 5 : dx, random.nextInt(-9, 10), Rgb.BLACK);
    }
  },
  /** Brighter by 3 to 12 %. */
  BRIGHTER("brighter by 3 to 12 %") {
    @Override
    Raster apply(Raster raster, RandomStream random) {
      return scaled(raster, random.nextDouble(1.03, 1.12));
    }
  },
  /** Darker by 3 to 12 %. */
  DARKER("darker by 3 to 12 %") {
    @Override
    Raster apply(Raster raster, RandomStream random) {
      return scaled(raster, random.nextDouble(0.88, 0.97));
    }
  },
  /** Forty pixels of the picture have other values. */
  TOUCHED("40 pixels changed") {
    @Override
    Raster apply(Raster raster, RandomStream random) {
      byte[] rgb = raster.rgb().clone();
      for (int i = 0; i < 40; i++) {
        int pixel = 3 * insideOf(raster, random);
        for (int c = 0; c < 3; c++) {
          rgb[pixel + c] = (byte) random.nextInt(1, 256);
        }
      }
      return new Raster(raster.width(), raster.height(), rgb);
    }
  },
  /** The outermost ring of pixels is cut away. */
  TRIMMED("outline cut by 1 px") {
    @Override
    Raster apply(Raster raster, RandomStream random) {
      byte[] rgb = raster.rgb().clone();
      int row = 3 * raster.width();
      for (int y = 1; y < raster.height() - 1; y++) {
        for (int x = 1; x < raster.width() - 1; x++) {
          int p = y * row + 3 * x;
          if (black(raster, p - 3)
              || black(raster, p + 3)
              || black(raster, p - row)
              || black(raster, p + row)) {
            rgb[p] = 0;
            rgb[p + 1] = 0;
            rgb[p + 2] = 0;
          }
        }
      }
      return new Raster(raster.width(), raster.height(), rgb);
    }
  },
  /** Every value up to 3 off, as after saving with loss. */
  NOISY("every value up to 3 off") {
    @Override
    Raster apply(Raster raster, RandomStream random) {
      byte[] rgb = raster.rgb().clone();
      for (int i = 0; i < rgb.length; i++) {
        int value = rgb[i] & 0xff;
        if (value > 0) {
          rgb[i] = (byte) Math.max(1, Math.min(255, value + random.nextInt(-3, 4)));
        }
      }
      return new Raster(raster.width(), raster.height(), rgb);
    }
  };

  private final String display;

  MadeChange(String display) {
    this.display = display;
  }

  /** For people. */
  String display() {
    return display;
  }

  /** A changed picture; the one given stays as it is. */
  abstract Raster apply(Raster raster, RandomStream random);

  private static Raster scaled(Raster raster, double factor) {
    byte[] rgb = raster.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      int value = rgb[i] & 0xff;
      if (value > 0) {
        rgb[i] = (byte) Math.max(1, Math.min(255, Math.round(value * factor)));
      }
    }
    return new Raster(raster.width(), raster.height(), rgb);
  }

  private static boolean black(Raster raster, int p) {
    return (raster.rgb()[p] | raster.rgb()[p + 1] | raster.rgb()[p + 2]) == 0;
  }

  /** A pixel of the cell. */
  private static int insideOf(Raster raster, RandomStream random) {
    while (true) {
      int pixel = random.nextInt(raster.width() * raster.height());
      if (!black(raster, 3 * pixel)) {
        return pixel;
      }
    }
  }
}
