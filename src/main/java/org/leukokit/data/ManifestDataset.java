package org.leukokit.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Manifest.Archive;
import org.leukokit.data.Manifest.ManifestCell;
import org.leukokit.image.Raster;

/**
 * The cells of a manifest with their images, found by hash: in a copy of the collection that the
 * user names, in the zips that the manifest names, or one by one in the store and its mirrors.
 *
 * <p>Images are read when they are asked for, and each is hashed again every time before it is
 * decoded.
 */
public final class ManifestDataset extends KnownCells implements AutoCloseable {
  private final List<Cell> missing;
  private final List<String> warnings;
  private final Map<String, ManifestCell> wanted = new HashMap<>();
  private final Map<String, TroveItem> places;
  private final List<Trove> troves;

  private ManifestDataset(
      Manifest manifest, Map<String, TroveItem> places, List<Trove> troves, String warning) {
    super(info(manifest, places.keySet()), cells(manifest, places::containsKey));
    this.places = places;
    this.troves = troves;
    manifest.cells().forEach(cell -> wanted.put(cell.cell().id(), cell));
    missing = cells(manifest, id -> !places.containsKey(id));
    warnings = missing.isEmpty() ? List.of() : List.of(warning);
  }

  private static List<Cell> cells(Manifest manifest, Predicate<String> kept) {
    return manifest.cells().stream()
        .map(ManifestCell::cell)
        .filter(c -> kept.test(c.id()))
        .toList();
  }

  private static DatasetInfo info(Manifest manifest, Set<String> here) {
    DatasetInfo whole = manifest.info();
    int cells = cells(manifest, here::contains).size();
    return cells == manifest.cells().size()
        ? whole
        : whole.withTitle(whole.title() + " (" + cells + " of these at hand)");
  }

  /**
   * Opens a manifest's data set.
   *
   * @throws UserError if no image is at hand, or some are missing and {@link
   *     DatasetOptions#partial()} does not allow it, saying how many of how many and which; or if a
   *     file of the store has a wrong hash
   */
  public static ManifestDataset open(Manifest manifest, DatasetOptions options) {
    Map<String, TroveItem> places = new HashMap<>();
    List<Trove> troves = new ArrayList<>();
    Set<String> altered = new TreeSet<>();
    try {
      if (options.images().isPresent()) {
        Trove copy = Trove.openAll(options.images().get(), Scratch.in(options.store().home()));
        troves.add(copy);
        CellFinder finder = new CellFinder(copy, options.progress());
        places.putAll(finder.find(manifest.cells()));
        altered.addAll(finder.altered());
      }
      for (Archive archive : manifest.archives()) {
        if (places.size() < manifest.cells().size()) {
          addArchive(manifest, archive, options.store(), places, troves);
        }
      }
      addFiles(manifest, options, places);
      altered.removeAll(places.keySet());
      String shortfall = shortfall(manifest, options, places, altered);
      if (places.isEmpty() || (places.size() < manifest.cells().size() && !options.partial())) {
        throw new UserError(shortfall);
      }
      return new ManifestDataset(manifest, places, troves, shortfall);
    } catch (RuntimeException e) {
      troves.forEach(Trove::close);
      throw e;
    }
  }

  /** Files one by one: imported ones where they lie, then those of the store. */
  private static void addFiles(
      Manifest manifest, DatasetOptions options, Map<String, TroveItem> places) {
    List<Cell> gone = cells(manifest, id -> !places.containsKey(id));
    References references = References.in(options.store().home());
    Map<String, TroveItem> found = new ConcurrentHashMap<>();
    try (Progress.Task task = options.progress().start("looking for cells", gone.size())) {
      gone.parallelStream()
          .forEach(
              cell -> {
                references
                    .locate(cell.sha256())
                    .or(() -> options.store().locate(cell.sha256()))
                    .ifPresent(f -> found.put(cell.id(), TroveItem.file(f)));
                task.step();
              });
    }
    places.putAll(found);
  }

  private static void addArchive(
      Manifest manifest,
      Archive archive,
      Store store,
      Map<String, TroveItem> places,
      List<Trove> troves) {
    Optional<Path> file = store.locate(archive.sha256());
    if (file.isEmpty()) {
      return;
    }
    Trove zip = Trove.open(file.get());
    troves.add(zip);
    Map<String, TroveItem> entries = new HashMap<>();
    Map<String, TroveItem> converted = new HashMap<>();
    for (TroveItem item : zip.items()) {
      entries.put(item.path(), item);
      converted.put(stem(item.path()), item);
    }
    for (ManifestCell cell : manifest.cells()) {
      // The zip's own hash vouches for its entries; each is hashed again when it is read.
      String path = cell.cell().file();
      TroveItem item = entries.get(path);
      if (item == null) {
        item = converted.get(stem(path));
      } else if (item.size() != cell.bytes()) {
        item = null;
      }
      if (item != null) {
        places.putIfAbsent(cell.cell().id(), item);
      }
    }
  }

  private static String stem(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
  }

  private static String shortfall(
      Manifest manifest,
      DatasetOptions options,
      Map<String, TroveItem> places,
      Set<String> altered) {
    String name = manifest.info().name();
    StringBuilder text = new StringBuilder();
    text.append(places.size()).append(" of the ").append(manifest.cells().size());
    text.append(" cells of ").append(name).append(" are at hand");
    options.images().ifPresent(p -> text.append(" (looked in ").append(p).append(')'));
    List<String> gone =
        cells(manifest, id -> !places.containsKey(id)).stream().map(Cell::id).toList();
    text.append("; missing: ").append(Lists.few(gone));
    if (!altered.isEmpty()) {
      text.append("; present with other bytes: ").append(Lists.few(List.copyOf(altered)));
    }
    text.append("; name a whole copy of the collection with --images, or import one");
    text.append(" (leukokit data import PATH), or go on with what is there (--partial)");
    if (!manifest.archives().isEmpty()) {
      text.append(", or set ").append(Mirror.VARIABLE);
      text.append(" or --mirror to a folder that holds ");
      text.append(
          manifest.archives().stream()
              .map(a -> "sha256/" + a.sha256() + " (" + a.name() + ")")
              .collect(Collectors.joining(", ")));
    }
    return text.toString();
  }

  /** The cells of the manifest whose images are not at hand, ordered by id. */
  public List<Cell> missing() {
    return missing;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public Raster read(Cell cell) {
    ManifestCell known = wanted.get(cell.id());
    TroveItem place = places.get(cell.id());
    if (place == null || !known.cell().equals(cell)) {
      throw stranger(cell);
    }
    return CellImages.read(cell, cell.sha256(), place);
  }

  /** Lets go of zips; no image can be read from them afterwards. */
  @Override
  public void close() {
    troves.forEach(Trove::close);
  }
}
