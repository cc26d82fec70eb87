package org.leukokit.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/**
 * Predictions that were made elsewhere, as a run: what was seen of them goes into the provenance,
 * what was not is said to be unknown.
 *
 * <p>The file is comma-separated with a header: {@code id}, {@code truth}, {@code score} (in [0,
 * 1], positive from 0.5 upwards) or {@code class}; where they are known, {@code subject}, {@code
 * group} (subjects that share cells; the subject where the column is missing) and {@code fold}.
 * Other columns are not read. A class alone becomes the score 0 or 1, and reports say so. Both
 * classes must occur, an id once. Up to {@link #MOST_ROWS} rows.
 */
public final class PredictionImport {
  /** The study and the protocol of such runs. */
  public static final String IMPORTED = "imported";

  /** More rows than this are refused, as they would not fit into a usual memory. */
  public static final int MOST_ROWS = 2_000_000;

  private static final String SCORES = "scores";
  private static final String CLASSES_ONLY = "none: classes only, as 0 and 1";
  private static final String ONE_FOLD = "all";

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
   * Reads a file of predictions as a run.
   *
   * @param file the file
   * @param options what the user says of it
   * @param environment how and when it is imported
   * @throws UserError if the file can't be used, naming line and column and the cure
   */
  public static RunFolder read(Path file, ImportOptions options, Map<String, String> environment) {
    PredictionFile read = PredictionFile.read(file, options);
    Set<String> labels = labels(file, read);
    String positiveLabel = positive(file, options, labels);
    requireOneGroupEach(file, read.rows());
    List<Prediction> predictions = new ArrayList<>(read.rows().size());
    List<FoldTable.FoldRow> folds = new ArrayList<>(read.rows().size());
    List<String> names = foldNames(read);
    Map<String, String> roles = roles(names);
    for (PredictionFile.Line line : read.rows()) {
      boolean positive = line.truth().equals(positiveLabel);
      String fold = line.fold().isEmpty() ? ONE_FOLD : line.fold();
      String group = line.group().isEmpty() ? line.subject() : line.group();
      predictions.add(
          new Prediction(
              line.id(),
              Prediction.ORIGINAL,
              line.subject(),
              group,
              fold,
              positive,
              score(file, options, labels, line, positive)));
      folds.add(new FoldTable.FoldRow(line.id(), Prediction.ORIGINAL, "", roles.get(fold)));
    }
    Predictions sorted = new Predictions(predictions);
    RunRecord record = record(file, options, read, positiveLabel, sorted, environment);
    return new RunFolder(record, new FoldTable(names, folds), sorted);
  }

  /** The two values of the truth. */
  private static Set<String> labels(Path file, PredictionFile read) {
    Set<String> labels = new TreeSet<>();
    read.rows().forEach(r -> labels.add(r.truth()));
    if (labels.size() == 1) {
      throw new UserError(
          file
              + ": the truth of every row is '"
              + labels.iterator().next()
              + "'; both classes are needed");
    }
    if (labels.size() > 2) {
      throw new UserError(
          file
              + ": the truth has "
              + labels.size()
              + " different values ("
              + String.join(", ", labels.stream().limit(4).toList())
              + (labels.size() > 4 ? ", …" : "")
              + "); two are needed");
    }
    return labels;
  }

  private static String positive(Path file, ImportOptions options, Set<String> labels) {
    String values = "'" + String.join("' and '", labels) + "'";
    if (!options.positive().isEmpty()) {
      if (!labels.contains(options.positive())) {
        throw new UserError(
            file + ": --positive is '" + options.positive() + "', but the truth is " + values);
      }
      return options.positive();
    }
    for (String[] known : new String[][] {{"0", "1"}, {"false", "true"}, {"False", "True"}}) {
      if (labels.equals(Set.of(known))) {
        return known[1];
      }
    }
    throw new UserError(
        file + ": the truth is " + values + "; say which is the positive class with --positive");
  }

  private static double score(
      Path file,
      ImportOptions options,
      Set<String> labels,
      PredictionFile.Line line,
      boolean positive) {
    if (line.label() == null) {
      return line.score();
    }
    boolean said = line.label().equals(line.truth()) == positive;
    if (!labels.contains(line.label())) {
      throw new UserError(
          file
              + ", line "
              + line.number()
              + ": the class '"
              + line.label()
              + "' is no value of the column "
              + options.column("truth"));
    }
    if (Double.isNaN(line.score())) {
      return said ? 1 : 0;
    }
    if (said != line.score() >= Prediction.THRESHOLD) {
      throw new UserError(
          file
              + ", line "
              + line.number()
              + ": the class is '"
              + line.label()
              + "', but a score of "
              + line.score()
              + " says otherwise (positive from 0.5 upwards); rescale the scores or leave one of"
              + " the columns out");
    }
    return line.score();
  }

  private static void requireOneGroupEach(Path file, List<PredictionFile.Line> rows) {
    Map<String, String> groups = new HashMap<>();
    for (PredictionFile.Line line : rows) {
      if (!line.subject().isEmpty() && !line.group().isEmpty()) {
        String before = groups.putIfAbsent(line.subject(), line.group());
        if (before != null && !before.equals(line.group())) {
          throw new UserError(
              file
                  + ", line "
                  + line.number()
                  + ": the subject "
                  + line.subject()
                  + " is in the groups "
                  + before
                  + " and "
                  + line.group()
                  + "; a subject belongs to one");
        }
      }
    }
  }

  private static List<String> foldNames(PredictionFile read) {
    if (!read.has("fold")) {
      return List.of(ONE_FOLD);
    }
    return read.rows().stream().map(PredictionFile.Line::fold).distinct().sorted().toList();
  }

  private static Map<String, String> roles(List<String> names) {
    Map<String, String> roles = new HashMap<>();
    for (int f = 0; f < names.size(); f++) {
      char[] letters = new char[names.size()];
      java.util.Arrays.fill(letters, FoldTable.UNUSED);
      letters[f] = FoldTable.TEST;
      roles.put(names.get(f), String.valueOf(letters));
    }
    return roles;
  }

  private static RunRecord record(
      Path file,
      ImportOptions options,
      PredictionFile read,
      String positiveLabel,
      Predictions predictions,
      Map<String, String> environment) {
    TreeMap<String, String> settings = new TreeMap<>();
    settings.put("file", file.getFileName().toString());
    settings.put("file SHA-256", read.sha256());
    settings.put("columns", String.join(", ", read.columns()));
    settings.put("positive class", positiveLabel);
    settings.put(SCORES, read.has("score") ? "as in the file" : CLASSES_ONLY);
    int positives = 0;
    Set<String> subjects = new HashSet<>();
    Set<String> groups = new HashSet<>();
    for (Prediction p : predictions.rows()) {
      positives += p.positive() ? 1 : 0;
      subjects.add(p.subject());
      groups.add(p.group());
    }
    subjects.remove("");
    groups.remove("");
    int cells = predictions.rows().size();
    return RunRecord.of(
        new RunInputs(
            IMPORTED,
            options.method(),
            IMPORTED,
            1,
            settings,
            digest(predictions),
            "none",
            "imported/1"),
        options.name(),
        new RunRecord.Data(
            IMPORTED,
            options.data(),
            options.licence(),
            options.citation(),
            false,
            cells,
            positives,
            subjects.size(),
            groups.size(),
            cells),
        new RunRecord.Weights("none", "none", false, "not known: the predictions are imported"),
        environment);
  }

  /**
   * Over cell, truth, subject and group of every row, in order: the same cells, the same digest.
   */
  private static String digest(Predictions predictions) {
    var digest = Hashing.newSha256();
    predictions.rows().stream()
        .sorted(java.util.Comparator.comparing(Prediction::cell))
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
