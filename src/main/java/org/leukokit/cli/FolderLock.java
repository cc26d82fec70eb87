package org.leukokit.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Strays;
import org.leukokit.base.UserError;

/**
 * Keeps two commands from writing one report at a time. The lock goes with its process, however
 * that ends; a command that ends by itself removes the file, too, and the folders that it made if
 * nothing came of them. Whoever takes the lock removes what killed commands left aside.
 */
final class FolderLock implements AutoCloseable {
  private static final String NAME = ".lock";

  /**
   * Behind what the file holds, so that it can be read by others even where locks keep them out.
   */
  private static final long PLACE = Long.MAX_VALUE - 1;

  private final Path file;
  private final FileChannel channel;
  private final List<Path> madeFolders; // from the innermost on

  private FolderLock(Path file, FileChannel channel, List<Path> madeFolders) {
    this.file = file;
    this.channel = channel;
    this.madeFolders = madeFolders;
  }

  /**
   * @param folder made if it is not there
   * @throws UserError if another command has the lock or the folder can't be written
   */
  static FolderLock take(Path folder) {
    List<Path> made = missing(folder);
    Path file = folder.resolve(NAME);
    try {
      for (int attempt = 0; attempt < 10; attempt++) {
        Files.createDirectories(folder);
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
          FileLock lock = channel.tryLock(PLACE, 1, false);
          if (lock == null) {
            break;
          }
          // Its last owner may have removed it since it was opened; then somebody else's is there.
          if (isStillThere(channel, file)) {
            taken = true;
            Strays.sweep(folder);
            return new FolderLock(file, channel, made);
          }
        } finally {
          if (!taken) {
            channel.close();
          }
        }
      }
    } catch (OverlappingFileLockException e) {
      // Another command in this process; told below.
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
    throw new UserError(
        "another leukokit is writing to " + folder + "; wait for it, or name another --out");
  }

  private static List<Path> missing(Path folder) {
    return Stream.iterate(folder.toAbsolutePath(), Objects::nonNull, Path::getParent)
        .takeWhile(place -> !Files.exists(place))
        .toList();
  }

  private static boolean isStillThere(FileChannel channel, Path file) throws IOException {
    String mark = UUID.randomUUID().toString();
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(mark.getBytes(StandardCharsets.US_ASCII)), 0);
    try {
      return Files.readString(file, StandardCharsets.US_ASCII).equals(mark);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      // While it is locked, so that nobody's but this one is removed.
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Where an open file can't be removed, it stays, and keeps nobody out.
    }
    try {
      channel.close();
      for (Path made : madeFolders) {
        Files.deleteIfExists(made);
      }
    } catch (IOException e) {
      // The process ends the lock in any case; a folder with something in it stays.
    }
  }
}
