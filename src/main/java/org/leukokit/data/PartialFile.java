package org.leukokit.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/**
 * A file that has come in part: {@code HOME/partial/KEY.part}, and beside it what the server said
 * of the whole ({@code KEY.of}: validator and size), so that the rest can be asked for. Locked
 * while it is written; the lock goes with its process, however that ends.
 */
final class PartialFile implements AutoCloseable {
  /**
   * What a server said of the whole file: ETag or date of change, and size; "" and -1 if nothing.
   */
  record Whole(String validator, long bytes) {}

  static final Whole UNKNOWN = new Whole("", -1);

  private final Path part;
  private final Path of;
  private final FileChannel channel;

  private PartialFile(Path part, Path of, FileChannel channel) {
    this.part = part;
    this.of = of;
    this.channel = channel;
  }

  /**
   * Opens or makes the file of an address.
   *
   * @throws UserError if another process or thread has it, or the home can't be written
   */
  static PartialFile open(Path home, String name, String url) {
    Path folder = home.resolve("partial");
    String key = Hashing.sha256Hex(url).substring(0, 32);
    Path part = folder.resolve(key + ".part");
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      // Another process may have finished and moved the file between its opening and its lock.
      if (lock != null && Files.exists(part) && channel.size() == Files.size(part)) {
        return new PartialFile(part, folder.resolve(key + ".of"), channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another thread of this process; told below.
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(part, e);
    }
    closeQuietly(channel);
    throw new UserError("another leukokit is fetching " + name + "; wait until it is done");
  }

  Path path() {
    return part;
  }

  FileChannel channel() {
    return channel;
  }

  long size() throws IOException {
    return channel.size();
  }

  /** What the server said when it began to send. */
  Whole whole() throws IOException {
    if (!Files.isRegularFile(of) || Files.size(of) > 2000) {
      return UNKNOWN;
    }
    List<String> lines = Files.readAllLines(of);
    try {
      return lines.size() == 2 ? new Whole(lines.get(0), Long.parseLong(lines.get(1))) : UNKNOWN;
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }

  /** Throws away what is there: a whole file of this description comes. */
  void begin(Whole whole) throws IOException {
    channel.truncate(0);
    AtomicFiles.write(of, whole.validator() + "\n" + whole.bytes() + "\n");
  }

  /** Gives everything up: the file is of no use. */
  void discard() throws IOException {
    Files.deleteIfExists(of);
    Files.deleteIfExists(part);
  }

  /** Forces what came to the disk. */
  void force() throws IOException {
    channel.force(true);
  }

  /** Forgets the description: the file was moved away. */
  void moved() throws IOException {
    Files.deleteIfExists(of);
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Its content was forced to the disk where that matters.
    }
  }
}
