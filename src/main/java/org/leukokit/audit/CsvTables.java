package org.leukokit.audit;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.leukokit.base.UserError;

/** Reads a user's table of scores. Cells that are empty or no plain number are skipped. */
public final class CsvTables {
  private static final int MOST_ROWS = 10_000;
  private static final long MOST_BYTES = 10_000_000;
  private static final int LONGEST_NAME = 60;

  private final String file;
  private final List<CSVRecord> records;

  private CsvTables(String file, List<CSVRecord> records) {
    this.file = file;
    this.records = records;
  }

  /**
   * Reads a table.
   *
   * <p>A column is per cent where its heading or a cell has a sign of percent, its heading says so,
   * or a value is above 1; a heading with {@code fraction} is never per cent.
   *
   * @param path the CSV file: UTF-8, a heading line, one row a method
   * @param set the stated class counts
   * @param folds folds over which rows may be means, 1 for none
   * @return the table as a paper of its own
   * @throws UserError if the file can't be read, is no such table, or names no score
   */
  public static AuditedPaper read(Path path, TestSet set, int folds) {
    String file = path.toString();
    List<CSVRecord> records = parse(file, text(path));
    if (records.isEmpty()) {
      throw new UserError(file + " is empty; it needs a heading line and one row a method");
    }
    CsvTables table = new CsvTables(file, records);
    String name = String.valueOf(path.getFileName());
    String stem = name.replaceAll("(?i)\\.csv$", "").replaceAll("[^A-Za-z0-9_-]+", "-");
    AuditedTable audited =
        new AuditedTable(
            "table",
            name,
            "Counts as given on the command line.",
            List.of(set),
            folds,
            table.rows());
    return new AuditedPaper(stem, name, file, List.of(audited), List.of());
  }

  private static String text(Path path) {
    try {
      if (Files.isDirectory(path)) {
        throw new UserError(path + " is a folder; give a CSV file");
      }
      if (!Files.exists(path)) {
        throw new UserError("there is no file " + path + "; check the name");
      }
      if (Files.size(path) > MOST_BYTES) {
        throw new UserError(path + " is larger than 10 MB; a table of scores is not");
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UserError(path + ": not in UTF-8; save it as UTF-8", e);
    } catch (IOException e) {
      throw new UserError(path + " can't be read: " + e.getMessage(), e);
    }
  }

  private static List<CSVRecord> parse(String file, String text) {
    CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();
    List<CSVRecord> records = new ArrayList<>();
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(format).get()) {
      for (CSVRecord row : parser) {
        if (records.size() > MOST_ROWS) {
          throw new UserError(file + " has more than " + MOST_ROWS + " rows; split it");
        }
        if (!records.isEmpty() && row.size() != records.get(0).size()) {
          throw new UserError(
              file
                  + " row "
                  + row.getRecordNumber()
                  + " has "
                  + row.size()
                  + " values, the heading has "
                  + records.get(0).size()
                  + "; quote values with commas in them");
        }
        records.add(row);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new UserError(
          file + " row " + (records.size() + 1) + ": not a CSV table: " + e.getMessage(), e);
    }
    return records;
  }

  private List<PrintedRow> rows() {
    CSVRecord head = records.get(0);
    Map<Integer, Score> scores = scores(head);
    boolean[] percent = new boolean[head.size()];
    scores.keySet().forEach(c -> percent[c] = isPercent(c));
    List<PrintedRow> rows = new ArrayList<>();
    for (CSVRecord record : records.subList(1, records.size())) {
      List<PrintedValue> values = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (int c = 0; c < head.size(); c++) {
        if (scores.containsKey(c)) {
          value(scores.get(c), record.get(c), percent[c]).ifPresent(values::add);
        } else if (!isAuc(head.get(c)) && !record.get(c).isBlank()) {
          names.add(record.get(c));
        }
      }
      rows.add(new PrintedRow(name(names, record.getRecordNumber()), values));
    }
    if (rows.isEmpty()) {
      throw new UserError(file + " has a heading but no rows");
    }
    return rows;
  }

  private Map<Integer, Score> scores(CSVRecord head) {
    Map<Integer, Score> scores = new HashMap<>();
    for (int c = 0; c < head.size(); c++) {
      Optional<Score> score = Score.ofHeading(head.get(c));
      if (score.isPresent()) {
        if (scores.containsValue(score.get())) {
          throw new UserError(
              file + " has two columns of " + score.get().title() + "; leave one out");
        }
        scores.put(c, score.get());
      }
    }
    if (scores.isEmpty()) {
      throw new UserError(
          file
              + " names no score in its heading ("
              + printable(String.join(",", head.toList()))
              + "); use accuracy, precision, sensitivity, specificity, npv, f1, wp, wr, wfs, ba or"
              + " kappa");
    }
    return scores;
  }

  private boolean isPercent(int column) {
    String heading = records.get(0).get(column).toLowerCase(Locale.ROOT);
    if (heading.contains("fraction")) {
      return false;
    }
    if (heading.contains("percent") || heading.contains("%")) {
      return true;
    }
    return records.subList(1, records.size()).stream()
        .map(r -> r.get(column))
        .anyMatch(t -> t.endsWith("%") || isAboveOne(t));
  }

  private static boolean isAboveOne(String text) {
    return PrintedValue.isNumber(text) && Double.parseDouble(text) > 1;
  }

  private static Optional<PrintedValue> value(Score score, String text, boolean percent) {
    String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    return PrintedValue.of(score, digits, percent);
  }

  private static boolean isAuc(String heading) {
    String plain = heading.toLowerCase(Locale.ROOT);
    return plain.contains("auc") || plain.contains("auroc");
  }

  private static String name(List<String> names, long record) {
    String name = printable(String.join(" ", names));
    return name.isBlank() ? "row " + record : name;
  }

  private static String printable(String text) {
    String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) + "…" : plain;
  }
}
