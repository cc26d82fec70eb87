package org.leukokit.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * A table as the paper printed it. An empty cell could not be read in the text that we have.
 *
 * @param rows the rows, each by column name
 */
public record PublishedTable(List<Map<String, String>> rows) {
  /**
   * Reads a table that comes with the kit.
   *
   * @param owner the class beside which it lies
   * @param name its file name
   */
  public static PublishedTable read(Class<?> owner, String name) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "the published table " + name + " is not on the class path");
      }
      return new PublishedTable(
          format.parse(new InputStreamReader(in, StandardCharsets.UTF_8)).stream()
              .map(CSVRecord::toMap)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The row whose column has that value. */
  public Map<String, String> row(String column, String value) {
    return rows.stream()
        .filter(r -> value.equals(r.get(column)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no row with " + column + " = " + value));
  }
}
