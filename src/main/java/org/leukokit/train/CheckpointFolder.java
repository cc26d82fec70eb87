package org.leukokit.train;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a training leaves its checkpoints, and finds them again.
 *
 * @param folder its own folder, made when needed
 * @param study what names this training and no other, such as the run's id and the fold
 * @param everySeconds a checkpoint within an epoch once so many seconds have passed since the last;
 *     0 for one an epoch only
 */
public record CheckpointFolder(Path folder, String study, double everySeconds) {
  /**
   * @throws org.leukokit.base.UserError if the seconds are negative
   */
  public CheckpointFolder {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(study, "study");
    Checks.notNegative("the seconds between checkpoints", everySeconds);
  }
}
