package org.leukokit.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.leukokit.base.UserError;
import org.leukokit.image.Raster;

/**
 * Rasters on disk, found by the hash of the file that they were made from and by what was done to
 * it, and read from mapped memory: the second pass over a collection decodes nothing.
 *
 * <p>The cache is never needed and never wrong. Every raster carries a checksum that is verified
 * whenever it is read; what is damaged, torn or deleted is made again. Where the folder can't be
 * written or the disk is full, that is said once and work goes on without. Several threads, and
 * several kits, may use one folder; it may be deleted while they do.
 */
public final class RasterCache implements AutoCloseable {
  /** Rasters a file; a kill loses at most so many of them. */
  private static final int FILE_BYTES = 32 << 20;

  /** What is left free on the disk, whatever the cache could use. */
  private static final long KEPT_FREE = 256L << 20;

  private final Path folder;
  private final Consumer<String> notice;
  private final AtomicBoolean writable = new AtomicBoolean(true);
  private final Map<String, Drawer> drawers = new ConcurrentHashMap<>();

  /** Rasters of a transform: those on disk, and those about to be. */
  private static final class Drawer {
    private final RasterShelf shelf;
    private Map<ByteBuffer, Raster> pending = new LinkedHashMap<>();

    Drawer(RasterShelf shelf) {
      this.shelf = shelf;
    }

    synchronized Raster pending(ByteBuffer key) {
      return pending.get(key);
    }

    /** Adds a raster; gives back what is to be written now, which may be nothing. */
    synchronized Map<ByteBuffer, Raster> add(ByteBuffer key, Raster raster) {
      pending.put(key, raster);
      return (long) pending.size() * shelf.recordBytes() >= FILE_BYTES ? drain() : Map.of();
    }

    synchronized Map<ByteBuffer, Raster> drain() {
      Map<ByteBuffer, Raster> full = pending;
      pending = new LinkedHashMap<>();
      return full;
    }
  }

  /**
   * @param folder made when something is first written, usually {@code rasters} in the kit's folder
   * @param notice hears what is about to be written, and, once, why nothing is
   */
  public RasterCache(Path folder, Consumer<String> notice) {
    this.folder = folder.toAbsolutePath().normalize();
    this.notice = notice;
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  private Drawer drawer(RasterTransform t) {
    return drawers.computeIfAbsent(
        t.width() + "x" + t.height() + " " + t.id(),
        name -> new Drawer(new RasterShelf(folder, t.id(), t.width(), t.height())));
  }

  /** Whether a raster is there; it may still turn out to be damaged. */
  public boolean has(String sha256, RasterTransform transform) {
    return drawer(transform).shelf.has(RasterShelf.key(sha256));
  }

  /** Says something to whoever watches. */
  public void notice(String text) {
    notice.accept(text);
  }

  /** How many bytes so many rasters take on disk. */
  public long bytes(RasterTransform transform, int count) {
    return (long) count * drawer(transform).shelf.recordBytes();
  }

  /**
   * A raster, from the cache or made now and kept.
   *
   * @param sha256 the hash of the file that it is made from
   * @param transform what is done to it
   * @param original gives the decoded file; called only if the cache has no raster, on this thread
   * @return a raster of the transform's size; its array is the caller's own
   * @throws RuntimeException what {@code original} threw
   * @throws IllegalArgumentException if the transform gives another size than it says
   */
  public Raster get(String sha256, RasterTransform transform, Supplier<Raster> original) {
    Drawer drawer = drawer(transform);
    ByteBuffer key = RasterShelf.key(sha256);
    Raster found = drawer.shelf.find(key);
    if (found != null) {
      return found;
    }
    Raster pending = drawer.pending(key);
    if (pending != null) {
      return copy(pending);
    }
    Raster made = transform.operation().apply(original.get());
    if (made.width() != transform.width() || made.height() != transform.height()) {
      throw new IllegalArgumentException(
          transform.id() + " gave " + made.width() + "x" + made.height() + " pixels");
    }
    if (writable.get()) {
      write(drawer, drawer.add(key, copy(made)));
    }
    return made;
  }

  private static Raster copy(Raster raster) {
    return new Raster(raster.width(), raster.height(), raster.rgb().clone());
  }

  private void write(Drawer drawer, Map<ByteBuffer, Raster> rasters) {
    if (rasters.isEmpty() || !writable.get()) {
      return;
    }
    try {
      requireSpace((long) rasters.size() * drawer.shelf.recordBytes());
      try {
        drawer.shelf.put(rasters);
      } catch (UserError e) {
        if (!(e.getCause() instanceof NoSuchFileException)) {
          throw e;
        }
        // Somebody deleted the folder while it was written to; it is made anew.
        drawer.shelf.put(rasters);
      }
    } catch (UserError e) {
      if (writable.getAndSet(false)) {
        notice.accept("no cache of images: " + e.getMessage() + " (results are the same without)");
      }
    }
  }

  private void requireSpace(long bytes) {
    try {
      Path there = folder;
      while (there != null && !Files.isDirectory(there)) {
        there = there.getParent();
      }
      long free = there == null ? Long.MAX_VALUE : Files.getFileStore(there).getUsableSpace();
      if (free < bytes + KEPT_FREE) {
        throw new UserError(
            folder + " has " + free + " bytes free, and 256 MiB are left to others; free some");
      }
    } catch (IOException e) {
      // Then the writing itself will tell.
    }
  }

  /** Writes what is not yet on disk. */
  public void flush() {
    drawers.values().forEach(drawer -> write(drawer, drawer.drain()));
  }

  /** Writes what is not yet on disk. */
  @Override
  public void close() {
    flush();
  }
}
