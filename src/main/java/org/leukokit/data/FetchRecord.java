package org.leukokit.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.UserError;

/**
 * Remembers the SHA-256 that a file had when it first came, at {@code HOME/fetched/NAME.txt}, for
 * files whose publishers name none: a change later on is then refused instead of taken for the
 * file.
 */
final class FetchRecord {
  private static final String SCHEMA = "leukokit-fetched/1";

  private FetchRecord() {}

  /** The SHA-256 that the manifest states, else the recorded one. */
  static Optional<String> sha256(WeightsEntry entry, Store store) {
    return entry.sha256().or(() -> recorded(entry.name(), store));
  }

  /**
   * The recorded SHA-256.
   *
   * @throws UserError if there is a record that can't be read
   */
  static Optional<String> recorded(String name, Store store) {
    Path file = file(name, store);
    try {
      // Two short lines; whatever is larger is none of ours.
      if (Files.size(file) > 1000) {
        throw damaged(file, null);
      }
      List<String> lines = Files.readAllLines(file);
      if (lines.size() != 2 || !lines.get(0).equals(SCHEMA) || !Sha256.isValid(lines.get(1))) {
        throw damaged(file, null);
      }
      return Optional.of(lines.get(1));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // A home that is a file or can't be looked into holds no records.
      if (Files.isRegularFile(file)) {
        throw damaged(file, e);
      }
      return Optional.empty();
    }
  }

  /**
   * Records a SHA-256, or compares it with the recorded one.
   *
   * @throws UserError if another one is recorded
   */
  static void require(String name, String sha256, Store store) {
    Optional<String> before = recorded(name, store);
    if (before.isEmpty()) {
      AtomicFiles.write(file(name, store), SCHEMA + "\n" + sha256 + "\n");
    } else if (!before.get().equals(sha256)) {
      throw new UserError(
          name
              + " has the sha256 "
              + sha256
              + ", but had "
              + before.get()
              + " when it first came: its publisher has changed it, or somebody else has; to take"
              + " the new one for it, delete "
              + file(name, store));
    }
  }

  private static Path file(String name, Store store) {
    return store.home().resolve("fetched").resolve(name + ".txt");
  }

  private static UserError damaged(Path file, IOException cause) {
    return new UserError(
        file + " is no record of a fetched file; delete it and fetch the file again", cause);
  }
}
