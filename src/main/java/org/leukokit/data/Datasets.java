package org.leukokit.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.leukokit.base.UserError;

/** Data sets by what a user writes on the command line. */
public final class Datasets {
  private Datasets() {}

  /**
   * Opens a data set of photographs.
   *
   * @param nameOrPath the name of a manifest that comes with the kit (it goes before a file of this
   *     name; write {@code ./NAME} for the file), a folder, or a zip
   * @param options how
   * @return the data set; close it if it is {@link AutoCloseable} and no longer needed
   * @throws UserError if there is no such name or path, listing the names, or it can't be opened
   */
  public static Dataset open(String nameOrPath, DatasetOptions options) {
    if (Manifest.known().contains(nameOrPath)) {
      return ManifestDataset.open(parts(Manifest.named(nameOrPath), options.parts()), options);
    }
    if (DataCatalog.isDescribed(nameOrPath)) {
      throw new UserError(
          nameOrPath + " can't be opened. " + String.join(" ", DataCatalog.how(nameOrPath)));
    }
    try {
      Path path = Path.of(nameOrPath);
      if (!nameOrPath.isBlank() && Files.exists(path)) {
        return parts(FolderDataset.open(path, options), options.parts());
      }
    } catch (InvalidPathException e) {
      // No path on this machine, so no data set: told below.
    }
    throw new UserError(
        "no data set '"
            + nameOrPath
            + "': name phantom, "
            + String.join(", ", Manifest.known())
            + ", or a folder or zip that exists");
  }

  /** What a manifest says of some parts: the rest need not be at hand. */
  private static Manifest parts(Manifest whole, List<String> parts) {
    if (parts.isEmpty()) {
      return whole;
    }
    requireParts(whole.cells().stream().map(c -> c.cell().part()).toList(), parts);
    DatasetInfo info = whole.info();
    return new Manifest(
        info.withTitle(info.title() + ", " + title(parts)),
        whole.usage(),
        whole.archives(),
        whole.cells().stream().filter(c -> parts.contains(c.cell().part())).toList());
  }

  private static Dataset parts(FolderDataset whole, List<String> parts) {
    if (parts.isEmpty()) {
      return whole;
    }
    requireParts(whole.cells().stream().map(Cell::part).toList(), parts);
    return SomeCells.of(whole, c -> parts.contains(c.part()), title(parts));
  }

  private static String title(List<String> parts) {
    return (parts.size() == 1 ? "part " : "parts ") + String.join(", ", parts);
  }

  private static void requireParts(List<String> found, List<String> wanted) {
    List<String> there = found.stream().distinct().sorted().toList();
    for (String part : wanted) {
      if (!there.contains(part)) {
        throw new UserError(
            "there is no part '" + part + "'; there are " + String.join(", ", there));
      }
    }
  }
}
