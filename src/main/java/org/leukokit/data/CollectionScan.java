package org.leukokit.data;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Manifest.ManifestCell;

/**
 * Goes through every file of a folder, zip, zips in a folder or zips in zips, and says what of a
 * collection is there. Files are known by name and hash wherever they lie, so it does not matter
 * which of the public layouts a copy has; an image that no hash knows is known by its pixels, so it
 * does not matter in which lossless format a copy is kept either. Nothing is written there.
 */
public final class CollectionScan implements AutoCloseable {
  private final Manifest manifest;
  private final Trove trove;
  private final Map<TroveItem, List<String>> hashes = new ConcurrentHashMap<>();
  private final Set<TroveItem> byPixels = ConcurrentHashMap.newKeySet();
  private final Set<TroveItem> lossyImages = ConcurrentHashMap.newKeySet();
  private final Map<String, TroveItem> places = new HashMap<>();
  private final Set<TroveItem> ofCells = new HashSet<>();
  private final Set<String> changedCells = new HashSet<>();
  private final List<String> changed = new ArrayList<>();
  private final List<String> converted = new ArrayList<>();
  private final List<String> lossy = new ArrayList<>();
  private final List<String> renamed = new ArrayList<>();
  private final List<String> duplicated = new ArrayList<>();
  private final List<String> extra = new ArrayList<>();
  private final Verification result;

  private CollectionScan(Manifest manifest, Trove trove, Progress progress) {
    this.manifest = manifest;
    this.trove = trove;
    long began = System.nanoTime();
    Map<String, List<ManifestCell>> named = new HashMap<>();
    Set<Long> sizes = new HashSet<>();
    for (ManifestCell cell : manifest.cells()) {
      String key = key(cell.cell().file());
      named.computeIfAbsent(key, k -> new ArrayList<>()).add(cell);
      named.computeIfAbsent(PixelIdentity.stem(key), k -> new ArrayList<>()).add(cell);
      sizes.add((long) cell.bytes());
    }
    // Of another size than every cell, it is no file of the collection's, whatever its hash.
    long read =
        hash(trove.items().stream().filter(i -> sizes.contains(i.size())).toList(), progress);
    PixelIdentity identity = new PixelIdentity(manifest.cells());
    List<TroveItem> images =
        trove.items().stream()
            .filter(i -> FolderCells.isImage(i) && hashesOf(i).stream().noneMatch(identity::knows))
            .toList();
    read += look(images, identity, progress);
    List<TroveItem> unnamed = byName(named);
    byHash(unnamed, named);
    result = result(read, images.size(), (System.nanoTime() - began) / 1e9);
  }

  /**
   * Goes through a place.
   *
   * @param manifest the collection
   * @param place a folder or zip
   * @param home the kit's folder; zips in zips are unpacked there for as long as this is open
   * @param progress hears of every file hashed
   * @throws UserError if it can't be listed, or holds a zip that is refused
   */
  public static CollectionScan of(Manifest manifest, Path place, Path home, Progress progress) {
    Trove trove = Trove.openAll(place, Scratch.in(home));
    try {
      return new CollectionScan(manifest, trove, progress);
    } catch (RuntimeException e) {
      trove.close();
      throw e;
    }
  }

  /** What was found. */
  public Verification result() {
    return result;
  }

  /** The images that have neither a cell's bytes nor its pixels, by their paths, to look at. */
  public List<ImageFiles.Item> strangers() {
    return trove.items().stream()
        .filter(item -> FolderCells.isImage(item) && !ofCells.contains(item))
        .map(item -> new ImageFiles.Item(item.path(), item.described(), item))
        .toList();
  }

  /** The collection. */
  public Manifest manifest() {
    return manifest;
  }

  /** Where each cell is that was found, by id. */
  Map<String, TroveItem> places() {
    return places;
  }

  /** Whether a file is a cell by its pixels and has other bytes than the collection's file. */
  boolean isConverted(TroveItem item) {
    return byPixels.contains(item);
  }

  /** Lets go of zips. */
  @Override
  public void close() {
    trove.close();
  }

  private long hash(List<TroveItem> items, Progress progress) {
    AtomicLong bytes = new AtomicLong();
    try (Progress.Task task = progress.start("hashing files", items.size())) {
      items.parallelStream()
          .forEach(
              item -> {
                try {
                  hashes.put(item, List.of(item.sha256()));
                } catch (UserError e) {
                  // What can't be read is told as changed.
                  hashes.put(item, List.of());
                }
                bytes.addAndGet(item.size());
                task.step();
              });
    }
    return bytes.get();
  }

  /** Decodes images and knows cells by their pixels. */
  private long look(List<TroveItem> images, PixelIdentity identity, Progress progress) {
    AtomicLong bytes = new AtomicLong();
    try (Progress.Task task = progress.start("comparing pixels", images.size())) {
      images.parallelStream()
          .forEach(
              item -> {
                PixelIdentity.Found found = identity.of(item);
                if (!found.hashes().isEmpty()) {
                  hashes.put(item, found.hashes());
                  byPixels.add(item);
                } else if (!found.lossless()) {
                  lossyImages.add(item);
                }
                bytes.addAndGet(item.size());
                task.step();
              });
    }
    return bytes.get();
  }

  /** Takes what name and hash say alike, the collection's own files first; returns the others. */
  private List<TroveItem> byName(Map<String, List<ManifestCell>> named) {
    List<TroveItem> rest = new ArrayList<>();
    for (boolean pixels : new boolean[] {false, true}) {
      for (TroveItem item : trove.items()) {
        if (byPixels.contains(item) == pixels) {
          String key = pixels ? PixelIdentity.stem(item.path()) : key(item.path());
          named.getOrDefault(key, List.of()).stream()
              .map(ManifestCell::cell)
              .filter(c -> hashesOf(item).contains(c.sha256()))
              .findFirst()
              .ifPresentOrElse(c -> take(item, c), () -> rest.add(item));
        }
      }
    }
    return rest;
  }

  /** A file is one cell's: a copy with one of two identical files has one of the two cells. */
  private void byHash(List<TroveItem> rest, Map<String, List<ManifestCell>> named) {
    Map<String, Deque<Cell>> missing = new HashMap<>();
    Map<String, Cell> first = new HashMap<>();
    for (ManifestCell cell : manifest.cells()) {
      first.putIfAbsent(cell.cell().sha256(), cell.cell());
      if (!places.containsKey(cell.cell().id())) {
        missing.computeIfAbsent(cell.cell().sha256(), h -> new ArrayDeque<>()).add(cell.cell());
      }
    }
    List<TroveItem> unknown = new ArrayList<>();
    for (TroveItem item : rest) {
      Optional<Deque<Cell>> cells =
          hashesOf(item).stream()
              .map(h -> missing.getOrDefault(h, new ArrayDeque<>()))
              .filter(d -> !d.isEmpty())
              .findFirst();
      Optional<Cell> known =
          hashesOf(item).stream().map(first::get).filter(Objects::nonNull).findFirst();
      if (cells.isPresent()) {
        Cell cell = cells.get().remove();
        renamed.add(equal(item, cell));
        take(item, cell);
      } else if (known.isPresent()) {
        duplicated.add(equal(item, known.get()));
        ofCells.add(item);
      } else {
        unknown.add(item);
      }
    }
    unknown.forEach(item -> unknown(item, named));
  }

  /** A file that is no cell: perhaps it should have been one. */
  private void unknown(TroveItem item, Map<String, List<ManifestCell>> named) {
    String key = key(item.path());
    String path = Lists.printable(item.path());
    if (named.containsKey(key)) {
      changed.add(path);
      changedCells.add(nearest(item, named.get(key)).id());
    } else if (FolderCells.isImage(item) && named.containsKey(PixelIdentity.stem(key))) {
      Cell cell = nearest(item, named.get(PixelIdentity.stem(key)));
      if (lossyImages.contains(item)) {
        lossy.add(path + " ~ " + cell.id());
      } else if (places.containsKey(cell.id())) {
        // Beside the cell itself, such as a mask of it.
        extra.add(path);
      } else {
        changed.add(path);
        changedCells.add(cell.id());
      }
    } else {
      extra.add(path);
    }
  }

  private void take(TroveItem item, Cell cell) {
    ofCells.add(item);
    if (places.putIfAbsent(cell.id(), item) != null) {
      duplicated.add(equal(item, cell));
    } else if (byPixels.contains(item)) {
      converted.add(equal(item, cell));
    }
  }

  /** 1.bmp stands in two parts: the one whose folders the file's path has most of is meant. */
  private static Cell nearest(TroveItem item, List<ManifestCell> cells) {
    ManifestCell best = cells.get(0);
    int most = -1;
    for (ManifestCell cell : cells) {
      Set<String> folders = new HashSet<>(List.of(folded(cell.cell().file()).split("/")));
      folders.retainAll(new HashSet<>(List.of(folded(item.path()).split("/"))));
      int same = 2 * folders.size() + (cell.bytes() == item.size() ? 1 : 0);
      if (same > most) {
        most = same;
        best = cell;
      }
    }
    return best.cell();
  }

  private Verification result(long bytes, int decoded, double seconds) {
    Map<String, int[]> counts = new TreeMap<>();
    Map<String, List<Set<String>>> subjects = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    Map<String, Cell> first = new HashMap<>();
    List<String> within = new ArrayList<>();
    List<String> across = new ArrayList<>();
    for (ManifestCell known : manifest.cells()) {
      Cell cell = known.cell();
      boolean here = places.containsKey(cell.id());
      int[] count = counts.computeIfAbsent(cell.part(), p -> new int[2]);
      List<Set<String>> persons =
          subjects.computeIfAbsent(cell.part(), p -> List.of(new TreeSet<>(), new TreeSet<>()));
      count[1]++;
      if (here) {
        count[0]++;
        Cell twin = first.putIfAbsent(cell.sha256(), cell);
        if (twin != null) {
          (twin.label() == cell.label() ? within : across).add(twin.id() + " = " + cell.id());
        }
      } else if (!changedCells.contains(cell.id())) {
        missing.add(cell.id());
      }
      if (!cell.subject().isEmpty()) {
        persons.get(1).add(cell.subject());
        if (here) {
          persons.get(0).add(cell.subject());
        }
      }
    }
    List<Verification.Part> parts = new ArrayList<>();
    counts.forEach(
        (name, count) ->
            parts.add(
                new Verification.Part(
                    name,
                    count[0],
                    count[1],
                    subjects.get(name).get(0).size(),
                    subjects.get(name).get(1).size())));
    return new Verification(
        manifest.info().name(),
        parts,
        sorted(changed),
        missing,
        sorted(converted),
        sorted(lossy),
        sorted(renamed),
        sorted(duplicated),
        within,
        across,
        sorted(extra),
        trove.dangling().stream().map(Lists::printable).toList(),
        bytes,
        decoded,
        seconds);
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted().toList();
  }

  private List<String> hashesOf(TroveItem item) {
    return hashes.getOrDefault(item, List.of());
  }

  private static String equal(TroveItem item, Cell cell) {
    return Lists.printable(item.path()) + " = " + cell.id();
  }

  private static String key(String path) {
    return folded(path.substring(path.lastIndexOf('/') + 1));
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
