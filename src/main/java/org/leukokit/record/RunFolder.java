package org.leukokit.record;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.leukokit.base.UserError;

/**
 * A run and its folder: written whole or not at all, checked whenever it is read.
 *
 * @param record the provenance
 * @param folds the folds
 * @param predictions what the method says of the test rows
 * @param validation what it says of the validation rows, {@code validation.csv}; empty for a method
 *     that chooses nothing by them
 * @param histories how the training on each fold went, by the fold's name, {@code
 *     history--FOLD.csv}; empty for a method that isn't trained in steps
 * @param cells what is known of its cells, {@code cells.csv}; empty where the predictions say it
 * @param further what the method says of cells that stand in no fold, {@code further.csv}; empty if
 *     it was asked of none
 */
public record RunFolder(
    RunRecord record,
    FoldTable folds,
    Predictions predictions,
    Optional<Predictions> validation,
    SortedMap<String, History> histories,
    Optional<CellTable> cells,
    Optional<FurtherScores> further) {
  static final String RUN = "run.json";
  static final String FOLDS = "folds.csv";
  static final String PREDICTIONS = "predictions.csv";
  static final String VALIDATION = "validation.csv";
  static final String CELLS = "cells.csv";
  static final String FURTHER = "further.csv";
  private static final Set<String> OPTIONAL = Set.of(VALIDATION, CELLS, FURTHER);
  private static final String HISTORY = "history--";
  private static final String CSV = ".csv";
  private static final SortedSet<String> FILES =
      new TreeSet<>(Set.of(RUN, FOLDS, PREDICTIONS, RunCrate.FILE));

  /** Copies the map. */
  public RunFolder {
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(folds, "folds");
    Objects.requireNonNull(predictions, "predictions");
    Objects.requireNonNull(validation, "validation");
    histories = Collections.unmodifiableSortedMap(new TreeMap<>(histories));
    Objects.requireNonNull(cells, "cells");
    Objects.requireNonNull(further, "further");
  }

  /** A run whose predictions name all of its cells. */
  public RunFolder(
      RunRecord record,
      FoldTable folds,
      Predictions predictions,
      Optional<Predictions> validation,
      SortedMap<String, History> histories) {
    this(record, folds, predictions, validation, histories, Optional.empty(), Optional.empty());
  }

  /** A run of a method that is neither trained in steps nor chosen by validation rows. */
  public RunFolder(RunRecord record, FoldTable folds, Predictions predictions) {
    this(record, folds, predictions, Optional.empty(), new TreeMap<>());
  }

  /** A run of a method that isn't trained in steps. */
  public RunFolder(
      RunRecord record,
      FoldTable folds,
      Predictions predictions,
      Optional<Predictions> validation) {
    this(record, folds, predictions, validation, new TreeMap<>());
  }

  /** The name of a run's folder: method, protocol and the beginning of its id. */
  public static String name(RunInputs inputs) {
    return inputs.method() + "--" + inputs.protocol() + "--" + inputs.id().substring(0, 12);
  }

  /** Whether a finished run lies there. Its files are checked when it is read. */
  public static boolean exists(Path folder) {
    return SealedFolder.exists(folder);
  }

  /**
   * Writes the folder aside and moves it into place; what was there is replaced.
   *
   * @param folder where the run is to lie
   * @throws UserError if it can't be written
   */
  public void write(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(FOLDS, folds.toCsv().getBytes(StandardCharsets.UTF_8));
    files.put(PREDICTIONS, predictions.toCsv().getBytes(StandardCharsets.UTF_8));
    validation.ifPresent(v -> files.put(VALIDATION, v.toCsv().getBytes(StandardCharsets.UTF_8)));
    histories.forEach(
        (fold, history) ->
            files.put(HISTORY + fold + CSV, history.toCsv().getBytes(StandardCharsets.UTF_8)));
    cells.ifPresent(c -> files.put(CELLS, c.toCsv().getBytes(StandardCharsets.UTF_8)));
    further.ifPresent(f -> files.put(FURTHER, f.toCsv().getBytes(StandardCharsets.UTF_8)));
    files.put(RUN, Json.write(record));
    files.put(RunCrate.FILE, RunCrate.of(record, files));
    SealedFolder.write(folder, files);
  }

  /**
   * Reads a run's folder and checks every file against its digest.
   *
   * @throws UserError if a file is missing, changed or not as its schema says, naming it
   */
  public static RunFolder read(Path folder) {
    SortedMap<String, byte[]> files = SealedFolder.read(folder);
    SortedSet<String> names = new TreeSet<>(files.keySet());
    names.removeIf(name -> OPTIONAL.contains(name) || isHistory(name));
    refuseWithoutTruth(folder, files);
    if (!names.equals(FILES)) {
      throw new UserError(
          folder
              + " holds "
              + files.keySet()
              + ", a run holds "
              + FILES
              + "; delete the folder and run again");
    }
    return parse(folder, files);
  }

  /**
   * Reads the provenance alone, having checked every file against its digest.
   *
   * @throws UserError if a file is missing or changed, or the provenance is not as its schema says
   */
  public static RunRecord readRecord(Path folder) {
    byte[] json = SealedFolder.read(folder).get(RUN);
    if (json == null) {
      throw new UserError(folder + " holds no " + RUN + "; it is no run folder");
    }
    return Json.read(folder.resolve(RUN), json, RunRecord.class);
  }

  /**
   * Reads a run's folder whether or not it is as it was written: for those who look for changes.
   *
   * @throws UserError if a file is missing or not as its schema says, naming it
   */
  public static RunFolder readUnsealed(Path folder) {
    SortedMap<String, byte[]> files = SealedFolder.readUnsealed(folder);
    refuseWithoutTruth(folder, files);
    for (String name : new String[] {RUN, FOLDS, PREDICTIONS}) {
      if (!files.containsKey(name)) {
        throw new UserError(folder.resolve(name) + " is missing");
      }
    }
    return parse(folder, files);
  }

  private static void refuseWithoutTruth(Path folder, SortedMap<String, byte[]> files) {
    if (!files.containsKey(PREDICTIONS)
        && files.containsKey(RUN)
        && UnlabelledRun.isOne(
            Json.read(folder.resolve(RUN), files.get(RUN), RunRecord.class).inputs())) {
      throw UnlabelledRun.needsTruth(folder);
    }
  }

  /**
   * Copies a run's folder byte for byte, unless the same lies there already.
   *
   * @throws UserError if it is changed, or the copy can't be written
   */
  public static void copy(Path from, Path to) {
    SealedFolder.copy(from, to);
  }

  private static RunFolder parse(Path folder, SortedMap<String, byte[]> files) {
    return new RunFolder(
        Json.read(folder.resolve(RUN), files.get(RUN), RunRecord.class),
        FoldTable.parse(folder.resolve(FOLDS), text(files.get(FOLDS))),
        Predictions.parse(folder.resolve(PREDICTIONS), text(files.get(PREDICTIONS))),
        Optional.ofNullable(files.get(VALIDATION))
            .map(bytes -> Predictions.parse(folder.resolve(VALIDATION), text(bytes))),
        histories(folder, files),
        Optional.ofNullable(files.get(CELLS))
            .map(bytes -> CellTable.parse(folder.resolve(CELLS), text(bytes))),
        Optional.ofNullable(files.get(FURTHER))
            .map(bytes -> FurtherScores.parse(folder.resolve(FURTHER), text(bytes))));
  }

  private static SortedMap<String, History> histories(
      Path folder, SortedMap<String, byte[]> files) {
    SortedMap<String, History> histories = new TreeMap<>();
    files.forEach(
        (name, bytes) -> {
          if (isHistory(name)) {
            String fold = name.substring(HISTORY.length(), name.length() - CSV.length());
            histories.put(fold, History.parse(folder.resolve(name), text(bytes)));
          }
        });
    return histories;
  }

  private static boolean isHistory(String name) {
    return name.startsWith(HISTORY) && name.endsWith(CSV);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
