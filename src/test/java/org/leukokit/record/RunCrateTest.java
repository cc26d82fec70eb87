package org.leukokit.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/** The rules of RO-Crate 1.1 that can be checked without a network, read from the file alone. */
class RunCrateTest {
  private static final String DATA_CITATION =
      "Gupta, A., & Gupta, R. (2019). ALL Challenge dataset of ISBI 2019 (C-NMC 2019) [Data set]."
          + " The Cancer Imaging Archive. https://doi.org/10.7937/tcia.2019.dc64i46r";
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "leukokit",
          "0.1.0",
          "commit",
          "abc",
          "command",
          "leukokit reproduce loey2020",
          "java",
          "17.0.1",
          "Tribuo",
          "4.3.2",
          "processors",
          "2",
          RunRecord.BEGAN,
          "2026-01-02T03:04:05Z",
          RunRecord.PAPER,
          "Loey M.: Deep. Computers 2020, 9(2), 29. doi:10.3390/computers9020029");

  @TempDir Path home;

  private static RunFolder run(String licence, Map<String, String> environment) {
    RunInputs inputs =
        new RunInputs(
            "loey2020",
            "svm-cubic",
            "group-disjoint",
            1,
            new TreeMap<>(Map.of("folds", "2", "libtorch threads", "2")),
            "d".repeat(64),
            "random:alexnet:1",
            "svm-cubic/1");
    RunRecord record =
        RunRecord.of(
            inputs,
            "SVM (cubic)",
            new RunRecord.Data(
                "cnmc2019-sample", "99 cells", licence, DATA_CITATION, false, 2, 1, 2, 2, 15114),
            new RunRecord.Weights("alexnet", "fc7", false, "random weights, seed 1"),
            environment);
    return new RunFolder(
        record,
        new FoldTable(
            List.of("fold-01", "fold-02"),
            List.of(
                new FoldTable.FoldRow("a", "original", "0".repeat(16), "ET"),
                new FoldTable.FoldRow("b", "original", "1".repeat(16), "TE"))),
        new Predictions(
            List.of(
                new Prediction("a", "original", "P1", "P1", "fold-01", true, 0.75),
                new Prediction("b", "original", "Q1", "Q1", "fold-02", false, 0.25))));
  }

  private JsonNode crate(Path folder) throws IOException {
    return new ObjectMapper().readTree(folder.resolve("ro-crate-metadata.json").toFile());
  }

  private static Map<String, JsonNode> entities(JsonNode crate) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    for (JsonNode entity : crate.get("@graph")) {
      assertEquals(
          null, byId.put(entity.get("@id").asText(), entity), "two entities of one @id: " + entity);
    }
    return byId;
  }

  @Test
  void keepsTheRulesOfRoCrate() throws IOException {
    Path folder = home.resolve("run");
    run("CC BY 3.0", ENVIRONMENT).write(folder);
    JsonNode crate = crate(folder);
    assertEquals("https://w3id.org/ro/crate/1.1/context", crate.get("@context").get(0).asText());
    Map<String, JsonNode> entities = entities(crate);

    JsonNode descriptor = entities.get("ro-crate-metadata.json");
    assertEquals("CreativeWork", descriptor.get("@type").asText());
    assertEquals("./", descriptor.get("about").get("@id").asText());
    assertEquals("https://w3id.org/ro/crate/1.1", descriptor.get("conformsTo").get("@id").asText());

    JsonNode root = entities.get("./");
    assertEquals("Dataset", root.get("@type").asText());
    for (String required : List.of("name", "description")) {
      assertTrue(root.get(required).asText().length() > 10, required);
    }
    assertEquals(
        Instant.parse("2026-01-02T03:04:05Z"), Instant.parse(root.get("datePublished").asText()));
    assertEquals(
        "https://creativecommons.org/licenses/by/3.0/", root.get("license").get("@id").asText());

    TreeSet<String> parts = new TreeSet<>();
    root.get("hasPart").forEach(p -> parts.add(p.get("@id").asText()));
    TreeSet<String> files = new TreeSet<>();
    try (Stream<Path> list = Files.list(folder)) {
      list.map(p -> p.getFileName().toString()).forEach(files::add);
    }
    files.remove("ro-crate-metadata.json");
    assertEquals(files, parts, "hasPart names every file beside the crate's own");
    for (String file : files) {
      JsonNode entity = entities.get(file);
      assertEquals("File", entity.get("@type").asText(), file);
      assertTrue(entity.get("encodingFormat").asText().matches("[a-z]+/[a-z]+"), file);
      assertTrue(entity.has("description"), file);
      if (!file.equals("SHA256SUMS")) {
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        assertEquals(bytes.length, entity.get("contentSize").asInt(), file);
        assertEquals(Hashing.sha256Hex(bytes), entity.get("sha256").asText(), file);
      }
    }
    assertTrue(crate.get("@context").get(1).has("sha256"), "a term of its own is declared");
  }

  @Test
  void everyReferenceResolvesAndEveryEntityIsReached() throws IOException {
    Path folder = home.resolve("run");
    run("CC BY 3.0", ENVIRONMENT).write(folder);
    Map<String, JsonNode> entities = entities(crate(folder));
    TreeSet<String> referred = new TreeSet<>();
    for (JsonNode entity : entities.values()) {
      assertTrue(entity.has("@type"), "no type: " + entity);
      for (JsonNode value : entity) {
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
          if (one.isObject()) {
            assertEquals(List.of("@id"), fieldNames(one), "a nested entity in " + entity);
            referred.add(one.get("@id").asText());
          }
        }
      }
    }
    referred.remove("https://w3id.org/ro/crate/1.1");
    TreeSet<String> described = new TreeSet<>(entities.keySet());
    assertTrue(described.containsAll(referred), () -> referred + " but only " + described);
    described.remove("ro-crate-metadata.json");
    assertEquals(described, referred, "an entity that nothing leads to");
  }

  private static List<String> fieldNames(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void saysWhatWasRunOnWhatAndWhoseItIs() throws IOException {
    Path folder = home.resolve("run");
    run("CC BY 3.0", ENVIRONMENT).write(folder);
    Map<String, JsonNode> entities = entities(crate(folder));
    JsonNode action = entities.get("#run");
    assertTrue(action.get("description").asText().contains("leukokit reproduce loey2020"));
    assertEquals("#leukokit", action.get("instrument").get("@id").asText());
    assertEquals("d".repeat(64), entities.get("#data").get("identifier").asText());
    assertEquals("4.3.2", entities.get("#tribuo").get("softwareVersion").asText());
    assertEquals("2", entities.get("#setting-folds").get("value").asText());
    assertEquals(
        "https://doi.org/10.3390/computers9020029",
        entities.get("./").get("citation").get("@id").asText());
    assertEquals(
        "https://doi.org/10.7937/tcia.2019.dc64i46r",
        entities.get("#data").get("citation").get("@id").asText());
    List<String> authors = new ArrayList<>();
    entities
        .get("#data")
        .get("author")
        .forEach(a -> authors.add(entities.get(a.get("@id").asText()).get("name").asText()));
    assertEquals(List.of("Gupta, A.", "Gupta, R."), authors);
  }

  @Test
  void aLicenceThatTheKitDoesNotKnowIsQuoted() throws IOException {
    Path folder = home.resolve("run");
    run("not stated", ENVIRONMENT).write(folder);
    Map<String, JsonNode> entities = entities(crate(folder));
    JsonNode licence = entities.get(entities.get("./").get("license").get("@id").asText());
    assertEquals("not stated", licence.get("name").asText());
  }

  @Test
  void noDateIsMadeUp() throws IOException {
    Path folder = home.resolve("run");
    run("CC BY 3.0", Map.of("java", "17")).write(folder);
    Map<String, JsonNode> entities = entities(crate(folder));
    assertTrue(!entities.get("./").has("datePublished"));
    assertTrue(!entities.get("#run").has("startTime"));
    assertTrue(!entities.get("./").has("citation"));
  }

  @Test
  void equalRunsGiveEqualBytesAndAnotherEnvironmentChangesOnlyItself() throws IOException {
    run("CC BY 3.0", ENVIRONMENT).write(home.resolve("a"));
    run("CC BY 3.0", ENVIRONMENT).write(home.resolve("b"));
    Map<String, String> other = new TreeMap<>(ENVIRONMENT);
    other.put(RunRecord.BEGAN, "2027-01-02T03:04:05Z");
    other.put("java", "21.0.1");
    run("CC BY 3.0", other).write(home.resolve("c"));
    String file = "ro-crate-metadata.json";
    assertArrayEquals(
        Files.readAllBytes(home.resolve("a").resolve(file)),
        Files.readAllBytes(home.resolve("b").resolve(file)));
    Map<String, JsonNode> a = entities(crate(home.resolve("a")));
    Map<String, JsonNode> c = entities(crate(home.resolve("c")));
    List<String> changed =
        a.keySet().stream().filter(id -> !a.get(id).equals(c.get(id))).collect(Collectors.toList());
    assertEquals(List.of("./", "#java", "#run", "run.json"), changed);
  }

  @Test
  void theCrateIsSealedAndDemanded() throws IOException {
    Path folder = home.resolve("run");
    RunFolder written = run("CC BY 3.0", ENVIRONMENT);
    written.write(folder);
    assertEquals(written.record(), RunFolder.read(folder).record());

    Path file = folder.resolve("ro-crate-metadata.json");
    String text = Files.readString(file);
    assertNotEquals(-1, text.indexOf("17.0.1"));
    Files.writeString(file, text.replace("17.0.1", "17.0.2"));
    assertTrue(
        assertThrows(UserError.class, () -> RunFolder.read(folder))
            .getMessage()
            .contains("ro-crate-metadata.json"));

    Files.delete(file);
    Path sums = folder.resolve("SHA256SUMS");
    Files.write(
        sums, Files.readAllLines(sums).stream().filter(l -> !l.contains("ro-crate")).toList());
    String message = assertThrows(UserError.class, () -> RunFolder.read(folder)).getMessage();
    assertTrue(message.contains("a run holds") && message.contains("ro-crate"), message);
  }

  @Test
  void theLibraryKeepsQuiet() {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    try (PrintStream ear = new PrintStream(heard, true, StandardCharsets.UTF_8)) {
      System.setOut(ear);
      System.setErr(ear);
      run("CC BY 3.0", ENVIRONMENT).write(home.resolve("run"));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertEquals("", heard.toString(StandardCharsets.UTF_8));
  }
}
