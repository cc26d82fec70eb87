package org.leukokit.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a killed process leaves aside: files and folders that {@link AtomicFiles#aside} named. Their
 * names say whose they are; those of a process that is gone are removed, nothing else is touched.
 */
public final class Strays {
  /** A dot, the name of what it would have become, the process, and a number. */
  private static final Pattern ASIDE = Pattern.compile("\\..+\\.(\\d{1,18})-\\d+\\.tmp");

  private static final int DEPTH = 5;

  private Strays() {}

  /**
   * Removes what processes that are gone left in a folder and in the folders in it, as far as that
   * can be done: nothing depends on it.
   *
   * @param folder a folder that no other process writes to; links in it are not followed
   * @return how many files and folders were removed
   */
  public static int sweep(Path folder) {
    int swept = 0;
    try (Stream<Path> all = Files.walk(folder, DEPTH)) {
      List<Path> strays = all.filter(Strays::isStray).toList();
      for (Path stray : strays) {
        // One that lies in another goes with it.
        if (Files.exists(stray, LinkOption.NOFOLLOW_LINKS)) {
          Folders.delete(stray);
          swept++;
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // They only take room.
    }
    return swept;
  }

  private static boolean isStray(Path path) {
    Matcher name = ASIDE.matcher(String.valueOf(path.getFileName()));
    return name.matches() && isGone(Long.parseLong(name.group(1)), path);
  }

  /** A process that began after the last write has only the number of the one that wrote. */
  private static boolean isGone(long writer, Path path) {
    Optional<ProcessHandle> process = ProcessHandle.of(writer);
    if (process.isEmpty()) {
      return true;
    }
    try {
      Instant written = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
      // Clocks of file systems are coarse.
      return process.get().info().startInstant().stream()
          .anyMatch(began -> began.isAfter(written.plusSeconds(2)));
    } catch (IOException e) {
      return false;
    }
  }
}
