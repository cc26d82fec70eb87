package org.leukokit.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/** One file of a folder or entry of a zip; only ever read, and never further than a bound. */
final class TroveItem {
  /** Reads of a megabyte are as fast as any, and so few buffers cost nothing. */
  private static final int BUFFER = 1 << 20;

  private static final ThreadLocal<byte[]> BUFFERS =
      ThreadLocal.withInitial(() -> new byte[BUFFER]);

  /** Opens the bytes. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  private final String path;
  private final String described;
  private final long size;
  private final long crc;
  private final Path file;
  private final Opener opener;

  private TroveItem(String path, String described, long size, long crc, Path file, Opener opener) {
    // macOS hands out decomposed names; one spelling everywhere gives one id everywhere.
    this.path = Normalizer.normalize(path, Normalizer.Form.NFC);
    this.described = Lists.printable(described);
    this.size = size;
    this.crc = crc;
    this.file = file;
    this.opener = opener;
  }

  /** A file. */
  static TroveItem file(String path, Path file, long size) {
    return new TroveItem(path, file.toString(), size, -1, file, () -> Files.newInputStream(file));
  }

  /** A file by itself. */
  static TroveItem file(Path file) {
    return file(file.getFileName().toString(), file, file.toFile().length());
  }

  /**
   * An entry of a zip.
   *
   * @param crc its CRC-32 as the zip states it; -1 where it does not
   */
  static TroveItem entry(String path, String described, long size, long crc, Opener opener) {
    return new TroveItem(path, described, size, crc, null, opener);
  }

  /** Path below the folder or in the zip, with forward slashes, in Unicode's composed form. */
  String path() {
    return path;
  }

  /** The last part of the path. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The size in bytes as the folder or zip states it. */
  long size() {
    return size;
  }

  /** Where it is, for messages: one line. */
  String described() {
    return described;
  }

  /** The file; null for an entry of a zip. */
  Path file() {
    return file;
  }

  /** The bytes as they come, neither bounded nor checked. */
  InputStream stream() throws IOException {
    return opener.open();
  }

  /**
   * The whole content.
   *
   * @param max how many bytes it may have
   * @throws UserError if it has more, is gone, is damaged or can't be read, naming it
   */
  byte[] read(int max) {
    try (InputStream in = opener.open()) {
      // The stated size saves copies; it is only believed within the bound.
      byte[] bytes = size >= 0 && size <= max ? exactly(in, (int) size) : in.readNBytes(max);
      if (in.read() >= 0) {
        throw new UserError(described + " is larger than stated or allowed (" + max + " bytes)");
      }
      if (crc >= 0) {
        CRC32 found = new CRC32();
        found.update(bytes);
        checkCrc(found.getValue());
      }
      return bytes;
    } catch (IOException | IllegalStateException e) {
      throw new UserError("cannot read " + described + ": " + reason(e), e);
    }
  }

  /**
   * The SHA-256 of the content, read in pieces.
   *
   * @throws UserError if it has not the size that it states, is damaged or can't be read
   */
  String sha256() {
    MessageDigest digest = Hashing.newSha256();
    CRC32 found = crc >= 0 ? new CRC32() : null;
    byte[] buffer = BUFFERS.get();
    long left = size;
    try (InputStream in = opener.open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        left -= n;
        if (left < 0) {
          throw new UserError(described + " is larger than stated (" + size + " bytes)");
        }
        digest.update(buffer, 0, n);
        if (found != null) {
          found.update(buffer, 0, n);
        }
      }
      if (found != null) {
        checkCrc(found.getValue());
      }
      return Hashing.hex(digest.digest());
    } catch (IOException | IllegalStateException e) {
      throw new UserError("cannot read " + described + ": " + reason(e), e);
    }
  }

  /** Refuses a content whose checksum is not the one that the zip states, if it states one. */
  void checkCrc(long found) {
    if (crc >= 0 && found != crc) {
      throw new UserError(
          described + " is damaged: its checksum is not the one that the zip states; get it again");
    }
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    byte[] bytes = new byte[size];
    int n = in.readNBytes(bytes, 0, size);
    return n == size ? bytes : Arrays.copyOf(bytes, n);
  }

  /** An exception as messages tell it: one line. */
  static String reason(Exception e) {
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getClass().getSimpleName() + ", " + Lists.printable(e.getMessage());
  }
}
