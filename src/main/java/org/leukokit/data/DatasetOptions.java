package org.leukokit.data;

import java.nio.file.Path;
import java.util.List;
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
 * @param parts which parts of the data set are opened; empty: all
 * @param own how a folder of the user's tells classes and subjects
 * @param progress hears of hashing that takes long
 */
public record DatasetOptions(
    Store store,
    Optional<Path> images,
    boolean partial,
    List<String> parts,
    OwnData own,
    Progress progress) {
  /** All parts are there. */
  public DatasetOptions {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(images, "images");
    parts = List.copyOf(parts);
    Objects.requireNonNull(own, "own");
    Objects.requireNonNull(progress, "progress");
  }

  /** Files from the store alone, whole data sets, class folders {@code all} and {@code hem}. */
  public static DatasetOptions of(Store store) {
    return new DatasetOptions(
        store, Optional.empty(), false, List.of(), OwnData.CNMC, Progress.NONE);
  }

  /** With a copy of the collection that the user has. */
  public DatasetOptions withImages(Path folderOrZip) {
    return new DatasetOptions(store, Optional.of(folderOrZip), partial, parts, own, progress);
  }

  /** With missing cells allowed, or not. */
  public DatasetOptions withPartial(boolean allowed) {
    return new DatasetOptions(store, images, allowed, parts, own, progress);
  }

  /** With these parts alone. */
  public DatasetOptions withParts(List<String> some) {
    return new DatasetOptions(store, images, partial, some, own, progress);
  }

  /** With another way to tell classes and subjects. */
  public DatasetOptions withOwn(OwnData data) {
    return new DatasetOptions(store, images, partial, parts, data, progress);
  }

  /** With other names of the class folders. */
  public DatasetOptions withClassFolders(String leukemic, String healthy) {
    return withOwn(own.withClassFolders(List.of(leukemic), List.of(healthy)));
  }

  /** With somebody who hears of hashing. */
  public DatasetOptions withProgress(Progress listener) {
    return new DatasetOptions(store, images, partial, parts, own, listener);
  }
}
