package org.leukokit.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.leukokit.base.Text;
import org.leukokit.base.UserError;

/**
 * The lines of a file of predictions, understood: which class is the positive one, what each line
 * predicts, in which fold.
 *
 * @param positive the label of the positive class
 * @param truthKnown whether the file or its ids tell the truth; otherwise that of the predictions
 *     means nothing
 * @param predictions a prediction a line
 * @param folds the folds
 * @param remarks what a reader must know, a sentence each
 */
record ImportedRows(
    String positive,
    boolean truthKnown,
    List<Prediction> predictions,
    FoldTable folds,
    List<String> remarks) {
  private static final String ONE_FOLD = "all";

  /** Pairs of labels of which the second is the positive one, whoever wrote them. */
  private static final String[][] KNOWN = {
    {"0", "1"}, {"false", "true"}, {"False", "True"}, {"FALSE", "TRUE"}
  };

  /** What every step of the reading needs. */
  private record Source(Path file, ImportOptions options, PredictionFile read) {
    UserError wrong(PredictionFile.Line line, String message) {
      return new UserError(file + ", line " + line.number() + ": " + message);
    }
  }

  /**
   * @throws UserError if lines contradict each other, or columns mean different classes
   */
  static ImportedRows of(Path file, PredictionFile read, ImportOptions options) {
    Source source = new Source(file, options, read);
    List<String> remarks = new ArrayList<>();
    if (!read.passedOver().isEmpty()) {
      remarks.add("Not read: " + String.join("; ", read.passedOver()) + ".");
    }
    if (!read.readings().isEmpty()) {
      remarks.add("Understood: " + String.join("; ", read.readings()) + ".");
    }
    for (String turned : options.turn()) {
      if (!turned.equals(ImportOptions.NONE) && !read.has(turned)) {
        throw new UserError(
            "--turn " + turned + ": " + file + " has no column " + turned + "; leave it out");
      }
    }
    boolean truth = read.has("truth");
    boolean named = !truth && namesTellClasses(source);
    Labels labels = labels(source, truth);
    List<PredictionFile.Line> lines = lines(source, labels, named);
    double[] scores = new double[lines.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score(source, labels, lines.get(i));
    }
    if (truth || named) {
      new ClassOrder(file, options, lines, labels.positive(), labels.negative()).check(scores);
    }
    if (named) {
      remarks.add("The file has no truth; it was taken from the ids' names.");
    }
    requireOneCellEach(source, lines);
    return made(source, labels, truth || named, lines, scores, remarks);
  }

  /** The two labels of a file. */
  private record Labels(String negative, String positive) {
    boolean has(String label) {
      return label.equals(negative) || label.equals(positive);
    }
  }

  private static boolean namesTellClasses(Source source) {
    Set<Boolean> classes = new TreeSet<>();
    for (PredictionFile.Line line : source.read().rows()) {
      Optional<Boolean> leukemic = source.options().names().read(line.id()).leukemic();
      if (leukemic.isEmpty()) {
        return false;
      }
      classes.add(leukemic.get());
    }
    return classes.size() == 2;
  }

  private static Labels labels(Source source, boolean truth) {
    Set<String> found = new TreeSet<>();
    String what = truth ? "truth" : "class";
    for (PredictionFile.Line line : source.read().rows()) {
      if (truth || line.label() != null) {
        found.add(truth ? line.truth() : line.label());
      }
    }
    if (truth && found.size() == 1) {
      throw new UserError(
          source.file()
              + ": the truth of every row is '"
              + found.iterator().next()
              + "'; both classes are needed");
    }
    if (found.size() > 2) {
      throw new UserError(
          source.file()
              + ": the "
              + what
              + " has "
              + found.size()
              + " different values ("
              + String.join(", ", found.stream().limit(4).toList())
              + (found.size() > 4 ? ", …" : "")
              + "); two are needed");
    }
    return positive(source, what, found);
  }

  private static Labels positive(Source source, String what, Set<String> found) {
    String values = "'" + String.join("' and '", found) + "'";
    String asked = PredictionFile.whole(source.options().positive());
    for (String[] known : KNOWN) {
      if (asked.isEmpty() && List.of(known).containsAll(found)) {
        return new Labels(known[0], known[1]);
      }
    }
    if (asked.isEmpty()) {
      throw new UserError(
          source.file()
              + ": the "
              + what
              + " is "
              + values
              + "; say which is the positive class with --positive");
    }
    List<String> others = new ArrayList<>(found);
    if (!others.remove(asked) && found.size() != 1) {
      throw new UserError(
          source.file() + ": --positive is '" + asked + "', but the " + what + " is " + values);
    }
    return new Labels(others.isEmpty() ? "not " + asked : others.get(0), asked);
  }

  /** The lines; where ids tell the truth, with it. */
  private static List<PredictionFile.Line> lines(Source source, Labels labels, boolean named) {
    if (!named) {
      return source.read().rows();
    }
    List<PredictionFile.Line> lines = new ArrayList<>();
    for (PredictionFile.Line l : source.read().rows()) {
      boolean leukemic = source.options().names().read(l.id()).leukemic().orElseThrow();
      lines.add(
          new PredictionFile.Line(
              l.number(),
              l.id(),
              leukemic ? labels.positive() : labels.negative(),
              l.score(),
              l.label(),
              l.subject(),
              l.group(),
              l.fold()));
    }
    return lines;
  }

  private static double score(Source source, Labels labels, PredictionFile.Line line) {
    boolean turned = source.options().turn().contains("score");
    // Turned in the decimals that were written: 1 - 0.9 is 0.1 and not 0.09999999999999998.
    double score =
        turned && !Double.isNaN(line.score())
            ? java.math.BigDecimal.ONE
                .subtract(java.math.BigDecimal.valueOf(line.score()))
                .doubleValue()
            : line.score();
    if (line.label() == null) {
      return score;
    }
    if (!labels.has(line.label())) {
      throw source.wrong(
          line,
          "the class '"
              + line.label()
              + "' is no value of the column "
              + source.options().column("truth"));
    }
    boolean said =
        line.label().equals(labels.positive()) != source.options().turn().contains("class");
    if (Double.isNaN(score)) {
      return said ? 1 : 0;
    }
    if (said != score >= Prediction.THRESHOLD) {
      throw source.wrong(
          line,
          "the class is '"
              + line.label()
              + "', but a score of "
              + line.score()
              + " says otherwise (positive from 0.5 upwards); rescale the scores, leave one of the"
              + " columns out, or turn one over with --turn");
    }
    return score;
  }

  /** A cell is of one class, person and group, whatever the fold; a person of one group. */
  private static void requireOneCellEach(Source source, List<PredictionFile.Line> lines) {
    Map<String, PredictionFile.Line> cells = new HashMap<>();
    Map<String, String> groups = new HashMap<>();
    for (PredictionFile.Line line : lines) {
      if (!line.subject().isEmpty() && !line.group().isEmpty()) {
        String before = groups.putIfAbsent(line.subject(), line.group());
        if (before != null && !before.equals(line.group())) {
          throw source.wrong(
              line,
              "the subject "
                  + line.subject()
                  + " is in the groups "
                  + before
                  + " and "
                  + line.group()
                  + "; a subject belongs to one");
        }
      }
      PredictionFile.Line before = cells.putIfAbsent(line.id(), line);
      if (before != null
          && !(before.truth().equals(line.truth())
              && before.subject().equals(line.subject())
              && before.group().equals(line.group()))) {
        throw source.wrong(
            line,
            "the id "
                + line.id()
                + " has another truth, subject or group than in line "
                + before.number()
                + "; a cell has one");
      }
    }
  }

  private static ImportedRows made(
      Source source,
      Labels labels,
      boolean truthKnown,
      List<PredictionFile.Line> lines,
      double[] scores,
      List<String> remarks) {
    List<String> names = lines.stream().map(ImportedRows::fold).distinct().sorted().toList();
    if (!truthKnown && names.size() > 1) {
      throw new UserError(
          source.file() + ": folds of cells without truth mean nothing; leave the column out");
    }
    Map<String, Integer> places = new HashMap<>();
    names.forEach(name -> places.put(name, places.size()));
    Map<String, char[]> roles = new TreeMap<>();
    List<Prediction> predictions = new ArrayList<>(lines.size());
    int fromNames = 0;
    for (int i = 0; i < scores.length; i++) {
      PredictionFile.Line line = lines.get(i);
      NamedCell said = source.options().names().read(line.id());
      boolean named = !source.read().has("subject") && !said.subject().isEmpty();
      fromNames += named ? 1 : 0;
      String subject = named ? said.subject() : line.subject();
      String group = line.group();
      if (group.isEmpty()) {
        group = subject.equalsIgnoreCase(said.subject()) ? said.group() : subject;
      }
      predictions.add(
          new Prediction(
              line.id(),
              Prediction.ORIGINAL,
              subject,
              group,
              fold(line),
              truthKnown && line.truth().equals(labels.positive()),
              scores[i]));
      roles.computeIfAbsent(line.id(), id -> filled(names.size()))[places.get(fold(line))] =
          FoldTable.TEST;
    }
    if (fromNames > 0) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "Subjects and their groups are from the names of %s ids, as C-NMC gives them.",
              fromNames == scores.length ? "all" : fromNames + " of " + scores.length));
    }
    if (roles.size() < scores.length) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "%s %s predicted %,d times in %s.",
              Text.count(roles.size(), "cell"),
              roles.size() == 1 ? "is" : "are",
              scores.length,
              Text.count(names.size(), "fold")));
    }
    List<FoldTable.FoldRow> folds = new ArrayList<>();
    roles.forEach(
        (id, letters) ->
            folds.add(new FoldTable.FoldRow(id, Prediction.ORIGINAL, "", String.valueOf(letters))));
    return new ImportedRows(
        labels.positive(), truthKnown, predictions, new FoldTable(names, folds), remarks);
  }

  private static String fold(PredictionFile.Line line) {
    return line.fold().isEmpty() ? ONE_FOLD : line.fold();
  }

  private static char[] filled(int n) {
    char[] letters = new char[n];
    Arrays.fill(letters, FoldTable.UNUSED);
    return letters;
  }
}
