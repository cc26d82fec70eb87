package org.leukokit.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;
import org.leukokit.data.Manifest.Archive;
import org.leukokit.data.Manifest.ManifestCell;

/**
 * Reads the descriptions in {@code data-manifests}: the part of Croissant 1.0 (MLCommons) that the
 * kit needs, and the tables named in it, whose hashes must be those that the description states.
 */
final class ManifestReader {
  private static final List<String> CELL_COLUMNS =
      List.of("id", "file", "bytes", "sha256", "label", "subject", "group", "part");

  /** 64 MiB: a photograph of one cell has half a megabyte. */
  private static final int MAX_IMAGE_BYTES = 64 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ManifestReader() {}

  /** Reads the description and the cells' table that it names. */
  static Manifest read(ManifestFiles files, String name) {
    Node root = parse(files, name);
    List<Archive> archives = new ArrayList<>();
    for (Node part : root.objects("distribution")) {
      if (part.textOr("encodingFormat", "").equals("application/zip")) {
        archives.add(
            new Archive(part.text("name"), part.sha256(), part.textsOrNone("leukokit:parts")));
      }
    }
    List<ManifestCell> cells = cells(table(files, root, CELL_COLUMNS));
    root.requireCount("leukokit:cells", cells.size(), "cells");
    root.requireCount(
        "leukokit:subjects",
        (int)
            cells.stream()
                .map(c -> c.cell().subject())
                .filter(s -> !s.isEmpty())
                .distinct()
                .count(),
        "subjects");
    DatasetInfo info =
        new DatasetInfo(
            root.text("name"),
            root.text("alternateName"),
            root.object("license").text("name"),
            root.text("citeAs"),
            false,
            root.count("leukokit:collectionCells"));
    if (info.collectionCells() < cells.size()) {
      throw root.wrong("leukokit:collectionCells is below the number of cells");
    }
    return new Manifest(info, root.text("usageInfo"), archives, cells);
  }

  /** The rows of the one CSV table that a description names, its hash checked. */
  static List<Table.Row> table(ManifestFiles files, Node root, List<String> columns) {
    Node table = null;
    for (Node part : root.objects("distribution")) {
      if (part.textOr("encodingFormat", "").equals("text/csv")) {
        if (table != null) {
          throw root.wrong("distribution names more than one text/csv file");
        }
        table = part;
      }
    }
    if (table == null) {
      throw root.wrong("distribution names no text/csv file");
    }
    String file = table.text("contentUrl");
    if (file.contains("/") || file.contains("\\") || file.contains(":") || file.startsWith(".")) {
      throw root.wrong("contentUrl '" + file + "' must be the name of a file beside it");
    }
    byte[] bytes = files.read(file);
    String found = Hashing.sha256Hex(bytes);
    if (!found.equals(table.sha256())) {
      throw new UserError(
          files.describe(file)
              + " has the sha256 "
              + found
              + ", but "
              + root.file
              + " names "
              + table.sha256()
              + "; get both files again");
    }
    return Table.read(bytes, files.describe(file), columns);
  }

  /** Reads a description. */
  static Node parse(ManifestFiles files, String name) {
    String file = files.describe(name);
    try {
      Node root = new Node(file, "", JSON.readTree(files.read(name)));
      if (!root.value.isObject()) {
        throw root.wrong("not a JSON object");
      }
      String version = root.text("conformsTo");
      if (!version.equals("http://mlcommons.org/croissant/1.0")) {
        throw root.wrong("conformsTo is " + version + ", not Croissant 1.0");
      }
      return root;
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new UserError(file + " line " + line + ": " + firstLine(e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UserError("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<ManifestCell> cells(List<Table.Row> rows) {
    List<ManifestCell> cells = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Map<String, String> groups = new HashMap<>();
    for (Table.Row row : rows) {
      String subject = row.text("subject");
      String group = row.text("group");
      if (!subject.equals(SubjectGroups.fold(subject))) {
        throw row.wrong("subject '" + subject + "' is not in upper case");
      }
      if (subject.isEmpty() != group.isEmpty()) {
        throw row.wrong("subject and group must both be filled in or both be empty");
      }
      if (!subject.isEmpty() && !group.equals(groups.computeIfAbsent(subject, s -> group))) {
        throw row.wrong(
            "subject "
                + subject
                + " stands in two groups, "
                + groups.get(subject)
                + " and "
                + group);
      }
      Cell cell =
          new Cell(
              row.required("id"),
              row.required("file"),
              row.sha256("sha256"),
              label(row),
              subject,
              group,
              row.required("part"));
      if (!ids.add(cell.id())) {
        throw row.wrong("the id '" + cell.id() + "' stands twice");
      }
      cells.add(new ManifestCell(cell, row.number("bytes", 1, MAX_IMAGE_BYTES)));
    }
    cells.sort(Comparator.comparing(c -> c.cell().id()));
    return cells;
  }

  private static Label label(Table.Row row) {
    String text = row.required("label");
    for (Label label : Label.values()) {
      if (label.name().toLowerCase(Locale.ROOT).equals(text)) {
        return label;
      }
    }
    throw row.wrong("label '" + text + "' is not leukemic, healthy or unknown");
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("not readable as JSON");
  }

  /** An object of a description that can name itself in an error. */
  static final class Node {
    private final String file;
    private final String path;
    private final JsonNode value;

    private Node(String file, String path, JsonNode value) {
      this.file = file;
      this.path = path;
      this.value = value;
    }

    String text(String field) {
      JsonNode child = value.path(field);
      if (!child.isTextual() || child.textValue().isBlank()) {
        throw wrong("the field " + path + field + " is missing or no text");
      }
      return child.textValue();
    }

    String textOr(String field, String otherwise) {
      return value.path(field).asText(otherwise);
    }

    String sha256() {
      String text = text("sha256");
      if (!Sha256.isValid(text)) {
        throw wrong(path + "sha256 '" + text + "' is not 64 lower-case hexadecimal digits");
      }
      return text;
    }

    int count(String field) {
      JsonNode child = value.path(field);
      if (!child.canConvertToInt() || !child.isIntegralNumber() || child.intValue() < 0) {
        throw wrong("the field " + path + field + " is missing or no whole number");
      }
      return child.intValue();
    }

    List<String> texts(String field) {
      JsonNode child = value.path(field);
      List<String> texts = new ArrayList<>();
      child.forEach(v -> texts.add(v.asText()));
      if (!child.isArray() || texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
        throw wrong("the field " + path + field + " is missing or no list of texts");
      }
      return texts;
    }

    /** A list of texts; empty where there is none. */
    List<String> textsOrNone(String field) {
      return value.has(field) ? texts(field) : List.of();
    }

    void requireCount(String field, int found, String what) {
      if (count(field) != found) {
        throw wrong(field + " says " + count(field) + ", the table has " + found + " " + what);
      }
    }

    Node object(String field) {
      JsonNode child = value.path(field);
      if (!child.isObject()) {
        throw wrong("the field " + path + field + " is missing or no object");
      }
      return new Node(file, path + field + ".", child);
    }

    List<Node> objects(String field) {
      JsonNode child = value.path(field);
      if (!child.isArray() || child.isEmpty()) {
        throw wrong("the field " + path + field + " is missing or no list");
      }
      List<Node> nodes = new ArrayList<>();
      for (int i = 0; i < child.size(); i++) {
        nodes.add(new Node(file, path + field + "[" + i + "].", child.get(i)));
      }
      return nodes;
    }

    UserError wrong(String message) {
      return new UserError(file + ": " + message);
    }
  }
}
