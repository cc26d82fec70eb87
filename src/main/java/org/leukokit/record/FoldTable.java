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
 * The folds of a run, as {@code folds.csv} holds them: one line a row, with one letter a fold.
 *
 * @param folds the names of the folds, in order
 * @param rows every row that stands in any fold, ordered by cell and version
 */
public record FoldTable(List<String> folds, List<FoldRow> rows) {
  /** The letter of a row that is trained on. */
  public static final char TRAIN = 'T';

  /** The letter of a row by which a method is chosen: epochs, thresholds, ensemble weights. */
  public static final char VALIDATION = 'V';

  /** The letter of a row that is tested on (E as in "evaluation"). */
  public static final char TEST = 'E';

  /** The letter of a row that takes no part. */
  public static final char UNUSED = '-';

  /**
   * What one row does in each fold.
   *
   * @param cell the cell's id
   * @param version {@code original}, or the name of the augmented copy
   * @param content the beginning of the SHA-256 of the cell's image, to tell identical files
   * @param roles one letter a fold, in the order of the folds
   */
  public record FoldRow(String cell, String version, String content, String roles) {
    /** How many hexadecimal digits of the digest are kept. */
    public static final int CONTENT_DIGITS = 16;
  }

  /**
   * Sorts the rows.
   *
   * @throws IllegalArgumentException if a row has another number of letters than there are folds,
   *     or another letter than the four
   */
  public FoldTable {
    folds = List.copyOf(folds);
    rows =
        rows.stream()
            .sorted(Comparator.comparing(FoldRow::cell).thenComparing(FoldRow::version))
            .toList();
    for (FoldRow row : rows) {
      if (row.roles().length() != folds.size() || !onlyRoles(row.roles())) {
        throw new IllegalArgumentException(
            row.cell()
                + " ("
                + row.version()
                + ") has the roles '"
                + row.roles()
                + "', but needs "
                + folds.size()
                + " letters out of T, V, E and -");
      }
    }
  }

  private static boolean onlyRoles(String roles) {
    return roles.chars().allMatch(c -> c == TRAIN || c == VALIDATION || c == TEST || c == UNUSED);
  }

  /** The text of {@code folds.csv}; the last column's name lists the folds. */
  public String toCsv() {
    StringBuilder csv = new StringBuilder("cell,version,content,").append(header()).append('\n');
    for (FoldRow row : rows) {
      csv.append(Csv.field(row.cell())).append(',');
      csv.append(Csv.field(row.version())).append(',');
      csv.append(Csv.field(row.content())).append(',');
      csv.append(row.roles()).append('\n');
    }
    return csv.toString();
  }

  private String header() {
    return Csv.field("roles:" + String.join(" ", folds));
  }

  /**
   * Reads the text of a {@code folds.csv}.
   *
   * @param file where it is from, for messages
   * @param text the text
   * @throws UserError if the file can't be read or is not as the schema says
   */
  static FoldTable parse(Path file, String text) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = format.parse(new StringReader(text))) {
      List<String> columns = parser.getHeaderNames();
      if (columns.size() != 4 || !columns.get(3).startsWith("roles:")) {
        throw new UserError(file + ": the columns must be cell,version,content,roles:<folds>");
      }
      List<String> folds = List.of(columns.get(3).substring("roles:".length()).split(" "));
      List<FoldRow> rows = new ArrayList<>();
      for (CSVRecord r : parser) {
        if (r.size() != 4) {
          throw new UserError(file + ", line " + parser.getCurrentLineNumber() + ": not 4 fields");
        }
        rows.add(new FoldRow(r.get(0), r.get(1), r.get(2), r.get(3)));
      }
      return new FoldTable(folds, rows);
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new UserError(file + " can't be read as folds: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
  }
}
