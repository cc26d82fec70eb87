package org.leukokit.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/**
 * Predictions that were made elsewhere, as a run: what was seen of them goes into the provenance,
 * what was not is said to be unknown.
 *
 * <p>The file is a table with a header: {@code id}, {@code truth}, {@code score} (in [0, 1],
 * positive from 0.5 upwards) or {@code class}; where they are known, {@code subject}, {@code group}
 * (subjects that share cells; the subject where the column is missing), {@code fold} and {@code
 * repetition}. Other columns are not read. A class alone becomes the score 0 or 1, and reports say
 * so. Both classes must occur, an id once in a fold and repetition. Classes may lack the truth, and
 * the header, too. Up to {@link #MOST_ROWS} rows.
 */
public final class PredictionImport {
  /** The study and the protocol of such runs. */
  public static final String IMPORTED = "imported";

  /** More rows than this are refused, as they would not fit into a usual memory. */
  public static final int MOST_ROWS = 2_000_000;

  private static final String SCORES = "scores";
  private static final String CLASSES_ONLY = "none: classes only, as 0 and 1";

  private PredictionImport() {}

  /** Whether a run was made elsewhere. */
  public static boolean imported(RunInputs inputs) {
    return inputs.study().equals(IMPORTED);
  }

  /** Whether a run has decisions alone, so that its scores order nothing. */
  public static boolean classesOnly(RunInputs inputs) {
    return imported(inputs) && CLASSES_ONLY.equals(inputs.settings().get(SCORES));
  }

  /**
   * What became of a file: one of the two kinds of run, and what a reader must know of it.
   *
   * @param run a run; empty if the truth is not known
   * @param unlabelled predictions without truth; empty if the truth is known
   * @param remarks a sentence each
   */
  public record Imported(
      Optional<RunFolder> run, Optional<UnlabelledRun> unlabelled, List<String> remarks) {
    /** Copies the list. */
    public Imported {
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * Reads a file of predictions as a run.
   *
   * @param file the file
   * @param options what the user says of it
   * @param environment how and when it is imported
   * @throws UserError if the file can't be used, or has no truth, naming line and column and the
   *     cure
   */
  public static RunFolder read(Path file, ImportOptions options, Map<String, String> environment) {
    return readAny(file, options, environment)
        .run()
        .orElseThrow(
            () ->
                new UserError(
                    file + " has no truth; it is needed here: add the column " + "truth"));
  }

  /**
   * Reads a file of predictions, with or without truth.
   *
   * @param file the file
   * @param options what the user says of it
   * @param environment how and when it is imported
   * @throws UserError if the file can't be used, naming line and column and the cure
   */
  public static Imported readAny(
      Path file, ImportOptions options, Map<String, String> environment) {
    PredictionFile read = PredictionFile.read(file, options);
    ImportedRows rows = ImportedRows.of(file, read, options);
    Predictions sorted = new Predictions(rows.predictions());
    RunRecord record = record(file, options, read, rows, sorted, environment);
    if (rows.truthKnown()) {
      RunFolder run = new RunFolder(record, rows.folds(), sorted);
      return new Imported(Optional.of(run), Optional.empty(), rows.remarks());
    }
    List<CellTable.CellRow> cells = new ArrayList<>();
    List<FurtherScores.Scored> scores = new ArrayList<>();
    for (Prediction p : sorted.rows()) {
      cells.add(new CellTable.CellRow(p.cell(), "unknown", p.subject(), p.group(), ""));
      scores.add(new FurtherScores.Scored(p.cell(), p.fold(), p.score(), p.margin()));
    }
    UnlabelledRun run = new UnlabelledRun(record, new CellTable(cells), new FurtherScores(scores));
    return new Imported(Optional.empty(), Optional.of(run), rows.remarks());
  }

  private static RunRecord record(
      Path file,
      ImportOptions options,
      PredictionFile read,
      ImportedRows rows,
      Predictions predictions,
      Map<String, String> environment) {
    TreeMap<String, String> settings = new TreeMap<>();
    settings.put("file", file.getFileName().toString());
    settings.put("file SHA-256", read.sha256());
    settings.put("columns", String.join(", ", read.columns()));
    settings.put("positive class", rows.positive());
    if (!options.turn().isEmpty()) {
      settings.put("turned over", String.join(", ", new TreeSet<>(options.turn())));
    }
    if (!rows.truthKnown()) {
      UnlabelledRun.mark(settings);
    } else if (!read.has("truth")) {
      settings.put("truth", "from the ids' names");
    }
    settings.put(SCORES, read.has("score") ? "as in the file" : CLASSES_ONLY);
    Set<String> all = new HashSet<>();
    Set<String> positives = new HashSet<>();
    Set<String> subjects = new HashSet<>();
    Set<String> groups = new HashSet<>();
    for (Prediction p : predictions.rows()) {
      all.add(p.cell());
      if (p.positive()) {
        positives.add(p.cell());
      }
      subjects.add(p.subject());
      groups.add(p.group());
    }
    subjects.remove("");
    groups.remove("");
    int cells = all.size();
    return RunRecord.of(
        new RunInputs(
            IMPORTED,
            options.method(),
            IMPORTED,
            1,
            settings,
            digest(predictions),
            "none",
            "imported/2"),
        options.name(),
        new RunRecord.Data(
            IMPORTED,
            options.data(),
            options.licence(),
            options.citation(),
            false,
            cells,
            positives.size(),
            subjects.size(),
            groups.size(),
            cells),
        new RunRecord.Weights("none", "none", false, "not known: the predictions are imported"),
        environment);
  }

  /**
   * Over cell, truth, subject and group of every cell, in order: the same cells, the same digest.
   */
  private static String digest(Predictions predictions) {
    var digest = Hashing.newSha256();
    predictions.rows().stream()
        .collect(Collectors.toMap(Prediction::cell, p -> p, (p, again) -> p, TreeMap::new))
        .values()
        .forEach(
            p -> {
              for (String part :
                  List.of(p.cell(), p.subject(), p.group(), p.positive() ? "1" : "0")) {
                byte[] bytes = part.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                digest.update(
                    (bytes.length + ":").getBytes(java.nio.charset.StandardCharsets.UTF_8));
                digest.update(bytes);
              }
              digest.update((byte) '\n');
            });
    return Hashing.hex(digest.digest());
  }
}
