package org.leukokit.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import org.leukokit.base.Hashing;

/**
 * The data digest: what identifies a set of cells in a run's address.
 *
 * <p>SHA-256 of one line a cell, ordered by id: {@code id\tsha256\tlabel\tsubject\tgroup\tpart\n}
 * in UTF-8, the label by the name of its constant. Where the images lie is no part of it, so a
 * folder and a zip of the same cells have the same digest.
 */
public final class DataDigest {
  private DataDigest() {}

  /**
   * The digest of the cells, in whatever order they come.
   *
   * @return 64 lower-case hexadecimal digits
   * @throws IllegalArgumentException if two cells have one id, or a text holds a tab or a line
   *     break, since two different sets of cells could then have one digest
   */
  public static String of(List<Cell> cells) {
    List<Cell> ordered = cells.stream().sorted(Comparator.comparing(Cell::id)).toList();
    MessageDigest digest = Hashing.newSha256();
    String previous = null;
    for (Cell cell : ordered) {
      if (cell.id().equals(previous)) {
        throw new IllegalArgumentException("two cells have the id " + previous);
      }
      previous = cell.id();
      String line =
          String.join(
              "\t",
              cell.id(),
              cell.sha256(),
              cell.label().name(),
              cell.subject(),
              cell.group(),
              cell.part());
      if (line.chars().filter(c -> c == '\t').count() != 5
          || line.indexOf('\n') >= 0
          || line.indexOf('\r') >= 0) {
        throw new IllegalArgumentException("a tab or a line break in the cell " + cell.id());
      }
      digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return Hashing.hex(digest.digest());
  }
}
