package org.leukokit.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.leukokit.base.UserError;

/**
 * The checkpoints of one training: the last two are kept, so that a damaged file leaves the one
 * before.
 */
final class Checkpoints {
  private static final int KEPT = 2;
  private static final Pattern NAME = Pattern.compile("checkpoint-\\d{12}\\.bin");

  private final CheckpointFolder place;
  private final String identity;
  private long lastNanos = System.nanoTime();

  /**
   * @param identity the digest of everything that decides the weights
   */
  Checkpoints(CheckpointFolder place, String identity) {
    this.place = place;
    this.identity = identity;
  }

  /** Whether the time for one within an epoch has come. */
  boolean due() {
    return place.everySeconds() > 0
        && (System.nanoTime() - lastNanos) / 1e9 >= place.everySeconds();
  }

  /** Leaves a checkpoint and removes the oldest. */
  void write(TrainState state, Model model) {
    String name = String.format(Locale.ROOT, "checkpoint-%012d.bin", state.step);
    CheckpointFile.write(place.folder().resolve(name), identity, state, model);
    List<Path> files = files();
    for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
      try {
        Files.deleteIfExists(old);
      } catch (IOException e) {
        // It takes room and does no harm.
      }
    }
    lastNanos = System.nanoTime();
  }

  /**
   * Goes on from the newest whole checkpoint.
   *
   * @return whether there was one
   * @throws UserError if one belongs to another training, or all are damaged
   */
  boolean resume(TrainState state, Model model) {
    Optional<Path> damaged = Optional.empty();
    for (Path file : files()) {
      if (CheckpointFile.isWhole(file)) {
        CheckpointFile.read(file, identity, state, model);
        return true;
      }
      damaged = damaged.or(() -> Optional.of(file));
    }
    damaged.ifPresent(
        file -> {
          throw new UserError(
              "the checkpoint "
                  + file
                  + " is damaged and there is none before it; delete it to begin anew");
        });
    return false;
  }

  /** Newest first. */
  private List<Path> files() {
    return in(place.folder());
  }

  /** The checkpoints in a folder, newest first. */
  static List<Path> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> NAME.matcher(f.getFileName().toString()).matches())
          .sorted(Comparator.comparing((Path f) -> f.getFileName().toString()).reversed())
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new UserError("cannot read the checkpoints in " + folder, e);
    }
  }
}
