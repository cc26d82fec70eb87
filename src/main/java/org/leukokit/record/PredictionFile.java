package org.leukokit.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;
import org.leukokit.base.UserNumbers;
import org.leukokit.base.UserTable;
import org.leukokit.base.UserText;

/**
 * The lines of a file of predictions, each checked by itself.
 *
 * @param sha256 the digest of the file
 * @param columns the columns that were read, in the order of {@link ImportOptions#COLUMNS}
 * @param rows the lines, in the file's order
 * @param passedOver what was not read, a clause each
 * @param readings what was understood in a way that has to be said, a clause each
 */
record PredictionFile(
    String sha256,
    List<String> columns,
    List<Line> rows,
    List<String> passedOver,
    List<String> readings) {
  /**
   * A line.
   *
   * @param number where it stands in the file, from 1
   * @param truth empty where the file has none; whole numbers without a fraction
   * @param score NaN where the file has classes only
   * @param label the predicted class, written as the truth is; null where the file has none
   * @param fold empty where the file has none; so are subject and group
   */
  record Line(
      long number,
      String id,
      String truth,
      double score,
      String label,
      String subject,
      String group,
      String fold) {}

  private static final Pattern FOLD = Pattern.compile("[A-Za-z0-9._-]*");
  // A table of numbers with a gap is saved with a fraction everywhere.
  private static final Pattern FRACTION = Pattern.compile("(-?\\d{1,9})\\.0+");
  static final String CURE = "; see 'leukokit help import-predictions' for the columns";

  boolean has(String column) {
    return columns.contains(column);
  }

  /**
   * @throws UserError if the file can't be read, a column is missing, or a line can't be used
   */
  static PredictionFile read(Path file, ImportOptions options) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException | OutOfMemoryError e) {
      String reason = Files.isDirectory(file) ? "it is a folder" : e.getMessage();
      throw new UserError(file + " can't be read: " + reason, e);
    }
    UserText text = UserText.of(file.toString(), bytes);
    Set<String> known = new LinkedHashSet<>();
    ImportOptions.COLUMNS.forEach(column -> known.add(options.column(column)));
    Optional<LabelLines> plain = LabelLines.of(file.toString(), text, known);
    if (plain.isPresent()) {
      return plain.get().asFile(Hashing.sha256Hex(bytes));
    }
    UserTable table = UserTable.of(file.toString(), text, known, PredictionImport.MOST_ROWS);
    return read(file, options, table, Hashing.sha256Hex(bytes));
  }

  private static PredictionFile read(
      Path file, ImportOptions options, UserTable table, String sha256) {
    List<String> columns = columns(file, options, table);
    List<Line> rows = new ArrayList<>();
    Map<String, Long> once = new HashMap<>();
    Map<String, Map<String, Long>> seen = new HashMap<>();
    // A file repeats few truths, subjects and folds: one string each is enough.
    Map<String, String> shared = new HashMap<>();
    UserNumbers scores = new UserNumbers("score");
    Reader reader = new Reader(options, columns, shared, scores);
    table.forEach(
        row -> {
          Line line = reader.line(row);
          Long before =
              (line.fold().isEmpty()
                      ? once
                      : seen.computeIfAbsent(line.fold(), fold -> new HashMap<>()))
                  .putIfAbsent(line.id(), line.number());
          if (before != null) {
            throw new UserError(
                file
                    + ": the id "
                    + line.id()
                    + " stands in lines "
                    + before
                    + " and "
                    + line.number()
                    + "; each cell may be predicted once"
                    + (line.fold().isEmpty()
                        ? ", or once a fold and repetition if columns say which"
                        : " a fold and repetition"));
          }
          rows.add(line);
        });
    if (rows.isEmpty()) {
      throw new UserError(file + " has no row below its header" + CURE);
    }
    List<String> passedOver = new ArrayList<>(table.notes());
    table.others().forEach(column -> passedOver.add("the column " + column));
    List<String> readings = new ArrayList<>(table.readings());
    readings.addAll(scores.notes());
    return new PredictionFile(sha256, columns, List.copyOf(rows), passedOver, readings);
  }

  /** The columns that the file has. */
  private static List<String> columns(Path file, ImportOptions options, UserTable table) {
    List<String> columns = new ArrayList<>();
    for (String column : ImportOptions.COLUMNS) {
      if (table.has(options.column(column))) {
        columns.add(column);
      } else if (options.columns().containsKey(column)) {
        throw missing(file, options.column(column), table, "");
      }
    }
    if (!columns.contains("id")) {
      throw missing(file, "id", table, "");
    }
    if (!columns.contains("score") && !columns.contains("class")) {
      throw missing(file, "score' or 'class", table, "");
    }
    boolean labelsAlone = !columns.contains("score") && table.others().isEmpty();
    if (!columns.contains("truth") && !labelsAlone && !options.withoutTruth()) {
      throw missing(file, "truth", table, ", or add --no-truth if it is not known");
    }
    return columns;
  }

  private static UserError missing(Path file, String column, UserTable table, String also) {
    return new UserError(
        file
            + " has no column '"
            + column
            + "', only "
            + table.heading()
            + "; rename one, or say which it is with --column"
            + also);
  }

  /** Makes lines of rows. */
  private record Reader(
      ImportOptions options, List<String> columns, Map<String, String> shared, UserNumbers scores) {
    Line line(UserTable.Row row) {
      return new Line(
          row.line(),
          filled(row, "id"),
          label(filled(row, "truth")),
          columns.contains("score") ? score(row) : Double.NaN,
          columns.contains("class") ? label(filled(row, "class")) : null,
          one(filled(row, "subject")),
          one(filled(row, "group")),
          one(fold(row)));
    }

    private String fold(UserTable.Row row) {
      String repetition = checked(row, "repetition");
      String fold = checked(row, "fold");
      return repetition.isEmpty() || fold.isEmpty() ? repetition + fold : repetition + "." + fold;
    }

    private String checked(UserTable.Row row, String column) {
      String name = whole(filled(row, column));
      if (!FOLD.matcher(name).matches()) {
        throw row.wrong(
            "the "
                + column
                + " '"
                + name
                + "' may have letters, digits, points, hyphens and underscores only");
      }
      return name;
    }

    private String label(String text) {
      return one(whole(text));
    }

    /** The field of a column; empty if the file does not have the column. */
    private String filled(UserTable.Row row, String column) {
      if (!columns.contains(column)) {
        return "";
      }
      String value = row.text(options.column(column));
      if (value.isEmpty()) {
        throw row.wrong(
            "the "
                + column
                + " is empty; fill it in, or leave the whole column out if it is not known");
      }
      return value;
    }

    private String one(String text) {
      String known = shared.putIfAbsent(text, text);
      return known == null ? text : known;
    }

    private double score(UserTable.Row row) {
      String text = filled(row, "score");
      double score = scores.read(row, text);
      if (!(score >= 0 && score <= 1)) {
        throw row.wrong(
            "the score is "
                + text
                + ", but scores lie in [0, 1]; rescale them so that positive begins at 0.5"
                + (score > 1 && score <= 100 ? ", or add a sign of per cent to each" : ""));
      }
      return score;
    }
  }

  /** A label without the fraction that spreadsheets and data frames give whole numbers. */
  static String whole(String label) {
    var fraction = FRACTION.matcher(label);
    return fraction.matches() ? fraction.group(1) : label;
  }

  /** How many different cells the rows name. */
  int cells() {
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.id()));
    return ids.size();
  }
}
