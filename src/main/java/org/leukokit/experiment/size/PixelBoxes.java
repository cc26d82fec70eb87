package org.leukokit.experiment.size;

import java.util.List;
import java.util.stream.IntStream;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.feature.FeatureRequest;
import org.leukokit.image.BoundingBox;
import org.leukokit.record.RunRecord;
import org.leukokit.study.FeatureSource;

/** Width and height of cells, measured from the pixels: the box of what is not black. */
public final class PixelBoxes implements FeatureSource {
  @Override
  public String weightsDigest() {
    return "none";
  }

  @Override
  public String engine() {
    return "width and height of the box of pixels that are not black/1";
  }

  @Override
  public RunRecord.Weights weights() {
    return new RunRecord.Weights(
        "none",
        "box",
        false,
        "no network: width and height of the cell's box, measured from the pixels");
  }

  /**
   * The sizes, measured in parallel.
   *
   * @throws UserError if an image can't be read or is black all over
   */
  @Override
  public float[][] extract(List<FeatureRequest> requests, Progress progress) {
    float[][] sizes = new float[requests.size()][];
    try (Progress.Task task = progress.start("cell sizes: images", requests.size())) {
      IntStream.range(0, sizes.length)
          .parallel()
          .forEach(
              i -> {
                sizes[i] = measure(requests.get(i));
                task.step();
              });
    }
    return sizes;
  }

  private static float[] measure(FeatureRequest request) {
    BoundingBox box =
        BoundingBox.of(request.raster().get(), 0)
            .orElseThrow(
                () ->
                    new UserError(
                        "the image with the sha256 "
                            + request.sha256()
                            + " is black all over, so there is no cell to measure; take it out"));
    return new float[] {box.width(), box.height()};
  }
}
