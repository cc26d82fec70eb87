package org.leukokit.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a data set consists of, before any image is at hand: names, hashes, labels, subjects. Read
 * from a Croissant description (JSON-LD) and the table (CSV) that it names.
 *
 * @param info who made it and what may be done with it
 * @param usage the terms of use beside the licence
 * @param archives zips by hash in which a mirror may hold the images, entries named like {@link
 *     Cell#file()}, or like it but for the format
 * @param cells the cells, ordered by id
 */
public record Manifest(
    DatasetInfo info, String usage, List<Archive> archives, List<ManifestCell> cells) {
  /**
   * A zip that holds images.
   *
   * @param name for people, such as {@code cnmc2019-sample.zip}
   * @param sha256 of the whole zip
   * @param parts the parts whose cells it holds; empty: all
   */
  public record Archive(String name, String sha256, List<String> parts) {
    /** Checks the hash's form. */
    public Archive {
      Objects.requireNonNull(name, "name");
      Sha256.require(sha256);
      parts = List.copyOf(parts);
    }

    /** Whether it holds the cells of a part. */
    boolean holds(String part) {
      return parts.isEmpty() || parts.contains(part);
    }
  }

  /**
   * A cell and the size of its file.
   *
   * @param cell the cell
   * @param bytes the exact size of its image file, at least 1
   */
  public record ManifestCell(Cell cell, int bytes) {}

  /** Copies both lists. */
  public Manifest {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(usage, "usage");
    archives = List.copyOf(archives);
    cells = List.copyOf(cells);
  }

  /** The data sets whose manifests come with the kit: the names for {@code --data}. */
  public static List<String> known() {
    return List.of("cnmc2019", "cnmc2019-sample", "cnmc2019-two-folds");
  }

  /**
   * Reads a manifest that comes with the kit.
   *
   * @param name one of {@link #known()}
   * @throws IllegalArgumentException if there is none of this name
   */
  public static Manifest named(String name) {
    if (!known().contains(name)) {
      throw new IllegalArgumentException("no manifest " + name + "; there are " + known());
    }
    return ManifestReader.read(ManifestFiles.ofKit(), name + ".json");
  }

  /**
   * Reads a manifest of the user's; the table must lie beside it.
   *
   * @throws org.leukokit.base.UserError if a file is missing, unreadable or wrong, naming file and
   *     line
   */
  public static Manifest read(Path json) {
    Path file = json.toAbsolutePath();
    return ManifestReader.read(ManifestFiles.in(file.getParent()), file.getFileName().toString());
  }
}
