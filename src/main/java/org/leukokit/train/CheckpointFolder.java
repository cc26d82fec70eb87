package org.leukokit.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.leukokit.base.UserError;

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

  /**
   * Removes the checkpoints, once what the training was for is safe; other files stay.
   *
   * @throws UserError if one can't be removed
   */
  public void delete() {
    for (Path file : Checkpoints.in(folder)) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UserError("cannot delete the checkpoint " + file, e);
      }
    }
  }
}
