package org.leukokit.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.ByteSize;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Manifest.ManifestCell;

/**
 * Makes the cells that a scan found known to the kit: files in folders by remembering where they
 * lie, entries of zips by unpacking them into the store under their hashes, lossless copies in
 * another format as they are, with a note whose cell each is. Interrupted, it goes on where it was,
 * since what is in the store is not written again.
 */
public final class CollectionImport {
  private static final long SPARE = 256L << 20;

  private record Copy(String sha256, TroveItem item) {}

  private final CollectionScan scan;
  private final Store store;
  private final Map<String, Path> referenced = new TreeMap<>();
  private final List<Copy> copies = new ArrayList<>();
  private final long bytes;
  private final int there;

  private CollectionImport(CollectionScan scan, Store store, boolean copyAll) {
    this.scan = scan;
    this.store = store;
    Map<String, TroveItem> unpack = new TreeMap<>();
    References before = References.in(store.home());
    Path own = store.home().resolve("sha256");
    int known = 0;
    for (ManifestCell cell : scan.manifest().cells()) {
      TroveItem item = scan.places().get(cell.cell().id());
      if (item == null) {
        continue;
      }
      String hash = cell.cell().sha256();
      if (item.file() != null && !copyAll) {
        referenced.put(hash, item.file());
      } else if (Files.isRegularFile(own.resolve(hash))
          || before.locate(hash).filter(f -> f.startsWith(own)).isPresent()) {
        known++;
      } else {
        unpack.putIfAbsent(hash, item);
      }
    }
    unpack.forEach((hash, item) -> copies.add(new Copy(hash, item)));
    bytes = copies.stream().mapToLong(c -> c.item.size()).sum();
    there = known;
  }

  /**
   * Plans an import; nothing is written yet.
   *
   * @param scan what was found; stays open until {@link #run} is over
   * @param copyAll whether files in folders are copied as well
   */
  public static CollectionImport plan(CollectionScan scan, Store store, boolean copyAll) {
    return new CollectionImport(scan, store, copyAll);
  }

  /** How many files are remembered where they lie. */
  public int referenced() {
    return referenced.size();
  }

  /** How many files are written into the store. */
  public int copied() {
    return copies.size();
  }

  /** How many cells the store holds already. */
  public int there() {
    return there;
  }

  /** How many bytes are written into the store. */
  public long bytes() {
    return bytes;
  }

  /**
   * Does what was planned.
   *
   * @throws UserError if the disk has no room, a file can't be read any more, or the store can't be
   *     written; what was written until then stays and counts when it is run again
   */
  public void run(Progress progress) {
    requireRoom();
    Map<String, Path> kept = new ConcurrentHashMap<>(referenced);
    try (Progress.Task task = progress.start("writing cells into the store", copies.size())) {
      copies.parallelStream()
          .forEach(
              copy -> {
                boolean converted = scan.isConverted(copy.item);
                String hash = converted ? copy.item.sha256() : copy.sha256;
                try (InputStream in = copy.item.stream()) {
                  Path file = store.add(hash, copy.item.described(), in);
                  if (converted) {
                    kept.put(copy.sha256, file);
                  }
                } catch (IOException e) {
                  throw new UserError(
                      "cannot read " + copy.item.described() + ": " + TroveItem.reason(e), e);
                }
                task.step();
              });
    }
    if (!kept.isEmpty()) {
      References.add(store.home(), scan.manifest().info().name(), kept);
    }
  }

  private void requireRoom() {
    if (copies.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(store.home());
      long free = Files.getFileStore(store.home()).getUsableSpace();
      if (bytes + SPARE > free) {
        throw new UserError(
            "unpacking takes "
                + ByteSize.text(bytes)
                + ", but "
                + store.home()
                + " has "
                + ByteSize.text(free)
                + " free; free some, set "
                + KitHome.VARIABLE
                + " to another disk, or unpack the zip yourself and import the folder");
      }
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(store.home(), e);
    }
  }
}
