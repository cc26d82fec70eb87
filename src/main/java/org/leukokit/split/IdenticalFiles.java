package org.leukokit.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leukokit.data.Cell;

/**
 * Cells of one hash: files that are equal byte for byte, and those of a user's folder that are
 * equal in every pixel. No image is needed. What differs in the header alone in a data set of known
 * hashes is not found: look at the pixels for that, with {@link NearDuplicates}.
 */
public final class IdenticalFiles {
  private IdenticalFiles() {}

  /**
   * Two cells of one file content.
   *
   * @param first the cell whose id comes first
   * @param second the other
   */
  public record Pair(Cell first, Cell second) {
    /** Whether both subjects are known and differ. */
    public boolean crossesSubjects() {
      return !first.subject().isEmpty()
          && !second.subject().isEmpty()
          && !first.subject().equals(second.subject());
    }

    /** Whether the two stand in different parts of the collection. */
    public boolean crossesParts() {
      return !first.part().equals(second.part());
    }
  }

  /**
   * Every pair, ordered by first and second id; n equal files give n (n − 1) / 2 pairs.
   *
   * @param cells the cells; those without a hash have no counterpart
   */
  public static List<Pair> of(List<Cell> cells) {
    Map<String, List<Cell>> byHash = new TreeMap<>();
    for (Cell cell : cells) {
      if (!cell.sha256().isEmpty()) {
        byHash.computeIfAbsent(cell.sha256(), hash -> new ArrayList<>()).add(cell);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    for (List<Cell> equal : byHash.values()) {
      equal.sort(Comparator.comparing(Cell::id));
      for (int i = 0; i < equal.size(); i++) {
        for (int j = i + 1; j < equal.size(); j++) {
          pairs.add(new Pair(equal.get(i), equal.get(j)));
        }
      }
    }
    pairs.sort(
        Comparator.comparing((Pair p) -> p.first().id()).thenComparing(p -> p.second().id()));
    return List.copyOf(pairs);
  }
}
