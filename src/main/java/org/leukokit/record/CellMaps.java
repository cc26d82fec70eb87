package org.leukokit.record;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.leukokit.base.Csv;
import org.leukokit.base.UserError;

/**
 * Where a trained network looked: a map over each of some test cells. They are made while the
 * network is there and outlive it; a folder of them lies beside the run's own, as {@code
 * maps--RUN}.
 *
 * @param maps the maps
 */
public record CellMaps(List<CellMap> maps) {
  private static final String FILE = "maps.csv";
  private static final String HEADER = "cell,fold,width,height,values";

  /** Copies the list. */
  public CellMaps {
    maps = List.copyOf(maps);
  }

  /**
   * A map over one cell.
   *
   * @param cell the cell's id
   * @param fold the fold whose network it is
   * @param width columns
   * @param height rows
   * @param values 0 to 1, row by row from the top
   */
  public record CellMap(String cell, String fold, int width, int height, float[] values) {
    /**
     * @throws IllegalArgumentException if the number of values is not {@code width · height}
     */
    public CellMap {
      Objects.requireNonNull(cell, "cell");
      Objects.requireNonNull(fold, "fold");
      if (width < 1 || height < 1 || values.length != width * height) {
        throw new IllegalArgumentException(
            "a map of " + width + "x" + height + " has not " + values.length + " values");
      }
    }
  }

  /** The folder of a run's maps, beside the run's own. */
  public static Path place(Path run) {
    return run.resolveSibling("maps--" + run.getFileName());
  }

  /** Whether maps lie there. */
  public static boolean exists(Path folder) {
    return SealedFolder.exists(folder);
  }

  /** The cells of the maps, in their order. */
  public List<String> cells() {
    return maps.stream().map(CellMap::cell).toList();
  }

  /** The map over a cell. */
  public Optional<CellMap> of(String cell) {
    return maps.stream().filter(m -> m.cell().equals(cell)).findFirst();
  }

  /** The text: values to four decimals, apart by blanks. */
  public String toCsv() {
    StringBuilder csv = new StringBuilder(HEADER).append('\n');
    for (CellMap map : maps) {
      csv.append(Csv.field(map.cell())).append(',');
      csv.append(Csv.field(map.fold())).append(',');
      csv.append(map.width()).append(',').append(map.height()).append(',');
      for (int i = 0; i < map.values().length; i++) {
        csv.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.4f", map.values()[i]));
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  /**
   * Reads the text.
   *
   * @param file for messages
   * @throws UserError if it is not as this class writes it, naming the map
   */
  public static CellMaps parse(Path file, String text) {
    List<CellMap> maps = new ArrayList<>();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = format.parse(new StringReader(text))) {
      String header = String.join(",", parser.getHeaderNames());
      if (!header.equals(HEADER)) {
        throw new UserError(file + ": the columns must be " + HEADER + ", but are " + header);
      }
      for (CSVRecord row : parser) {
        maps.add(map(file, row));
      }
      return new CellMaps(maps);
    } catch (IOException | UncheckedIOException e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
  }

  private static CellMap map(Path file, CSVRecord row) {
    try {
      String[] numbers = row.get(4).split(" ");
      float[] values = new float[numbers.length];
      for (int k = 0; k < values.length; k++) {
        values[k] = Float.parseFloat(numbers[k]);
      }
      return new CellMap(
          row.get(0),
          row.get(1),
          Integer.parseInt(row.get(2)),
          Integer.parseInt(row.get(3)),
          values);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new UserError(
          file + ", map " + row.getRecordNumber() + " is no map; delete its folder and run again",
          e);
    }
  }

  /**
   * Writes the folder, whole or not at all.
   *
   * @throws UserError if it can't be written
   */
  public void write(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(FILE, toCsv().getBytes(StandardCharsets.UTF_8));
    SealedFolder.write(folder, files);
  }

  /**
   * Reads the folder and checks it against its digest.
   *
   * @throws UserError if the file is missing, changed or not as its schema says
   */
  public static CellMaps read(Path folder) {
    byte[] bytes = SealedFolder.read(folder).get(FILE);
    if (bytes == null) {
      throw new UserError(folder + " holds no " + FILE + "; delete it and run again");
    }
    return parse(folder.resolve(FILE), new String(bytes, StandardCharsets.UTF_8));
  }
}
