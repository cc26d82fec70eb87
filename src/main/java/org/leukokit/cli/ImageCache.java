package org.leukokit.cli;

import org.leukokit.data.HomeContents;
import org.leukokit.data.KitHome;
import org.leukokit.data.RasterCache;

/** The cache of images in the kit's folder. */
final class ImageCache {
  private ImageCache() {}

  /** The cache; what it says goes where progress goes. */
  static RasterCache open() {
    return new RasterCache(
        KitHome.folder().resolve(HomeContents.Part.RASTERS.folder()),
        text -> System.err.println("  " + text));
  }
}
