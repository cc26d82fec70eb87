package org.leukokit.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Clears away what killed processes left in the kit's folder: files written aside ({@code
 * .NAME.PID-N.tmp}) that are older than a day and whose process is gone, and parts of fetched files
 * that nobody has gone on with for thirty days. What is in use stays, however old.
 */
public final class Sweep {
  private static final Pattern ASIDE = Pattern.compile("\\..+\\.(\\d{1,18})-\\d+\\.tmp");
  private static final Duration STALE = Duration.ofDays(1);
  private static final Duration FORGOTTEN = Duration.ofDays(30);
  private static final int DEPTH = 3;

  private Sweep() {}

  /**
   * Deletes what is stale.
   *
   * @param home the kit's folder; nothing happens if it isn't there or can't be written
   * @param now the present time
   * @return what was deleted
   */
  public static List<Path> clear(Path home, Instant now) {
    List<Path> deleted = new ArrayList<>();
    for (String folder :
        new String[] {"sha256", "partial", "fetched", "own", "features", "rasters"}) {
      try {
        Files.walkFileTree(
            home.resolve(folder), java.util.Set.of(), DEPTH, new Visitor(now, deleted));
      } catch (IOException e) {
        // What can't be looked into is left as it is.
      }
    }
    return deleted;
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Instant now;
    private final List<Path> deleted;

    Visitor(Instant now, List<Path> deleted) {
      this.now = now;
      this.deleted = deleted;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Duration age = Duration.between(attributes.lastModifiedTime().toInstant(), now);
      String name = file.getFileName().toString();
      Matcher aside = ASIDE.matcher(name);
      boolean stale =
          aside.matches()
              ? age.compareTo(STALE) > 0 && !isAlive(aside.group(1))
              : name.endsWith(".part") && age.compareTo(FORGOTTEN) > 0 && !isLocked(file);
      try {
        if (stale && Files.deleteIfExists(file)) {
          deleted.add(file);
        }
      } catch (IOException e) {
        // Another time.
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }

  private static boolean isAlive(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).isPresent();
  }

  private static boolean isLocked(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (IOException | OverlappingFileLockException e) {
      return true;
    }
  }
}
