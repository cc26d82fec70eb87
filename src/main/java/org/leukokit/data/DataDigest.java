package org.leukokit.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import org.leukokit.base.Hashing;

/** The data digest: one number for everything about a set of cells that can change a result. */
public final class DataDigest {
  private DataDigest() {}

  /**
   * SHA-256 over id, image hash, label, subject, group and part of every cell, ordered by id; each
   * text as the length of its UTF-8 bytes (four bytes, highest first) and those bytes. Where a file
   * lies does not count.
   *
   * @param cells the cells in any order
   * @return 64 lower-case hexadecimal digits
   */
  public static String of(List<Cell> cells) {
    MessageDigest digest = Hashing.newSha256();
    for (Cell cell : cells.stream().sorted(Comparator.comparing(Cell::id)).toList()) {
      add(digest, cell.id());
      add(digest, cell.sha256());
      add(digest, cell.label().name());
      add(digest, cell.subject());
      add(digest, cell.group());
      add(digest, cell.part());
    }
    return Hashing.hex(digest.digest());
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
