package org.leukokit.study.network;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.leukokit.data.RasterCache;

/**
 * What a study of networks leaves beside its run folders.
 *
 * @param models the folder of the trained networks, {@code RUNFOLDER/FOLD/} each, see {@link
 *     SavedModel}; empty for keeping none
 * @param rasters where the cells are kept as the networks see them before augmentation, so that
 *     nothing is decoded twice; how much that will be is said to its notice before. Empty for
 *     keeping them in memory alone. Results are the same
 */
public record Keeping(Optional<Path> models, Optional<RasterCache> rasters) {
  /** Run folders alone. */
  public static final Keeping NOTHING = new Keeping(Optional.empty(), Optional.empty());

  /** Checks that nothing is missing. */
  public Keeping {
    Objects.requireNonNull(models, "models");
    Objects.requireNonNull(rasters, "rasters");
  }

  /** Run folders and trained networks. */
  public static Keeping models(Path folder) {
    return new Keeping(Optional.of(folder), Optional.empty());
  }
}
