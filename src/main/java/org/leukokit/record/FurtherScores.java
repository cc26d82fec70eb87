package org.leukokit.record;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
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
      Prediction rounded = new Prediction(cell, "original", "", "", fold, false, score, margin);
      score = rounded.score();
      margin = rounded.margin();
    }

    /** As a prediction of a cell of which more is known. */
    public Prediction as(String subject, String group, boolean positive) {
      return new Prediction(cell, "original", subject, group, fold, positive, score, margin);
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
    List<Scored> rows = new ArrayList<>();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = format.parse(new StringReader(text))) {
      if (!parser.getHeaderNames().equals(COLUMNS)) {
        throw new UserError(
            file
                + ": the columns must be "
                + String.join(",", COLUMNS)
                + ", but are "
                + String.join(",", parser.getHeaderNames()));
      }
      for (CSVRecord r : parser) {
        if (r.size() != COLUMNS.size()) {
          throw new IllegalArgumentException(
              r.size() + " fields instead of " + COLUMNS.size() + " for " + r.get(0));
        }
        double margin = r.get(3).isEmpty() ? Double.NaN : Double.parseDouble(r.get(3));
        rows.add(new Scored(r.get(0), r.get(1), Double.parseDouble(r.get(2)), margin));
      }
      return new FurtherScores(rows);
    } catch (IOException | java.io.UncheckedIOException | IllegalArgumentException e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
  }
}
