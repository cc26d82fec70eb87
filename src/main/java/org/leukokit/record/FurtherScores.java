package org.leukokit.record;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.leukokit.base.Csv;
import org.leukokit.base.UserError;

/**
 * What a method says of cells that stand in no fold, labelled or not, as {@code further.csv} holds
 * it. What is known of the cells stands in the run's {@link CellTable}.
 *
 * @param rows ordered by fold and cell, each (fold, cell) once
 */
public record FurtherScores(List<Scored> rows) {
  private static final List<String> COLUMNS = List.of("cell", "fold", "score", "margin");
  private static final Comparator<Scored> ORDER =
      Comparator.comparing(Scored::fold).thenComparing(Scored::cell);

  /**
   * What the method that was fitted on a fold says of a cell.
   *
   * @param cell the cell's id
   * @param fold the fold
   * @param score 0 to 1, larger for "leukemic"
   * @param margin the score before it was pressed into 0 to 1
   */
  public record Scored(String cell, String fold, double score, double margin) {
    /** Rounds as {@link Prediction} does, so that a written table equals the one in memory. */
    public Scored {
      Prediction rounded =
          new Prediction(cell, Prediction.ORIGINAL, "", "", fold, false, score, margin);
      score = rounded.score();
      margin = rounded.margin();
    }

    /** As a prediction of a cell of which more is known. */
    public Prediction as(String subject, String group, boolean positive) {
      return new Prediction(
          cell, Prediction.ORIGINAL, subject, group, fold, positive, score, margin);
    }
  }

  /**
   * Sorts the rows.
   *
   * @throws IllegalArgumentException if a (fold, cell) comes twice
   */
  public FurtherScores {
    rows = rows.stream().sorted(ORDER).toList();
    for (int i = 1; i < rows.size(); i++) {
      if (ORDER.compare(rows.get(i), rows.get(i - 1)) == 0) {
        throw new IllegalArgumentException(rows.get(i).cell() + " comes twice");
      }
    }
  }

  /** The text of {@code further.csv}. */
  public String toCsv() {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (Scored s : rows) {
      Prediction p = s.as("", "", false);
      csv.append(Csv.field(s.cell())).append(',').append(Csv.field(s.fold())).append(',');
      csv.append(p.scoreText()).append(',').append(p.marginText()).append('\n');
    }
    return csv.toString();
  }

  /**
   * Reads the text of a table.
   *
   * @param file named in errors
   * @throws UserError if the text is not as this class writes it
   */
  public static FurtherScores parse(Path file, String text) {
    List<Scored> rows =
        StrictCsv.parse(
            file,
            text,
            COLUMNS,
            r ->
                new Scored(
                    r.get(0),
                    r.get(1),
                    StrictCsv.number("score", r.get(2)),
                    StrictCsv.numberOrNaN("margin", r.get(3))));
    try {
      return new FurtherScores(rows);
    } catch (IllegalArgumentException e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
  }
}
