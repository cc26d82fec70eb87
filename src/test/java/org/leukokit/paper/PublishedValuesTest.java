package org.leukokit.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Every published value that comes with the kit stands where the paper's text has its table. */
class PublishedValuesTest {
  private static final Path RESOURCES = Path.of("src/main/resources/org/leukokit/paper");
  private static final Path PAPERS = Path.of("../shared/papers");
  private static final Path SUBMISSIONS = Path.of("../shared/facts/oliveira2021-submissions");

  /** Where the text of each table begins and ends; prose may stand anywhere. */
  private static final Map<String, List<String>> PLACES =
      Map.ofEntries(
          place("loey2020/table1.csv", "Table 1. Performance", "Table 2. Comparison"),
          place("loey2020/table2.csv", "Table 2. Comparison", "Back to Top"),
          place("loey2020/prose.csv", "2.1. Traditional Methods", "2.2. Deep-Learning"),
          place("loey2020/references.csv", "Conflicts of Interest", "Figure 1. A block"),
          place("oliveira2021/table1.csv", "Table 1: Number of samples", "shows samples of"),
          place("oliveira2021/table2.csv", "Table 2: Performance", "Table 3: Performance"),
          place("oliveira2021/table3.csv", "Table 3: Performance", "Figure 5: VGG16"),
          place("oliveira2021/table4.csv", "Table 4: Performance", "Table 5: Top entries"),
          place("oliveira2021/table5.csv", "Table 5: Top entries", "Our results indicate"),
          place("oliveira2021/prose.csv", "Many works in the literature", "In 2019 the SBILab"),
          place("oliveira2021/references.csv", "Ahmed, N., Yigit", "Bioengineering, pages 83"),
          place("mondal2021/table1.csv", "Table 1: Summary ML", "DL-based methods. Honnalgere"),
          place("mondal2021/table2.csv", "Table 2: Summary DL", "1.3. Contributions"),
          place("mondal2021/table3.csv", "Table 3: The utilized", "pixels. Several sample"),
          place("mondal2021/table4.csv", "Table 4: Experimental", "The ALL detection results"),
          place("mondal2021/table5.csv", "Table 5: The confusion", "Table 5 (left) depicts"),
          place("mondal2021/correct-per-class.csv", "The obtained results tell", "For the qual"),
          place("mondal2021/fig9.csv", "88.6 %-WFS", "4. Conclusion"),
          place("mondal2021/references.csv", "[1] American Cancer Society", "95–102"));

  /** Counted on the submissions themselves, by the test below. */
  private static final List<String> COUNTED =
      List.of("oliveira2021/submissions.csv", "oliveira2021/agreement.csv");

  /** Columns whose numbers are the kit's, not the table's. */
  private static final List<String> NAMING = List.of("input", "reference", "id");

  private static Map.Entry<String, List<String>> place(String file, String from, String to) {
    return Map.entry(file, List.of(from, to));
  }

  @Test
  void everyNumberStandsInTheTextOfItsTable() throws IOException {
    assumeTrue(Files.isDirectory(PAPERS), "the papers' texts are not beside this folder");
    int numbers = 0;
    for (String file : files()) {
      List<String> place = PLACES.get(file);
      if (COUNTED.contains(file)) {
        continue;
      }
      assertNotNull(place, file + " has no place in its paper's text; give it one");
      String text = part(file, place);
      for (CSVRecord row : records(RESOURCES.resolve(file))) {
        for (Map.Entry<String, String> cell : row.toMap().entrySet()) {
          if (!NAMING.contains(cell.getKey()) && cell.getValue().matches("\\d+(\\.\\d+)?")) {
            assertTrue(
                Pattern.compile("(?<![\\d.])" + Pattern.quote(cell.getValue()) + "(?!\\d|\\.\\d)")
                    .matcher(text)
                    .find(),
                file + ", " + cell.getKey() + ": " + cell.getValue() + " was not read there");
            numbers++;
          }
        }
      }
    }
    assertTrue(numbers > 250, "" + numbers);
  }

  @Test
  void titlesOfReferencesAreTheTexts() throws IOException {
    assumeTrue(Files.isDirectory(PAPERS), "the papers' texts are not beside this folder");
    for (String paper : List.of("loey2020", "oliveira2021", "mondal2021")) {
      String text = letters(source(paper));
      for (CSVRecord row : records(RESOURCES.resolve(paper + "/references.csv"))) {
        assertTrue(text.contains(letters(row.get("title"))), row::toString);
        assertTrue(text.contains(letters(row.get("first_author"))), row::toString);
      }
    }
  }

  @Test
  void theTablesAreThoseTypedInFromTheText() throws IOException {
    assumeTrue(Files.isDirectory(PAPERS), "the papers' texts are not beside this folder");
    int compared = 0;
    try (Stream<Path> all = Files.list(PAPERS.resolve("published"))) {
      for (Path typed : all.toList()) {
        String name = typed.getFileName().toString();
        if (name.equals("mondal2021-table2-c-nmc.csv")) {
          Map<String, String> ours = new TreeMap<>();
          records(RESOURCES.resolve("mondal2021/table2.csv"))
              .forEach(
                  r -> ours.put(r.get("reference") + r.get("classifier"), r.get("f1_percent")));
          for (CSVRecord row : records(typed)) {
            String key = row.get("reference") + row.get("classifier");
            assertEquals(row.get("f1_percent"), ours.get(key), key);
          }
        } else {
          Path ours = RESOURCES.resolve(name.replaceFirst("-", "/"));
          assertEquals(Files.readString(typed).strip(), Files.readString(ours).strip(), name);
        }
        compared++;
      }
    }
    assertEquals(12, compared);
  }

  @Test
  void theSubmissionsCountsAreCounted() throws Exception {
    assumeTrue(Files.isDirectory(SUBMISSIONS), "the submissions are not beside this folder");
    Map<String, List<String>> labels = new TreeMap<>();
    for (CSVRecord row : records(RESOURCES.resolve("oliveira2021/submissions.csv"))) {
      String division = row.get("division").replace(' ', '-');
      String name = row.get("network").toLowerCase(Locale.ROOT) + "-" + division;
      byte[] bytes = Files.readAllBytes(SUBMISSIONS.resolve(name + ".predict"));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      assertEquals(row.get("sha256"), HexFormat.of().formatHex(hash), name);
      List<String> lines = new String(bytes).lines().toList();
      labels.put(row.get("network") + row.get("division"), lines);
      assertEquals(row.get("of"), "" + lines.size(), name);
      assertEquals(
          row.get("called_leukemic"),
          "" + lines.stream().filter(l -> l.strip().equals("1")).count(),
          name);
    }
    for (CSVRecord row : records(RESOURCES.resolve("oliveira2021/agreement.csv"))) {
      List<String> random = labels.get(row.get("network") + "random");
      List<String> patient = labels.get(row.get("network") + "by patient");
      int[] counts = new int[4];
      for (int i = 0; i < random.size(); i++) {
        counts[2 * Integer.parseInt(random.get(i)) + Integer.parseInt(patient.get(i))]++;
      }
      assertEquals(
          List.of(
              row.get("both_healthy"),
              row.get("by_patient_only"),
              row.get("random_only"),
              row.get("both_leukemic")),
          java.util.Arrays.stream(counts).mapToObj(Integer::toString).toList());
    }
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(RESOURCES)) {
      return all.filter(p -> p.toString().endsWith(".csv"))
          .map(p -> RESOURCES.relativize(p).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private static String part(String file, List<String> place) throws IOException {
    String text = source(file.substring(0, file.indexOf('/')));
    int to = text.lastIndexOf(place.get(1));
    int from = text.lastIndexOf(place.get(0), to - 1);
    assertTrue(from >= 0 && to > from, file + ": its place was not found");
    return text.substring(from, to + place.get(1).length());
  }

  private static String source(String paper) throws IOException {
    return Files.readString(PAPERS.resolve(paper + "-source.txt"));
  }

  private static List<CSVRecord> records(Path file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var in = Files.newBufferedReader(file)) {
      return format.parse(in).getRecords();
    }
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("-\\n", "").replaceAll("[^a-z0-9]", "");
  }
}
