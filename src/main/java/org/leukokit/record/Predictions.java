package org.leukokit.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.leukokit.base.Csv;
import org.leukokit.base.UserError;

/**
 * All test rows of a run, ordered by fold, cell and version.
 *
 * @param rows at least one row; a (fold, cell, version) stands there once
 */
public record Predictions(List<Prediction> rows) {
  /** The columns of {@code predictions.csv}, in their order. */
  public static final List<String> COLUMNS =
      List.of("cell", "version", "subject", "group", "fold", "truth", "score", "margin");

  private static final Comparator<Prediction> ORDER =
      Comparator.comparing(Prediction::fold)
          .thenComparing(Prediction::cell)
          .thenComparing(Prediction::version);

  /**
   * Sorts the rows.
   *
   * @throws IllegalArgumentException if there is no row, or one row twice
   */
  public Predictions {
    rows = rows.stream().sorted(ORDER).toList();
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a run without predictions");
    }
    for (int i = 1; i < rows.size(); i++) {
      Prediction p = rows.get(i);
      if (ORDER.compare(rows.get(i - 1), p) == 0) {
        throw new IllegalArgumentException(
            p.cell() + " (" + p.version() + ") is predicted twice in " + p.fold());
      }
    }
  }

  /**
   * The rows that are cells and no augmented copies, so that a cell counts once whatever the
   * protocol.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Predictions originals() {
    return new Predictions(rows.stream().filter(Prediction::isOriginal).toList());
  }

  /** The truth of each row, in the order of the rows. */
  public boolean[] truth() {
    boolean[] truth = new boolean[rows.size()];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = rows.get(i).positive();
    }
    return truth;
  }

  /** The score of each row, in the order of the rows. */
  public double[] scores() {
    return rows.stream().mapToDouble(Prediction::score).toArray();
  }

  /**
   * What orders the rows, for ROC curves: the margins where all of them are known, else the scores.
   */
  public double[] ranking() {
    boolean known = rows.stream().noneMatch(p -> Double.isNaN(p.margin()));
    return known ? rows.stream().mapToDouble(Prediction::margin).toArray() : scores();
  }

  /** The group of each row, in the order of the rows; the cell's id where no group is known. */
  public String[] groups() {
    return rows.stream()
        .map(p -> p.group().isEmpty() ? p.cell() : p.group())
        .toArray(String[]::new);
  }

  /** The text of {@code predictions.csv}. */
  public String toCsv() {
    StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    for (Prediction p : rows) {
      csv.append(Csv.field(p.cell())).append(',');
      csv.append(Csv.field(p.version())).append(',');
      csv.append(Csv.field(p.subject())).append(',');
      csv.append(Csv.field(p.group())).append(',');
      csv.append(Csv.field(p.fold())).append(',');
      csv.append(p.positive() ? '1' : '0').append(',');
      csv.append(p.scoreText()).append(',');
      csv.append(p.marginText()).append('\n');
    }
    return csv.toString();
  }

  /**
   * Reads a {@code predictions.csv}.
   *
   * @throws UserError if the file can't be read, lacks a column, or a row is not as the schema
   *     says; the message names file, line and column
   */
  public static Predictions read(Path file) {
    try {
      return parse(file, Files.readString(file));
    } catch (IOException e) {
      throw new UserError(file + " can't be read as predictions: " + e.getMessage(), e);
    }
  }

  /** As {@link #read}, of a text already in memory; the file is for messages. */
  static Predictions parse(Path file, String text) {
    List<Prediction> rows = StrictCsv.parse(file, text, COLUMNS, Predictions::row);
    try {
      return new Predictions(rows);
    } catch (IllegalArgumentException e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
  }

  private static Prediction row(CSVRecord r) {
    String truth = r.get(5);
    if (!truth.equals("0") && !truth.equals("1")) {
      throw new IllegalArgumentException("truth must be 0 or 1, was '" + truth + "'");
    }
    return new Prediction(
        r.get(0),
        r.get(1),
        r.get(2),
        r.get(3),
        r.get(4),
        truth.equals("1"),
        StrictCsv.number("score", r.get(6)),
        StrictCsv.numberOrNaN("margin", r.get(7)));
  }
}
