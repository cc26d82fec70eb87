package org.leukokit.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.ByteSize;
import org.leukokit.base.UserError;

/** Files that live as long as a command: zips that lie in zips. Named after their process. */
final class Scratch {
  private static final AtomicLong COUNTER = new AtomicLong();

  /** Left over for others on the disk. */
  private static final long SPARE = 256L << 20;

  private Scratch() {}

  /** The folder for such files in the kit's. */
  static Path in(Path home) {
    return home.resolve("scratch");
  }

  /**
   * A name for a new file, after what killed processes left behind has been cleared.
   *
   * @param size how large it will be
   * @param what what it is, for messages
   * @throws UserError if the disk has no room for it or the folder can't be made
   */
  static Path file(Path folder, long size, String what) {
    try {
      Files.createDirectories(folder);
      clear(folder);
      long free = Files.getFileStore(folder).getUsableSpace();
      if (size + SPARE > free) {
        throw new UserError(
            what
                + " has "
                + ByteSize.text(size)
                + " and must be unpacked to be read, but "
                + folder
                + " has "
                + ByteSize.text(free)
                + " free; free some, set "
                + KitHome.VARIABLE
                + " to another disk, or unpack it yourself");
      }
      return folder.resolve(
          ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet() + ".zip");
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
  }

  /** Copies an entry of a zip, its size and checksum checked. */
  static void copy(InputStream content, Path target, TroveItem item) throws IOException {
    CheckedInputStream in = new CheckedInputStream(content, new CRC32());
    byte[] buffer = new byte[1 << 16];
    long left = item.size();
    try (OutputStream out = Files.newOutputStream(target)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        left -= n;
        if (left < 0) {
          throw new UserError(item.described() + " is larger than stated; get it again");
        }
        out.write(buffer, 0, n);
      }
    }
    item.checkCrc(in.getChecksum().getValue());
  }

  private static void clear(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*-*.zip")) {
      for (Path file : files) {
        String pid = file.getFileName().toString().split("-", 2)[0];
        if (pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
