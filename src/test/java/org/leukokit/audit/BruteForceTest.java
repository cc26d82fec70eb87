package org.leukokit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.leukokit.paper.audit.AuditedPapers;

/** Against src/test/python/audit_brute_force.py, which tries every matrix and prunes nothing. */
class BruteForceTest {
  @Test
  void madeUpRowsFitTheSameMatrices() throws IOException {
    List<CSVRecord> records = read("/audit/random.csv");
    assertEquals(900, records.size());
    int fitting = 0;
    for (CSVRecord r : records) {
      List<PrintedValue> values = new ArrayList<>();
      for (String part : r.get("values").split(";")) {
        String[] s = part.split("[=/]");
        values.add(value(s[0], Long.parseLong(s[1]), Integer.parseInt(s[2])));
      }
      Matches found =
          MatrixSearch.find(
              TestSet.stated(number(r, "positives"), number(r, "negatives")),
              values,
              way(r.get("way")));
      assertSame(r, found);
      fitting += found.isEmpty() ? 0 : 1;
    }
    assertTrue(fitting > 200 && fitting < 800, "both kinds of rows are there: " + fitting);
  }

  @Test
  void publishedRowsFitTheSameMatricesWithAndWithoutEachValue() throws IOException {
    Map<String, PrintedRow> rows = new LinkedHashMap<>();
    for (AuditedPaper paper : AuditedPapers.all()) {
      for (AuditedTable table : paper.tables()) {
        table
            .rows()
            .forEach(r -> rows.putIfAbsent(paper.key() + "/" + r.name().replace(" px", ""), r));
      }
    }
    List<CSVRecord> records = read("/audit/published.csv");
    for (CSVRecord r : records) {
      PrintedRow row = Objects.requireNonNull(rows.get(r.get("paper") + "/" + r.get("row")));
      List<PrintedValue> values =
          row.values().stream()
              .filter(v -> !v.score().title().toLowerCase(Locale.ROOT).equals(r.get("dropped")))
              .toList();
      assertEquals(r.get("dropped").isEmpty(), values.size() == row.values().size());
      assertSame(
          r,
          MatrixSearch.find(
              TestSet.stated(number(r, "positives"), number(r, "negatives")),
              values,
              way(r.get("way"))));
    }
    assertTrue(records.size() > 900, "" + records.size());
  }

  private static void assertSame(CSVRecord r, Matches found) {
    assertEquals(Long.parseLong(r.get("count")), found.count(), r::toString);
    String matrices =
        found.examples().stream()
            .limit(12)
            .map(m -> m.tp() + ":" + m.tn())
            .collect(Collectors.joining(";"));
    assertEquals(r.get("matrices"), matrices, r::toString);
  }

  private static PrintedValue value(String name, long unit, int places) {
    Score score = Score.ofHeading(name).orElseThrow(() -> new IllegalArgumentException(name));
    return new PrintedValue(score, BigDecimal.valueOf(unit, places).toPlainString(), false);
  }

  private static Way way(String name) {
    return Way.valueOf(
        name.equals("nearest") ? "NEAREST" : name.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }

  private static int number(CSVRecord r, String column) {
    return Integer.parseInt(r.get(column));
  }

  private static List<CSVRecord> read(String name) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (InputStream in = BruteForceTest.class.getResourceAsStream(name)) {
      return format
          .parse(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))
          .getRecords();
    }
  }
}
