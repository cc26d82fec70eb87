package org.leukokit.data;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.leukokit.base.UserError;
import org.leukokit.data.Manifest.ManifestCell;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterReader;

/**
 * Knows cells of the collection by their pixels, where files are not the collection's own: a PNG,
 * WebP or TIFF without loss, or a bitmap with another header, is the cell whose pixels it has. Safe
 * for several threads.
 */
final class PixelIdentity {
  /**
   * What an image is.
   *
   * @param sha256 the hash of the cell whose pixels it has; empty where it has those of none
   * @param lossless whether its format keeps pixels as they are; true where it can't be read
   */
  record Found(Optional<String> sha256, boolean lossless) {
    private static final Found NOTHING = new Found(Optional.empty(), true);
  }

  private final Set<String> hashes = new HashSet<>();
  private final Set<Long> sizes = new HashSet<>();

  /**
   * @param cells the cells that can be found
   */
  PixelIdentity(Collection<ManifestCell> cells) {
    for (ManifestCell cell : cells) {
      hashes.add(cell.cell().sha256());
      sizes.add((long) cell.bytes());
    }
  }

  private static final class OfCollection {
    private static final PixelIdentity CELLS =
        new PixelIdentity(Manifest.named("cnmc2019").cells());
  }

  /** All cells of C-NMC 2019. */
  static PixelIdentity ofCollection() {
    return OfCollection.CELLS;
  }

  /** Whether any cell has this hash. */
  boolean knows(String sha256) {
    return hashes.contains(sha256);
  }

  /** Looks at an image; decodes it if it has the sides of a cell. */
  Found of(TroveItem item) {
    if (item.size() > FolderCells.MAX_IMAGE_BYTES) {
      return Found.NOTHING;
    }
    try {
      byte[] bytes = item.read(FolderCells.MAX_IMAGE_BYTES);
      RasterReader.Head head = RasterReader.head(bytes, item.described());
      if (!CollectionBmp.mayBe(head.width(), head.height(), sizes::contains)) {
        return new Found(Optional.empty(), head.lossless());
      }
      Raster raster = RasterReader.decode(bytes, item.described());
      return new Found(CollectionBmp.find(raster, hashes::contains), head.lossless());
    } catch (UserError e) {
      // What is damaged or no image has the pixels of no cell.
      return Found.NOTHING;
    }
  }
}
