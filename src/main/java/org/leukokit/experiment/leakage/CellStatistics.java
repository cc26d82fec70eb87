package org.leukokit.experiment.leakage;

import java.util.List;
import java.util.stream.IntStream;
import org.leukokit.base.Progress;
import org.leukokit.feature.FeatureRequest;
import org.leukokit.image.BoundingBox;
import org.leukokit.image.Raster;
import org.leukokit.record.RunRecord;
import org.leukokit.study.FeatureSource;

/**
 * Fifteen numbers of a cell that cost nothing beside a network: size (width, height, root of the
 * area), colour (mean and standard deviation of each channel), brightness (the grey values below
 * which 10, 50 and 90 % of the pixels lie) and texture (mean difference of grey values 1, 2 and 4
 * pixels apart, across and down). Only pixels that are not black count.
 */
public final class CellStatistics implements FeatureSource {
  private static final int[] LAGS = {1, 2, 4};
  private static final int FEATURES = 15;

  @Override
  public String weightsDigest() {
    return "none";
  }

  @Override
  public String engine() {
    return "size, colour and texture of the cell/1";
  }

  @Override
  public RunRecord.Weights weights() {
    return new RunRecord.Weights(
        "none", "statistics", false, "no network: 15 numbers on size, colour and texture");
  }

  @Override
  public float[][] extract(List<FeatureRequest> requests, Progress progress) {
    float[][] features = new float[requests.size()][];
    IntStream.range(0, features.length)
        .parallel()
        .forEach(i -> features[i] = of(requests.get(i).raster().get()));
    return features;
  }

  /** The features of a cell; all 0 for a picture that is black all over. */
  static float[] of(Raster raster) {
    float[] features = new float[FEATURES];
    BoundingBox box = BoundingBox.of(raster, 0).orElse(null);
    if (box == null) {
      return features;
    }
    int[] grey = grey(raster, box);
    int[] histogram = new int[256];
    long area = 0;
    for (int g : grey) {
      if (g >= 0) {
        histogram[g]++;
        area++;
      }
    }
    features[0] = box.width();
    features[1] = box.height();
    features[2] = (float) Math.sqrt(area);
    colours(raster, box, area, features);
    features[9] = quantile(histogram, area, 0.1);
    features[10] = quantile(histogram, area, 0.5);
    features[11] = quantile(histogram, area, 0.9);
    for (int l = 0; l < LAGS.length; l++) {
      features[12 + l] = (float) texture(grey, box.width(), box.height(), LAGS[l]);
    }
    return features;
  }

  /** Grey values of the box, row by row; −1 where it is black. */
  private static int[] grey(Raster raster, BoundingBox box) {
    int[] grey = new int[box.width() * box.height()];
    for (int y = 0; y < box.height(); y++) {
      for (int x = 0; x < box.width(); x++) {
        int r = raster.get(box.x() + x, box.y() + y, 0);
        int g = raster.get(box.x() + x, box.y() + y, 1);
        int b = raster.get(box.x() + x, box.y() + y, 2);
        grey[y * box.width() + x] =
            (r | g | b) == 0 ? -1 : (299 * r + 587 * g + 114 * b + 500) / 1000;
      }
    }
    return grey;
  }

  private static void colours(Raster raster, BoundingBox box, long area, float[] features) {
    for (int c = 0; c < 3; c++) {
      long sum = 0;
      long squares = 0;
      for (int y = 0; y < box.height(); y++) {
        for (int x = 0; x < box.width(); x++) {
          // Black adds nothing to either sum.
          int value = raster.get(box.x() + x, box.y() + y, c);
          sum += value;
          squares += (long) value * value;
        }
      }
      double mean = (double) sum / area;
      features[3 + c] = (float) mean;
      features[6 + c] = (float) Math.sqrt(Math.max(0, (double) squares / area - mean * mean));
    }
  }

  private static int quantile(int[] histogram, long area, double share) {
    long below = 0;
    for (int g = 0; g < histogram.length; g++) {
      below += histogram[g];
      if (below >= share * area) {
        return g;
      }
    }
    return histogram.length - 1;
  }

  private static double texture(int[] grey, int width, int height, int lag) {
    long sum = 0;
    long pairs = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int here = grey[y * width + x];
        if (here < 0) {
          continue;
        }
        if (x + lag < width && grey[y * width + x + lag] >= 0) {
          sum += Math.abs(here - grey[y * width + x + lag]);
          pairs++;
        }
        if (y + lag < height && grey[(y + lag) * width + x] >= 0) {
          sum += Math.abs(here - grey[(y + lag) * width + x]);
          pairs++;
        }
      }
    }
    return pairs == 0 ? 0 : (double) sum / pairs;
  }
}
