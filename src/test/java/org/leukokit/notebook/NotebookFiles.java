package org.leukokit.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The committed notebooks, as tests read them. */
final class NotebookFiles {
  static final Path FOLDER = Path.of("notebooks");

  private NotebookFiles() {}

  static List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList();
    }
  }

  static JsonNode read(Path notebook) throws IOException {
    return new ObjectMapper().readTree(notebook.toFile());
  }

  static String source(JsonNode cell) {
    StringBuilder text = new StringBuilder();
    cell.path("source").forEach(line -> text.append(line.asText()));
    return text.toString();
  }

  static List<String> code(Path notebook) throws IOException {
    List<String> cells = new ArrayList<>();
    for (JsonNode cell : read(notebook).path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        cells.add(source(cell));
      }
    }
    return cells;
  }
}
