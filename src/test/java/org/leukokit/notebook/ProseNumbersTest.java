package org.leukokit.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.leukokit.paper.Paper;
import org.leukokit.paper.PublishedTable;
import org.leukokit.paper.StudyOptions;
import org.leukokit.split.Protocol;
import org.leukokit.study.Scale;
import org.leukokit.study.network.NetworkMethod;

/** Numbers in the notebooks' prose are those of the code that they speak of. */
class ProseNumbersTest {
  private static final List<String> WORDS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

  /** All text cells of a notebook, in one. */
  private static String prose(String notebook) throws IOException {
    StringBuilder text = new StringBuilder();
    Path file = Path.of("notebooks", notebook + ".ipynb");
    for (JsonNode cell : new ObjectMapper().readTree(Files.readString(file)).get("cells")) {
      if (cell.get("cell_type").asText().equals("markdown")) {
        cell.get("source").forEach(line -> text.append(line.asText()));
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static NetworkMethod smoke(String paper, String method) {
    StudyOptions options =
        new StudyOptions(
            Scale.SMOKE,
            Optional.empty(),
            List.of(Protocol.PUBLISHED),
            10,
            1,
            1,
            Set.of(),
            Set.of());
    return Paper.named(paper).plan(options).networks().orElseThrow().methods().stream()
        .filter(m -> m.id().equals(method))
        .findFirst()
        .orElseThrow();
  }

  private static void says(String prose, String what) {
    assertTrue(prose.contains(what), "missing: " + what);
  }

  @Test
  void xceptionAsItIsRunAtSmokeScale() throws IOException {
    NetworkMethod xception = smoke("oliveira2021", "xception");
    String epochs = WORDS.get(xception.training().epochs());
    String prose = prose("04-oliveira2021");
    says(prose, "on images of " + xception.input().size() + " pixels, for " + epochs + " epochs");
    says(
        prose,
        epochs.substring(0, 1).toUpperCase(Locale.ROOT) + epochs.substring(1) + " epochs on a few");
    long moves = Math.round(100 * (1 - xception.training().statisticsMomentum()));
    says(prose, "(" + moves + " %) in a step");
  }

  @Test
  void mobileNetAsItIsRunAtSmokeScale() throws IOException {
    int epochs = smoke("mondal2021", "mobilenet-300").training().epochs();
    says(prose("05-mondal2021"), "on small images, for " + WORDS.get(epochs) + " epochs");
  }

  /** The two tables that count the same training folder. */
  @Test
  void theTablesThatAreNamedCountTheTrainingFolder() throws IOException {
    says(prose("01-the-data"), "Mondal et al. 2021, Table 3, and Oliveira & Dantas 2021, Table 1");
    PublishedTable three = PublishedTable.read(Paper.named("mondal2021").getClass(), "table3.csv");
    PublishedTable one = PublishedTable.read(Paper.named("oliveira2021").getClass(), "table1.csv");
    int mondal =
        Stream.of("Training", "Validation")
            .map(set -> three.row("set", set))
            .mapToInt(r -> Integer.parseInt(r.get("cells_all")))
            .sum();
    int oliveira = 0;
    for (Map<String, String> row : one.rows()) {
      oliveira += Integer.parseInt(row.get("malignant"));
    }
    assertEquals(7272, mondal);
    assertEquals(mondal, oliveira);
  }
}
