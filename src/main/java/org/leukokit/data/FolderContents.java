package org.leukokit.data;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.leukokit.base.ByteSize;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;

/**
 * The contents of a folder's images, as hashes under which equal pictures are one.
 *
 * @param stored the SHA-256 of each file
 * @param hashes the SHA-256 that stands for each file's picture: the file's own; that of the
 *     collection's file, where it is a lossless copy of a cell of C-NMC 2019, so that a study on a
 *     converted copy is the study on the original; the first in order, where several files that are
 *     no such cells have the same pixels in other bytes
 * @param converted the lossless copies of cells of C-NMC 2019 that have other bytes
 */
record FolderContents(
    Map<TroveItem, String> stored, Map<TroveItem, String> hashes, Set<TroveItem> converted) {

  /**
   * Hashes and, where that is needed, decodes images.
   *
   * @throws UserError if a file can't be read or is larger than a photograph of a cell can be
   */
  static FolderContents of(List<TroveItem> images, DatasetOptions options) {
    Map<TroveItem, String> stored = stored(images, options.progress());
    Map<TroveItem, String> hashes = new ConcurrentHashMap<>(stored);
    Set<TroveItem> converted = ConcurrentHashMap.newKeySet();
    PixelIdentity collection = PixelIdentity.ofCollection();
    List<TroveItem> others =
        images.stream().filter(item -> !collection.knows(stored.get(item))).toList();
    try (Progress.Task task = options.progress().start("comparing pixels", others.size())) {
      others.parallelStream()
          .forEach(
              item -> {
                List<String> found = collection.of(item).hashes();
                if (!found.isEmpty()) {
                  hashes.put(item, found.get(0));
                  converted.add(item);
                }
                task.step();
              });
    }
    Map<String, TroveItem> strangers = new TreeMap<>();
    for (TroveItem item : others) {
      if (!converted.contains(item)) {
        strangers.putIfAbsent(stored.get(item), item);
      }
    }
    Map<String, String> twins =
        PixelTwins.among(strangers, options.store().home(), options.progress());
    for (TroveItem item : others) {
      if (!converted.contains(item)) {
        hashes.computeIfPresent(item, (i, hash) -> twins.getOrDefault(hash, hash));
      }
    }
    return new FolderContents(stored, hashes, converted);
  }

  /** Whether a file stands under the hash of another one that has its pixels. */
  boolean isTwin(TroveItem item) {
    return !converted.contains(item) && !stored.get(item).equals(hashes.get(item));
  }

  private static Map<TroveItem, String> stored(List<TroveItem> images, Progress progress) {
    Map<TroveItem, String> stored = new ConcurrentHashMap<>();
    try (Progress.Task task = progress.start("hashing images", images.size())) {
      images.parallelStream()
          .forEach(
              item -> {
                if (item.size() > FolderCells.MAX_IMAGE_BYTES) {
                  throw new UserError(
                      item.described()
                          + " has "
                          + ByteSize.text(item.size())
                          + "; a photograph of one cell has at most "
                          + ByteSize.text(FolderCells.MAX_IMAGE_BYTES)
                          + ", so name a folder of such");
                }
                stored.put(item, item.sha256());
                task.step();
              });
    }
    return stored;
  }
}
