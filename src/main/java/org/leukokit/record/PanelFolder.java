package org.leukokit.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.base.UserError;

/**
 * The few pictures of a study that can't be derived from predictions, such as samples of its cells
 * and of their augmented copies.
 *
 * @param panels the pictures
 */
public record PanelFolder(List<Panel> panels) {
  private static final String INDEX = "panels.json";

  /**
   * Pictures in a grid, without any text.
   *
   * @param id a short name, also the file's
   * @param columns a heading for each column
   * @param rows a heading for each row
   * @param png the grid
   * @param words what must be said of single pictures, such as why one shows nothing
   */
  public record Panel(
      String id, List<String> columns, List<String> rows, byte[] png, List<Words> words) {
    /** Copies the lists. */
    public Panel {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      words = List.copyOf(words);
    }

    /** Pictures that say all themselves. */
    public Panel(String id, List<String> columns, List<String> rows, byte[] png) {
      this(id, columns, rows, png, List.of());
    }
  }

  /**
   * What must be said of a picture of a grid.
   *
   * @param row its row, from 0
   * @param column its column, from 0
   * @param text one line
   */
  public record Words(int row, int column, String text) {}

  private record Entry(
      String id,
      List<String> columns,
      List<String> rows,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Words> words) {}

  private record Index(String schema, List<Entry> panels) {}

  private static final String SCHEMA = "leukokit-panels/1";

  /** Copies the list. */
  public PanelFolder {
    panels = List.copyOf(panels);
  }

  /** Whether finished panels lie there. */
  public static boolean exists(Path folder) {
    return SealedFolder.exists(folder);
  }

  /** The panel of an id. */
  public Panel get(String id) {
    return panels.stream()
        .filter(p -> p.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no panel " + id));
  }

  /**
   * Writes the folder, whole or not at all.
   *
   * @throws UserError if it can't be written
   */
  public void write(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (Panel panel : panels) {
      files.put(panel.id() + ".png", panel.png());
    }
    List<Entry> entries =
        panels.stream().map(p -> new Entry(p.id(), p.columns(), p.rows(), p.words())).toList();
    files.put(INDEX, Json.write(new Index(SCHEMA, entries)));
    SealedFolder.write(folder, files);
  }

  /**
   * Reads the folder and checks every file against its digest.
   *
   * @throws UserError if a file is missing or changed
   */
  public static PanelFolder read(Path folder) {
    return parse(folder, SealedFolder.read(folder));
  }

  /**
   * Reads the folder whether or not it is as it was written: for those who look for changes.
   *
   * @throws UserError if a file is missing or not as its schema says
   */
  public static PanelFolder readUnsealed(Path folder) {
    return parse(folder, SealedFolder.readUnsealed(folder));
  }

  private static PanelFolder parse(Path folder, SortedMap<String, byte[]> files) {
    Path index = folder.resolve(INDEX);
    if (!files.containsKey(INDEX)) {
      throw new UserError(folder + " holds no " + INDEX + "; delete it and run again");
    }
    Index read = Json.read(index, files.get(INDEX), Index.class);
    if (!SCHEMA.equals(read.schema())) {
      throw new UserError(index + ": the schema is " + read.schema() + ", not " + SCHEMA);
    }
    return new PanelFolder(
        read.panels().stream()
            .map(
                e -> {
                  byte[] png = files.get(e.id() + ".png");
                  if (png == null) {
                    throw new UserError(index + " names " + e.id() + ", but its PNG is not there");
                  }
                  List<Words> words = e.words() == null ? List.of() : e.words();
                  return new Panel(e.id(), e.columns(), e.rows(), png, words);
                })
            .toList());
  }
}
