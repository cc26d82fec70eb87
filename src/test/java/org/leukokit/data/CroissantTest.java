package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.leukokit.base.Hashing;

class CroissantTest {
  private static final Path FOLDER = Path.of("data-manifests");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static List<Path> manifests() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void everyManifestKeepsTheVocabulary() throws IOException {
    assertTrue(manifests().size() >= 4);
    for (Path file : manifests()) {
      assertEquals(List.of(), CroissantCheck.of(JSON.readTree(file.toFile())), file.toString());
    }
  }

  @Test
  void filesBesideAManifestAreAsItSays() throws IOException {
    for (Path file : manifests()) {
      JsonNode root = JSON.readTree(file.toFile());
      for (JsonNode part : root.path("distribution")) {
        Path table = FOLDER.resolve(part.path("contentUrl").asText("none"));
        if (part.path("encodingFormat").asText().equals("text/csv")) {
          assertEquals(part.path("sha256").asText(), Hashing.sha256Hex(table), table.toString());
          assertEquals(part.path("contentSize").asText(), Files.size(table) + " B");
          List<String> header;
          try (Stream<String> lines = Files.lines(table)) {
            header = List.of(lines.findFirst().orElseThrow().split(","));
          }
          List<String> columns =
              root.findValues("column").stream().map(JsonNode::asText).distinct().toList();
          columns = columns.stream().filter(c -> !c.startsWith("cr:")).toList();
          assertEquals(header, columns, "every column is a field: " + file);
        }
      }
    }
  }

  private static void assertFinds(String what, Consumer<ObjectNode> damage) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(FOLDER.resolve("cnmc2019-sample.json").toFile());
    damage.accept(root);
    List<String> findings = CroissantCheck.of(root);
    assertFalse(findings.isEmpty(), what);
    assertTrue(findings.get(0).contains(what), what + " is not in " + findings);
  }

  @Test
  void theCheckFindsWhatIsWrong() throws IOException {
    for (String required :
        List.of(
            "description", "license", "name", "url", "creator", "datePublished", "distribution")) {
      assertFinds("lacks sc:" + required, r -> r.remove(required));
    }
    assertFinds("lacks dct:conformsTo", r -> r.remove("conformsTo"));
    assertFinds("is not Croissant 1.0", r -> r.put("conformsTo", "http://mlcommons.org/x/2"));
    assertFinds("no @context", r -> r.remove("@context"));
    assertFinds("is no term of sc:Dataset", r -> r.put("licence", "CC0"));
    assertFinds("many values", r -> r.set("name", JSON.createArrayNode().add("a").add("b")));
    assertFinds("not [Boolean]", r -> r.put("isLiveDataset", "no"));
    assertFinds("not [Date]", r -> r.put("datePublished", "last year"));
    assertFinds("not [cr:FileObject, cr:FileSet]", r -> part(r, 0).put("@type", "sc:Person"));
    assertFinds("has no sha256", r -> part(r, 0).put("sha256", "abc"));
    assertFinds("lacks contentUrl", r -> part(r, 1).remove("contentUrl"));
    assertFinds("of another", r -> part(r, 1).put("@id", "cnmc2019-sample.zip"));
    assertFinds(
        "which is not there",
        r -> part(r, 2).set("containedIn", JSON.createObjectNode().put("@id", "nothing")));
    assertFinds("not [DataType]", r -> field(r).put("dataType", "sc:Colour"));
    assertFinds(
        "fileProperty colour",
        r -> ((ObjectNode) field(r).path("source").path("extract")).put("fileProperty", "colour"));
    // A context that maps a term to nothing known is found, too.
    assertFinds("is no term of", r -> ((ObjectNode) r.path("@context")).put("citeAs", "sc:citeAs"));
  }

  private static ObjectNode part(ObjectNode root, int i) {
    return (ObjectNode) ((ArrayNode) root.path("distribution")).get(i);
  }

  private static ObjectNode field(ObjectNode root) {
    return (ObjectNode) root.path("recordSet").get(0).path("field").get(0);
  }
}
