package org.leukokit.data;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.leukokit.base.UserError;
import org.leukokit.image.Raster;

/**
 * The images of a folder or zip of the user's that has a folder a class, anywhere below it and as
 * often as it likes, such as {@code fold_0/all}. Every file is hashed when the data set is opened,
 * and again whenever its image is read; nothing is written there.
 *
 * <p>Ids are file names; a name that stands more than once gives way to the path below the folders
 * that all images have in common, so a folder and a zip of it have one digest. Names in C-NMC's way
 * ({@code UID_<subject>_<image>_<cell>_<class>}) tell the subject, and with it the group of
 * subjects that share cells; subject and group of any other name are empty, and {@link
 * #unmatched()} lists it. A lossless copy of a cell of C-NMC 2019 in another format has the name
 * and hash of the collection's bitmap, so that it is the same cell in every study. Other files that
 * have the same pixels in other bytes have one hash, the first of theirs, and so are copies of one
 * another wherever copies matter. The part is the path between the common folders and the class
 * folder.
 */
public final class FolderDataset extends KnownCells implements AutoCloseable {
  private final Map<String, TroveItem> places = new HashMap<>();
  private final Map<String, String> twins;
  private final List<String> unmatched;
  private final List<String> outside;
  private final List<String> converted;
  private final List<String> warnings;
  private final Trove trove;

  private FolderDataset(Path place, Trove trove, FolderCells found) {
    super(info(place, found.cells().size()), List.copyOf(found.cells().keySet()));
    this.trove = trove;
    found.cells().forEach((cell, item) -> places.put(cell.id(), item));
    twins = Map.copyOf(found.twins());
    unmatched = List.copyOf(found.unmatched());
    outside = List.copyOf(found.outside());
    converted = found.converted();
    warnings = List.copyOf(found.warnings());
  }

  /**
   * Opens a folder or zip. Where it has no image outside of zips, the zips in it are looked into,
   * too, each like a folder of its name.
   *
   * @throws UserError if it can't be read, or one of the classes has no image
   */
  public static FolderDataset open(Path place, DatasetOptions options) {
    Trove plain = Trove.open(place);
    Trove trove = plain;
    try {
      if (options.own().table().isEmpty()
          ? !FolderCells.any(plain, options.own())
          : plain.items().stream().noneMatch(FolderCells::isImage)) {
        plain.close();
        trove = Trove.openAll(place, Scratch.in(options.store().home()));
      }
      return new FolderDataset(place, trove, FolderCells.of(place, trove, options));
    } catch (RuntimeException e) {
      trove.close();
      throw e;
    }
  }

  private static DatasetInfo info(Path place, int cells) {
    Path last = place.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "folder" : last.toString();
    if (name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
      name = name.substring(0, name.length() - ".zip".length());
    }
    return new DatasetInfo(
        name,
        "images of " + name + ", brought by the user",
        "not known to the kit",
        "not known to the kit",
        false,
        cells);
  }

  /** The images whose names do not tell a subject, by their paths; they are cells all the same. */
  public List<String> unmatched() {
    return unmatched;
  }

  /** The files that are no cells: no images, or images in no class folder; by their paths. */
  public List<String> outside() {
    return outside;
  }

  /**
   * The images that are cells of C-NMC 2019 by their pixels, kept in another lossless format; by
   * their paths. They have the names and hashes of the collection's own files.
   */
  public List<String> converted() {
    return converted;
  }

  /** All cells' images by their ids, to look at; whether one was changed since is not checked. */
  public List<ImageFiles.Item> images() {
    return cells().stream()
        .map(
            cell -> {
              TroveItem item = places.get(cell.id());
              return new ImageFiles.Item(cell.id(), item.described(), item);
            })
        .toList();
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public Raster read(Cell cell) {
    TroveItem place = places.get(cell.id());
    if (place == null) {
      throw stranger(cell);
    }
    return CellImages.read(cell, twins.getOrDefault(cell.id(), cell.sha256()), place);
  }

  /** Lets go of the zip; no image can be read from it afterwards. */
  @Override
  public void close() {
    trove.close();
  }
}
