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
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.leukokit.base.UserError;

/** Reads a user's table of scores, in the forms in which people print and save them. */
public final class CsvTables {
  private static final int MOST_ROWS = 10_000;
  private static final long MOST_BYTES = 10_000_000;

  private CsvTables() {}

  /**
   * Reads a table.
   *
   * <p>A value is per cent where it has a sign of percent or its heading says so or it is above 1;
   * rows in per cent and rows of fractions may stand together. What could not be read stands in the
   * rows and in the table's {@link TableReading}.
   *
   * @param path the CSV file: UTF-8, a heading line, one row a method; commas, semicolons or tabs
   * @param set the stated class counts
   * @param folds folds over which rows may be means, 1 for none
   * @return the table as a paper of its own
   * @throws UserError if the file can't be read, is no such table, or names no score
   */
  public static AuditedPaper read(Path path, TestSet set, int folds) {
    String file = path.toString();
    List<List<String>> records = parse(file, text(path));
    if (records.isEmpty()) {
      throw new UserError(file + " is empty; it needs a heading line and one row a method");
    }
    ScoreRows read = ScoreRows.of(file, records);
    List<PrintedRow> rows = read.rows();
    String name = String.valueOf(path.getFileName());
    String stem = name.replaceAll("(?i)\\.csv$", "").replaceAll("[^A-Za-z0-9_-]+", "-");
    AuditedTable audited =
        new AuditedTable(
            "table",
            name,
            "Counts as given on the command line.",
            List.of(set),
            folds,
            rows,
            read.reading());
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

  private static List<List<String>> parse(String file, String whole) {
    String text = withoutSeparatorLine(whole);
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(delimiter(text))
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .setTrim(true)
            .get();
    List<List<String>> records = new ArrayList<>();
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
        records.add(row.toList());
      }
    } catch (IOException | UncheckedIOException e) {
      throw new UserError(
          file + " row " + (records.size() + 1) + ": not a CSV table: " + e.getMessage(), e);
    }
    return records;
  }

  /** A semicolon or a tab parts the cells where the heading has more of them than of commas. */
  private static char delimiter(String text) {
    String heading = text.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
    char best = ',';
    for (char c : new char[] {';', '\t'}) {
      best = count(heading, c) > count(heading, best) ? c : best;
    }
    return best;
  }

  private static long count(String text, char c) {
    return text.chars().filter(x -> x == c).count();
  }

  /** Without the line by which a spreadsheet program names the delimiter. */
  private static String withoutSeparatorLine(String text) {
    return text.replaceFirst("^(?i)sep=.\\R", "");
  }
}
