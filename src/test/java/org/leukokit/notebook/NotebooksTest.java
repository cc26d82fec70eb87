package org.leukokit.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Committed notebooks: valid, without outputs, with ids that stay, alike where they must be. */
class NotebooksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+\\.ipynb)\\)");

  static List<Path> notebooks() throws IOException {
    return NotebookFiles.all();
  }

  @Test
  void thereAreSome() throws IOException {
    List<String> names = notebooks().stream().map(f -> f.getFileName().toString()).toList();
    assertTrue(names.contains("00-start-here.ipynb"), names.toString());
    assertTrue(names.size() >= 10, names.toString());
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isANotebookOfVersionFourFiveForTheKernelJava(Path file) throws IOException {
    JsonNode notebook = NotebookFiles.read(file);
    assertEquals(4, notebook.path("nbformat").asInt());
    assertEquals(5, notebook.path("nbformat_minor").asInt());
    assertEquals("java", notebook.at("/metadata/kernelspec/name").asText());
    assertEquals("java", notebook.at("/metadata/language_info/name").asText());
    for (JsonNode cell : notebook.path("cells")) {
      Set<String> fields = new HashSet<>();
      cell.fieldNames().forEachRemaining(fields::add);
      boolean code = cell.path("cell_type").asText().equals("code");
      assertEquals(
          code
              ? Set.of("cell_type", "id", "metadata", "source", "outputs", "execution_count")
              : Set.of("cell_type", "id", "metadata", "source"),
          fields);
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void carriesNoOutputs(Path file) throws IOException {
    for (JsonNode cell : NotebookFiles.read(file).path("cells")) {
      assertEquals(0, cell.path("outputs").size(), "outputs of " + cell.path("id"));
      assertTrue(
          cell.path("execution_count").isNull() || cell.path("execution_count").isMissingNode());
      assertEquals(0, cell.path("metadata").size(), "metadata of " + cell.path("id"));
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void idsAreNamesAndUnique(Path file) throws IOException {
    String number = file.getFileName().toString().substring(0, 2);
    Set<String> seen = new HashSet<>();
    for (JsonNode cell : NotebookFiles.read(file).path("cells")) {
      String id = cell.path("id").asText();
      // An editor that makes a cell anew gives it a random id of eight digits.
      assertTrue(id.matches("n" + number + "-[a-z0-9-]{2,40}"), id);
      assertTrue(seen.add(id), "twice: " + id);
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void isWrittenAsJupyterWritesIt(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    assertTrue(text.startsWith("{\n \"cells\": [\n  {\n   \"cell_type\": \"markdown\",\n"));
    assertTrue(text.endsWith("}\n") && !text.contains("\r"));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void beginsWithTheSameChecks(Path file) throws IOException {
    List<String> code = NotebookFiles.code(file);
    assertEquals(NotebookFiles.code(notebooks().get(0)).get(0), code.get(0));
    assertTrue(code.get(0).contains("start ./leukokit notebook"));
    assertTrue(code.get(1).startsWith("import org.leukokit.notebook.*;\n"), code.get(1));
    assertTrue(code.get(1).endsWith("\n\nKit.ready();"), code.get(1));
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void usesNoMagicAndNoKernelOfItsOwn(Path file) throws IOException {
    for (String cell : NotebookFiles.code(file)) {
      assertFalse(cell.lines().anyMatch(l -> l.startsWith("%") || l.startsWith("!")), cell);
      for (String foreign : List.of("display(", "rapaio", "ijava", "jjava", "http")) {
        assertFalse(cell.contains(foreign), foreign + " in " + cell);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void teaches(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    JsonNode last = null;
    for (JsonNode cell : NotebookFiles.read(file).path("cells")) {
      last = cell;
      if (cell.path("cell_type").asText().equals("markdown")) {
        text.append(NotebookFiles.source(cell)).append("\n\n");
      }
    }
    String words = text.toString();
    assertTrue(words.contains("**You will learn**"));
    assertTrue(words.contains("**Question.**") && words.contains("<details>"));
    assertTrue(NotebookFiles.source(last).startsWith("## What to try next"));
    assertFalse(words.contains("$"), "mathematics that needs a script to be read");
    boolean ofPapers = !file.getFileName().toString().startsWith("00");
    assertTrue(
        !ofPapers || words.matches("(?s).*(Table|Fig\\.) \\d.*"), "names no table or figure");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void linksLeadToNotebooksThatAreThere(Path file) throws IOException {
    Matcher links = LINK.matcher(Files.readString(file));
    while (links.find()) {
      assertTrue(Files.exists(NotebookFiles.FOLDER.resolve(links.group(1))), links.group(1));
    }
  }
}
