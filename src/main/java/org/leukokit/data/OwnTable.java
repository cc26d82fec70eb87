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
import org.leukokit.base.ImageName;
import org.leukokit.base.UserError;
import org.leukokit.base.UserTable;
import org.leukokit.base.UserText;

/**
 * A user's table of labels and subjects: {@code file} with {@code label}, {@code subject}, both.
 */
final class OwnTable {
  private static final int MAX_BYTES = 64 << 20;
  private static final int MOST_ROWS = 1_000_000;
  private static final List<String> COLUMNS = List.of("file", "label", "subject", "group");

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
  private final List<String> notes;

  private OwnTable(
      Path file,
      boolean labels,
      boolean subjects,
      List<String> missing,
      Map<String, Entry> entries,
      List<String> notes) {
    this.notes = List.copyOf(notes);
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
    UserTable rows =
        UserTable.of(
            table.toString(), UserText.of(table.toString(), bytes(table)), COLUMNS, MOST_ROWS);
    if (!rows.has("file") || !rows.others().isEmpty()) {
      throw new UserError(
          table
              + " line 1: the columns are "
              + rows.heading()
              + ", not file and perhaps label,subject,group");
    }
    boolean labels = rows.has("label");
    boolean subjects = rows.has("subject");
    if (!labels && !subjects) {
      throw new UserError(
          table + " line 1: has no rows or neither the column label nor subject; add them");
    }
    Map<String, List<TroveItem>> named = new HashMap<>();
    items.forEach(
        i -> named.computeIfAbsent(ImageName.stem(i.name()), n -> new ArrayList<>()).add(i));
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> groups = new HashMap<>();
    List<String> missing = new ArrayList<>();
    List<String> renamed = new ArrayList<>();
    rows.forEach(
        row -> {
          Entry entry = entry(row, own, labels, groups);
          Optional<TroveItem> item = find(row, named, renamed);
          if (item.isEmpty()) {
            missing.add(row.text("file"));
            if (!partial) {
              throw row.wrong(
                  "the file '"
                      + row.text("file")
                      + "' is not there; correct it or allow --partial");
            }
          } else if (entries.put(item.get().path(), entry) != null) {
            throw row.wrong("the file '" + row.text("file") + "' stands twice");
          }
        });
    if (entries.isEmpty() && missing.isEmpty()) {
      throw new UserError(
          table + " line 1: has no rows or neither the column label nor subject; add them");
    }
    List<String> notes = new ArrayList<>(rows.notes());
    notes.addAll(rows.readings());
    if (!renamed.isEmpty()) {
      notes.add(
          renamed.size()
              + " files are named with other folders or another extension, such as "
              + Lists.printable(renamed.get(0)));
    }
    return new OwnTable(table, labels, subjects, missing, entries, notes);
  }

  private static Entry entry(
      UserTable.Row row, OwnData own, boolean labels, Map<String, String> groups) {
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

  private static Label label(UserTable.Row row, OwnData own) {
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

  /**
   * The image that a row means: that of the path, or whose path ends so; otherwise the only one
   * whose path differs in leading folders or in the extension alone.
   */
  private static Optional<TroveItem> find(
      UserTable.Row row, Map<String, List<TroveItem>> named, List<String> renamed) {
    String file =
        Normalizer.normalize(row.required("file").replace('\\', '/'), Normalizer.Form.NFC);
    List<TroveItem> alike = named.getOrDefault(ImageName.stem(file), List.of());
    Optional<TroveItem> exact = alike.stream().filter(i -> i.path().equals(file)).findFirst();
    if (exact.isPresent()) {
      return exact;
    }
    List<TroveItem> ending = alike.stream().filter(i -> i.path().endsWith("/" + file)).toList();
    if (ending.size() > 1) {
      throw row.wrong(
          "the file '" + file + "' is there " + ending.size() + " times; write more of its path");
    } else if (ending.size() == 1) {
      return Optional.of(ending.get(0));
    }
    if (List.of(file.split("/")).contains("..")) {
      throw row.wrong("the file '" + file + "' must be a path below the folder");
    }
    List<TroveItem> meant = alike.stream().filter(i -> ImageName.sameEnd(i.path(), file)).toList();
    List<TroveItem> one = meant.isEmpty() ? alike : meant;
    if (one.size() > 1) {
      throw row.wrong(
          "the file '"
              + file
              + "' could be "
              + one.size()
              + " images, such as "
              + Lists.printable(one.get(0).path())
              + "; write the path as it is there");
    }
    if (one.isEmpty() && file.startsWith("/")) {
      throw row.wrong("the file '" + file + "' must be a path below the folder");
    } else if (!one.isEmpty()) {
      renamed.add(file);
    }
    return one.stream().findFirst();
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

  /** What was passed over or understood in a way that has to be said, a clause each. */
  List<String> notes() {
    return notes;
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
