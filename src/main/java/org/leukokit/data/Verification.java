package org.leukokit.data;

import java.util.List;
import java.util.Locale;

/**
 * What a folder or zip holds of a collection. Lists name files by their paths below the folder or
 * in the zip, on one line each, ordered.
 *
 * @param collection the collection's name, such as {@code cnmc2019}
 * @param parts how much of each part is there, in the order of their names
 * @param changed files that have the name of a cell and other bytes, or can't be read
 * @param missing ids of cells of which no file is there, not even a changed one
 * @param converted cells whose pixels are there in a file of another kind than the collection's, as
 *     {@code path = id}; they are there
 * @param lossy images that have a cell's name and a lossy format, such as JPEG, whose pixels are
 *     not the cell's, as {@code path ~ id}; the cells count as missing unless they are there as
 *     well
 * @param renamed cells under another name, as {@code path = id}
 * @param duplicated further copies of cells that were found already, as {@code path = id}
 * @param identical cells that are there and have the bytes of another one of their class that is,
 *     each once, as {@code id = id}
 * @param contradicting cells that are there and have the bytes of one of another class, or of none
 * @param extra files that are no cells and carry no cell's name
 * @param dangling links that lead nowhere or in circles, and what is no file
 * @param bytes how many bytes were read
 * @param decoded how many images were looked into because their bytes are not the collection's
 * @param seconds how long that took
 */
public record Verification(
    String collection,
    List<Part> parts,
    List<String> changed,
    List<String> missing,
    List<String> converted,
    List<String> lossy,
    List<String> renamed,
    List<String> duplicated,
    List<String> identical,
    List<String> contradicting,
    List<String> extra,
    List<String> dangling,
    long bytes,
    int decoded,
    double seconds) {
  /**
   * One part of a collection.
   *
   * @param name such as {@code fold_0}
   * @param cells how many of its cells are there
   * @param ofCells how many it has
   * @param subjects how many subjects have a cell there
   * @param ofSubjects how many subjects it has; 0 where they were not published
   */
  public record Part(String name, int cells, int ofCells, int subjects, int ofSubjects) {
    /** Whether every cell is there. */
    public boolean whole() {
      return cells == ofCells;
    }
  }

  /** Copies the lists. */
  public Verification {
    parts = List.copyOf(parts);
    changed = List.copyOf(changed);
    missing = List.copyOf(missing);
    converted = List.copyOf(converted);
    lossy = List.copyOf(lossy);
    renamed = List.copyOf(renamed);
    duplicated = List.copyOf(duplicated);
    identical = List.copyOf(identical);
    contradicting = List.copyOf(contradicting);
    extra = List.copyOf(extra);
    dangling = List.copyOf(dangling);
  }

  /** How many cells are there. */
  public int cells() {
    return parts.stream().mapToInt(Part::cells).sum();
  }

  /** How many cells the collection has. */
  public int ofCells() {
    return parts.stream().mapToInt(Part::ofCells).sum();
  }

  /** Whether every cell of the collection is there. */
  public boolean whole() {
    return cells() == ofCells();
  }

  /** How a message says that lossy copies are there; empty if none is. */
  public String lossyText() {
    return lossy.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "%,d of its images %s a cell's name and a lossy format (JPEG or such), so that %s"
                + " pixels are not the collection's; --data PATH studies %s as a folder of your"
                + " own",
            lossy.size(),
            lossy.size() == 1 ? "has" : "have",
            lossy.size() == 1 ? "its" : "their",
            lossy.size() == 1 ? "it" : "them");
  }

  /** Megabytes (1,000,000 bytes) read a second. */
  public double rate() {
    return seconds > 0 ? bytes / 1e6 / seconds : 0;
  }
}
