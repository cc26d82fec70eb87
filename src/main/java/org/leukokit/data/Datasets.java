package org.leukokit.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
      return ManifestDataset.open(Manifest.named(nameOrPath), options);
    }
    try {
      Path path = Path.of(nameOrPath);
      if (!nameOrPath.isBlank() && Files.exists(path)) {
        return FolderDataset.open(path, options);
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
}
