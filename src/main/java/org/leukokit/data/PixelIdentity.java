package org.leukokit.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
   * @param hashes the hashes of the cells whose pixels it has, those of a cell with its name first:
   *     one picture can stand in the training and in the preliminary test, behind two headers;
   *     empty where it has the pixels of none
   * @param lossless whether its format keeps pixels as they are; true where it can't be read
   */
  record Found(List<String> hashes, boolean lossless) {
    private static final Found NOTHING = new Found(List.of(), true);
  }

  private final Map<String, Set<String>> names = new HashMap<>();
  private final Set<Long> sizes = new HashSet<>();

  /**
   * @param cells the cells that can be found
   */
  PixelIdentity(Collection<ManifestCell> cells) {
    for (ManifestCell cell : cells) {
      names
          .computeIfAbsent(cell.cell().sha256(), h -> new HashSet<>())
          .add(stem(cell.cell().file()));
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
    return names.containsKey(sha256);
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
        return new Found(List.of(), head.lossless());
      }
      Raster raster = RasterReader.decode(bytes, item.described());
      List<String> found = new ArrayList<>(CollectionBmp.find(raster, this::knows));
      found.sort(Comparator.comparing(h -> !names.get(h).contains(stem(item.path()))));
      return new Found(List.copyOf(found), head.lossless());
    } catch (UserError e) {
      // What is damaged or no image has the pixels of no cell.
      return Found.NOTHING;
    }
  }

  /** A file's name in lower case, without folders and without what says its format. */
  static String stem(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
