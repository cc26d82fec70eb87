package org.leukokit.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leukokit.base.UserError;

/**
 * A user's table of labels and subjects: {@code file} with {@code label}, {@code subject}, both.
 */
final class OwnTable {
  private static final int MAX_BYTES = 64 << 20;

  /**
   * What the table says of one image.
   *
   * @param label empty where the table has no labels
   * @param subject upper case; empty where it is not known
   * @param group empty where subject is; the subject where the table names none
   */
  record Entry(Optional<Label> label, String subject, String group) {}

  private final Path file;
  private final boolean labels;
  private final boolean subjects;
  private final List<String> missing;
  private final Map<String, Entry> entries;

  private OwnTable(
      Path file,
      boolean labels,
      boolean subjects,
      List<String> missing,
      Map<String, Entry> entries) {
    this.file = file;
    this.labels = labels;
    this.subjects = subjects;
    this.missing = missing;
    this.entries = entries;
  }

  /**
   * Reads a table and finds its files.
   *
   * @param own names the table, and the class folders, whose names are labels as well
   * @param partial whether files may be missing
   * @throws UserError if it can't be read, a row is wrong, or a file is missing or meant twice
   */
  static OwnTable read(Path table, OwnData own, List<TroveItem> items, boolean partial) {
    List<Table.Row> rows =
        Table.read(
            bytes(table), table.toString(), List.of("file"), List.of("label", "subject", "group"));
    boolean labels = Table.has(rows, "label");
    boolean subjects = Table.has(rows, "subject");
    if (rows.isEmpty() || (!labels && !subjects)) {
      throw new UserError(
          table + " line 1: has no rows or neither the column label nor subject; add them");
    }
    Map<String, List<TroveItem>> named = new HashMap<>();
    items.forEach(i -> named.computeIfAbsent(i.name(), n -> new ArrayList<>()).add(i));
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> groups = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (Table.Row row : rows) {
      Entry entry = entry(row, own, labels, groups);
      Optional<TroveItem> item = find(row, named);
      if (item.isEmpty()) {
        missing.add(row.text("file"));
        if (!partial) {
          throw row.wrong(
              "the file '" + row.text("file") + "' is not there; correct it or allow --partial");
        }
      } else if (entries.put(item.get().path(), entry) != null) {
        throw row.wrong("the file '" + row.text("file") + "' stands twice");
      }
    }
    return new OwnTable(table, labels, subjects, missing, entries);
  }

  private static Entry entry(
      Table.Row row, OwnData own, boolean labels, Map<String, String> groups) {
    String subject = SubjectGroups.fold(row.text("subject").strip());
    String group = SubjectGroups.fold(row.text("group").strip());
    if (subject.isEmpty() && !group.isEmpty()) {
      throw row.wrong("a group without a subject; fill in the subject");
    }
    String kept = group.isEmpty() ? subject : group;
    String other = subject.isEmpty() ? kept : groups.putIfAbsent(subject, kept);
    if (other != null && !other.equals(kept)) {
      throw row.wrong("subject " + subject + " stands in two groups, " + other + " and " + kept);
    }
    return new Entry(labels ? Optional.of(label(row, own)) : Optional.empty(), subject, kept);
  }

  private static Label label(Table.Row row, OwnData own) {
    String text = row.required("label").strip();
    for (Label label : Label.values()) {
      if (label.name().equalsIgnoreCase(text)) {
        return label;
      }
    }
    return own.classOf(text)
        .orElseThrow(
            () ->
                row.wrong(
                    "label '"
                        + text
                        + "' is not leukemic, healthy, unknown, "
                        + own.names(Label.LEUKEMIC)
                        + " or "
                        + own.names(Label.HEALTHY)));
  }

  private static Optional<TroveItem> find(Table.Row row, Map<String, List<TroveItem>> named) {
    String file =
        Normalizer.normalize(row.required("file").replace('\\', '/'), Normalizer.Form.NFC);
    if (List.of(file.split("/")).contains("..") || file.startsWith("/")) {
      throw row.wrong("the file '" + file + "' must be a path below the folder");
    }
    List<TroveItem> same = named.getOrDefault(file.substring(file.lastIndexOf('/') + 1), List.of());
    Optional<TroveItem> exact = same.stream().filter(i -> i.path().equals(file)).findFirst();
    if (exact.isPresent()) {
      return exact;
    }
    List<TroveItem> ending = same.stream().filter(i -> i.path().endsWith("/" + file)).toList();
    if (ending.size() > 1) {
      throw row.wrong(
          "the file '" + file + "' is there " + ending.size() + " times; write more of its path");
    }
    return ending.stream().findFirst();
  }

  private static byte[] bytes(Path table) {
    try (InputStream in = Files.newInputStream(table)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UserError(table + " is over 64 MiB, too large for a table of cells");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new UserError(table + " does not exist; name a CSV table", e);
    } catch (IOException e) {
      throw new UserError("cannot read " + table + ": " + e.getMessage(), e);
    }
  }

  /** Whether it tells classes; if so, what is not in it is no cell. */
  boolean labels() {
    return labels;
  }

  /** Whether it tells subjects. */
  boolean subjects() {
    return subjects;
  }

  /** The files that it names and that are not there. */
  List<String> missing() {
    return missing;
  }

  /** What it says of an image, by the path of its item. */
  Optional<Entry> of(TroveItem item) {
    return Optional.ofNullable(entries.get(item.path()));
  }

  /** The table as messages name it. */
  String name() {
    return file.getFileName().toString();
  }
}
