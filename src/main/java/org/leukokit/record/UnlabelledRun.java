package org.leukokit.record;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.base.UserError;

/**
 * Predictions of cells whose truth is not known, and their folder: what can be compared with other
 * predictions of the same cells, and nothing else. The folder is that of a run without folds and
 * predictions of known truth: {@code run.json}, {@code cells.csv} and {@code further.csv}.
 *
 * @param record the provenance
 * @param cells the cells, each with the label {@code unknown}
 * @param scores what was predicted, a score a cell
 */
public record UnlabelledRun(RunRecord record, CellTable cells, FurtherScores scores) {
  private static final String TRUTH = "truth";
  private static final String NOT_KNOWN = "not known";

  /**
   * Checks that no class is claimed.
   *
   * @throws IllegalArgumentException if a cell has a label, or cells and scores are not of the same
   *     number
   */
  public UnlabelledRun {
    Objects.requireNonNull(record, "record");
    if (cells.rows().stream().anyMatch(c -> !c.label().equals("unknown"))) {
      throw new IllegalArgumentException("a cell has a label");
    }
    if (cells.rows().size() != scores.rows().size()) {
      throw new IllegalArgumentException(
          cells.rows().size() + " cells, but " + scores.rows().size() + " scores");
    }
  }

  /** Marks a run's settings: its truth is not known. */
  static void mark(SortedMap<String, String> settings) {
    settings.put(TRUTH, NOT_KNOWN);
  }

  /** Whether a run's truth is not known. */
  public static boolean isOne(RunInputs inputs) {
    return PredictionImport.imported(inputs) && NOT_KNOWN.equals(inputs.settings().get(TRUTH));
  }

  /** Whether such predictions lie in a folder; they are checked when they are read. */
  public static boolean exists(Path folder) {
    return RunFolder.exists(folder) && isOne(RunFolder.readRecord(folder).inputs());
  }

  /**
   * Writes the folder aside and moves it into place.
   *
   * @throws UserError if it can't be written
   */
  public void write(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(RunFolder.CELLS, cells.toCsv().getBytes(StandardCharsets.UTF_8));
    files.put(RunFolder.FURTHER, scores.toCsv().getBytes(StandardCharsets.UTF_8));
    files.put(RunFolder.RUN, Json.write(record));
    files.put(RunCrate.FILE, RunCrate.of(record, files));
    SealedFolder.write(folder, files);
  }

  /**
   * Reads a folder and checks every file against its digest.
   *
   * @throws UserError if a file is missing, changed or not as its schema says, naming it
   */
  public static UnlabelledRun read(Path folder) {
    SortedMap<String, byte[]> files = SealedFolder.read(folder);
    for (String name : new String[] {RunFolder.RUN, RunFolder.CELLS, RunFolder.FURTHER}) {
      if (!files.containsKey(name)) {
        throw new UserError(folder.resolve(name) + " is missing; import the predictions again");
      }
    }
    try {
      return new UnlabelledRun(
          Json.read(folder.resolve(RunFolder.RUN), files.get(RunFolder.RUN), RunRecord.class),
          CellTable.parse(folder.resolve(RunFolder.CELLS), text(files.get(RunFolder.CELLS))),
          FurtherScores.parse(
              folder.resolve(RunFolder.FURTHER), text(files.get(RunFolder.FURTHER))));
    } catch (IllegalArgumentException e) {
      throw new UserError(folder + ": " + e.getMessage() + "; import the predictions again", e);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The refusal of whatever needs the truth. */
  static UserError needsTruth(Path folder) {
    return new UserError(
        folder
            + " holds predictions whose truth is not known; 'leukokit compare' says how far two such"
            + " agree, and nothing else can be said of them");
  }

  /** The predictions; their truth is not to be asked for. */
  public Predictions predictions() {
    var known = cells.byCell();
    return new Predictions(
        scores.rows().stream()
            .map(s -> s.as(known.get(s.cell()).subject(), known.get(s.cell()).group(), false))
            .toList());
  }
}
