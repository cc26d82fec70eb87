package org.leukokit.feature;

import java.util.Objects;
import java.util.function.Supplier;
import org.leukokit.image.Raster;

/**
 * One image whose features are wanted.
 *
 * @param sha256 digest of the original file, which addresses the content
 * @param transform a text that says everything that was done to the content, such as {@code "rotate
 *     45.0; bilinear 227x227"}; same digest and same text must mean the same pixels
 * @param raster makes the image in the network's size; called on a worker thread, at most once, and
 *     not at all when the features are in the cache
 */
public record FeatureRequest(String sha256, String transform, Supplier<Raster> raster) {
  /** Checks that nothing is missing. */
  public FeatureRequest {
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(transform, "transform");
    Objects.requireNonNull(raster, "raster");
  }
}
