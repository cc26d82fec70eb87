package org.leukokit.record;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/**
 * The lines of a file of predictions, each checked by itself.
 *
 * @param sha256 the digest of the file
 * @param columns the columns that were read, in the order of {@link ImportOptions#COLUMNS}
 * @param rows the lines, in the file's order
 */
record PredictionFile(String sha256, List<String> columns, List<Line> rows) {
  /**
   * A line.
   *
   * @param number where it stands in the file, from 1
   * @param score NaN where the file has classes only
   * @param label the predicted class; null where the file has none
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
  private static final String CURE = "; see 'leukokit help import-predictions' for the columns";

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
    String text = text(file, bytes);
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = format.parse(new StringReader(text))) {
      Map<String, Integer> places = places(file, options, parser.getHeaderNames());
      List<Line> rows = new ArrayList<>();
      Map<String, Long> seen = new HashMap<>();
      // A file repeats few truths, subjects and folds: one string each is enough.
      Map<String, String> shared = new HashMap<>();
      for (CSVRecord r : parser) {
        if (rows.size() == PredictionImport.MOST_ROWS) {
          throw new UserError(
              file + " has more than " + PredictionImport.MOST_ROWS + " rows; import parts of it");
        }
        long number = parser.getCurrentLineNumber();
        if (r.size() != parser.getHeaderNames().size()) {
          throw new UserError(
              file
                  + ", line "
                  + number
                  + ": "
                  + r.size()
                  + " fields, the header has "
                  + parser.getHeaderNames().size());
        }
        Line line = line(file, number, r, places, shared);
        Long before = seen.putIfAbsent(line.id(), number);
        if (before != null) {
          throw new UserError(
              file
                  + ": the id "
                  + line.id()
                  + " stands in lines "
                  + before
                  + " and "
                  + number
                  + "; each cell may be predicted once");
        }
        rows.add(line);
      }
      if (rows.isEmpty()) {
        throw new UserError(file + " has no row below its header" + CURE);
      }
      return new PredictionFile(
          Hashing.sha256Hex(bytes), List.copyOf(places.keySet()), List.copyOf(rows));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      String reason =
          e instanceof UncheckedIOException u ? u.getCause().getMessage() : e.getMessage();
      throw new UserError(file + " can't be read as comma-separated: " + reason + CURE, e);
    }
  }

  private static String text(Path file, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.startsWith("\uFEFF")) {
        text = text.substring(1);
      }
      if (text.isBlank()) {
        throw new UserError(file + " is empty" + CURE);
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new UserError(file + " is no text in UTF-8; save it as a CSV file in UTF-8", e);
    }
  }

  /** The place of each column that the file has. */
  private static Map<String, Integer> places(
      Path file, ImportOptions options, List<String> header) {
    Map<String, Integer> places = new LinkedHashMap<>();
    for (String column : ImportOptions.COLUMNS) {
      int place = header.indexOf(options.column(column));
      if (place >= 0 && place != header.lastIndexOf(options.column(column))) {
        throw new UserError(
            file + " has two columns '" + options.column(column) + "'; rename or remove one");
      } else if (place >= 0) {
        places.put(column, place);
      } else if (options.columns().containsKey(column)) {
        throw missing(file, options.column(column), header);
      }
    }
    for (String needed : List.of("id", "truth")) {
      if (!places.containsKey(needed)) {
        throw missing(file, needed, header);
      }
    }
    if (!places.containsKey("score") && !places.containsKey("class")) {
      throw missing(file, "score' or 'class", header);
    }
    return places;
  }

  private static UserError missing(Path file, String column, List<String> header) {
    String names = String.join(",", header);
    String shown = names.length() > 120 ? names.substring(0, 120) + "…" : names;
    String cure =
        header.size() == 1 && (names.contains(";") || names.contains("\t"))
            ? "separate the columns with commas"
            : "rename one, or say which it is with --column";
    return new UserError(file + " has no column '" + column + "', only " + shown + "; " + cure);
  }

  private static Line line(
      Path file,
      long number,
      CSVRecord r,
      Map<String, Integer> places,
      Map<String, String> shared) {
    String fold = filled(file, number, r, places, "fold", shared);
    if (!FOLD.matcher(fold).matches()) {
      throw new UserError(
          file
              + ", line "
              + number
              + ": the fold '"
              + fold
              + "' may have letters, digits, points, hyphens and underscores only");
    }
    return new Line(
        number,
        filled(file, number, r, places, "id", null),
        filled(file, number, r, places, "truth", shared),
        places.containsKey("score")
            ? score(file, number, filled(file, number, r, places, "score", null))
            : Double.NaN,
        places.containsKey("class") ? filled(file, number, r, places, "class", shared) : null,
        filled(file, number, r, places, "subject", shared),
        filled(file, number, r, places, "group", shared),
        fold);
  }

  /** The field of a column; empty if the file does not have the column. */
  private static String filled(
      Path file,
      long number,
      CSVRecord r,
      Map<String, Integer> places,
      String column,
      Map<String, String> shared) {
    Integer place = places.get(column);
    if (place == null) {
      return "";
    }
    String value = r.get(place).strip();
    if (value.isEmpty()) {
      throw new UserError(
          file
              + ", line "
              + number
              + ": the "
              + column
              + " is empty; fill it in, or leave the whole column out if it is not known");
    }
    if (shared == null) {
      return value;
    }
    String known = shared.putIfAbsent(value, value);
    return known == null ? value : known;
  }

  private static double score(Path file, long number, String text) {
    double score;
    try {
      score = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UserError(
          file + ", line " + number + ": the score must be a number, was '" + text + "'", e);
    }
    if (!(score >= 0 && score <= 1)) {
      throw new UserError(
          file
              + ", line "
              + number
              + ": the score is "
              + text
              + ", but scores lie in [0, 1]; rescale them so that positive begins at 0.5");
    }
    return score;
  }
}
