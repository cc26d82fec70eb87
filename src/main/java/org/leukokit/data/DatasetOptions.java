package org.leukokit.data;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.leukokit.base.Progress;

/**
 * How data sets are opened. Start from {@link #of} and change what differs.
 *
 * @param store where files are found by hash
 * @param images a folder or zip of the user's with a full or partial copy of the collection, in
 *     which the cells of a manifest are looked for first
 * @param partial whether a manifest's data set may be opened although cells are missing
 * @param positive the name of the folder with leukemic cells, in any case
 * @param negative the name of the folder with healthy cells, in any case
 * @param progress hears of hashing that takes long
 */
public record DatasetOptions(
    Store store,
    Optional<Path> images,
    boolean partial,
    String positive,
    String negative,
    Progress progress) {
  /**
   * @throws IllegalArgumentException if the two folders have one name, or one is blank or a path
   */
  public DatasetOptions {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(images, "images");
    Objects.requireNonNull(progress, "progress");
    for (String name : new String[] {positive, negative}) {
      if (name.isBlank() || name.contains("/") || name.contains("\\")) {
        throw new IllegalArgumentException(
            "a class is named by its folder's name, such as all or hem, not '" + name + "'");
      }
    }
    if (positive.equalsIgnoreCase(negative)) {
      throw new IllegalArgumentException("both classes have the folder name " + positive);
    }
  }

  /** Files from the store alone, whole data sets, class folders {@code all} and {@code hem}. */
  public static DatasetOptions of(Store store) {
    return new DatasetOptions(store, Optional.empty(), false, "all", "hem", Progress.NONE);
  }

  /** With a copy of the collection that the user has. */
  public DatasetOptions withImages(Path folderOrZip) {
    return new DatasetOptions(
        store, Optional.of(folderOrZip), partial, positive, negative, progress);
  }

  /** With missing cells allowed, or not. */
  public DatasetOptions withPartial(boolean allowed) {
    return new DatasetOptions(store, images, allowed, positive, negative, progress);
  }

  /** With other names of the class folders. */
  public DatasetOptions withClassFolders(String leukemic, String healthy) {
    return new DatasetOptions(store, images, partial, leukemic, healthy, progress);
  }

  /** With somebody who hears of hashing. */
  public DatasetOptions withProgress(Progress listener) {
    return new DatasetOptions(store, images, partial, positive, negative, listener);
  }
}
