package org.leukokit.split;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.leukokit.data.Label;

/**
 * How much a part of a split holds. Subjects count 0 where they are not known or not asked for.
 *
 * @param leukemicSubjects subjects with leukemic cells
 * @param leukemicCells leukemic cells
 * @param healthySubjects subjects with healthy cells
 * @param healthyCells healthy cells
 */
public record PartSize(
    int leukemicSubjects, int leukemicCells, int healthySubjects, int healthyCells) {
  /**
   * @throws IllegalArgumentException if a number is negative
   */
  public PartSize {
    if (leukemicSubjects < 0 || leukemicCells < 0 || healthySubjects < 0 || healthyCells < 0) {
      throw new IllegalArgumentException("numbers of subjects and cells can't be negative");
    }
  }

  /** The cells of some rows, each counted once, whatever its copies. */
  public static PartSize of(List<Row> rows) {
    int[] subjects = new int[2];
    int[] cells = new int[2];
    for (int c = 0; c < 2; c++) {
      Set<String> ids = new HashSet<>();
      Set<String> names = new HashSet<>();
      for (Row row : rows) {
        if (row.cell().label() == (c == 0 ? Label.LEUKEMIC : Label.HEALTHY)) {
          ids.add(row.cell().id());
          names.add(row.cell().subject());
        }
      }
      names.remove("");
      subjects[c] = names.size();
      cells[c] = ids.size();
    }
    return new PartSize(subjects[0], cells[0], subjects[1], cells[1]);
  }

  /** The subjects with cells of a class. */
  public int subjects(Label label) {
    return label == Label.LEUKEMIC ? leukemicSubjects : healthySubjects;
  }

  /** The cells of a class. */
  public int cells(Label label) {
    return label == Label.LEUKEMIC ? leukemicCells : healthyCells;
  }

  /** All cells. */
  public int cells() {
    return leukemicCells + healthyCells;
  }

  /** For people: {@code 32 + 19 subjects (5,822 + 2,703 cells)}, leukemic first. */
  public String text() {
    String counted = String.format(Locale.ROOT, "%,d + %,d cells", leukemicCells, healthyCells);
    return leukemicSubjects + healthySubjects == 0
        ? counted
        : String.format(
            Locale.ROOT, "%d + %d subjects (%s)", leukemicSubjects, healthySubjects, counted);
  }
}
