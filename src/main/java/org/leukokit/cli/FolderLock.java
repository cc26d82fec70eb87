package org.leukokit.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.UserError;

/**
 * Keeps two commands from writing one report at a time. The lock goes with its process, however
 * that ends.
 */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @param folder made if it is not there
   * @throws UserError if another command has the lock or the folder can't be written
   */
  static FolderLock take(Path folder) {
    Path file = folder.resolve(".lock");
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new FolderLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Another command in this process; told below.
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
    throw new UserError(
        "another leukokit is writing to " + folder + "; wait for it, or name another --out");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The process ends the lock in any case.
    }
  }
}
