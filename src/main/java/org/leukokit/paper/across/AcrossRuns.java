package org.leukokit.paper.across;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.leukokit.base.UserError;
import org.leukokit.ensemble.Weighting;
import org.leukokit.paper.MethodRun;
import org.leukokit.record.Prediction;
import org.leukokit.record.PredictionImport;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Protocol;
import org.leukokit.study.MethodSpec;

/**
 * The runs of the comparison by the part that they play: on the common folds, again on other seeds,
 * folds or splits, and the papers' own. A run on the common folds that no paper has is the user's.
 */
public final class AcrossRuns {
  private static final String MAJORITY = "majority";
  private static final String FOLDS = "folds";

  /** Methods whose runs under stricter protocols show what those are worth, by paper. */
  static final Map<String, Set<String>> UNDER_ALL =
      Map.of(
          Entrant.LOEY, Set.of(Across.CLASSICAL, "cnn-10-fold"),
          Entrant.OLIVEIRA, Set.of("vgg16", "vgg19", "xception"),
          Entrant.MONDAL, Set.of("mobilenet-300"));

  /**
   * A method on the common folds.
   *
   * @param run its run
   * @param predictions what it says, in the words of the common folds
   * @param paper the key of its paper; empty for a control, and for the user's own
   * @param own whether it is the user's own
   */
  record Entry(RunFolder run, MethodRun predictions, String paper, boolean own) {
    String method() {
      return run.record().inputs().method();
    }

    String title() {
      return predictions.title();
    }

    boolean control() {
      return predictions.control();
    }

    boolean ensemble() {
      return AcrossRuns.ensemble(run);
    }
  }

  private final List<RunFolder> all;
  private final RunFolder majority;
  private final List<Entry> entries = new ArrayList<>();
  private final List<RunFolder> again = new ArrayList<>();
  private final Map<String, RunFolder> papers = new LinkedHashMap<>();

  /**
   * @param runs the comparison's runs, all of one plan
   * @throws UserError if a run of the user's was not made on the common folds
   * @throws IllegalArgumentException if the run that all others are measured by is not among them
   */
  AcrossRuns(List<RunFolder> runs) {
    all = List.copyOf(runs);
    majority =
        runs.stream()
            .filter(AcrossRuns::ofComparison)
            .filter(r -> r.record().inputs().method().equals(MAJORITY))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("the comparison has no majority run"));
    MethodRun reference = MethodRun.of(majority, true);
    List<Entry> networks = new ArrayList<>();
    List<Entry> ensembles = new ArrayList<>();
    List<Entry> own = new ArrayList<>();
    List<Entry> controls = new ArrayList<>();
    for (RunFolder run : runs) {
      if (PredictionImport.imported(run.record().inputs())) {
        own.add(new Entry(run, aligned(run, reference), "", true));
      } else if (!ofComparison(run)) {
        papers.put(key(run), run);
      } else if (!onCommonFolds(run)) {
        again.add(run);
      } else {
        Optional<Entrant> network = network(run);
        boolean control = control(run);
        MethodRun said = MethodRun.of(run, control);
        if (control) {
          controls.add(new Entry(run, said, "", false));
        } else if (network.isPresent()) {
          networks.add(new Entry(run, said, network.get().paper(), false));
        } else if (ensemble(run)) {
          ensembles.add(new Entry(run, titled(said, ensembleTitle(run)), Entrant.MONDAL, false));
        } else if (own(run)) {
          own.add(new Entry(run, aligned(run, reference), "", true));
        } else {
          entries.add(new Entry(run, said, Entrant.LOEY, false));
        }
      }
    }
    entries.addAll(networks);
    entries.addAll(ensembles);
    entries.addAll(own);
    entries.addAll(controls);
  }

  /** The setting of a run that says that the method is the user's own. */
  static final String OWN = "own method";

  // A trainer on measured features, or any code: none of the papers' methods is either.
  private static boolean own(RunFolder run) {
    var settings = run.record().inputs().settings();
    return settings.containsKey(OWN)
        || MethodSpec.Features.MEASURED.id().equals(settings.get("features"));
  }

  private static boolean ofComparison(RunFolder run) {
    return run.record().inputs().study().equals(Across.KEY);
  }

  /** Whether a run of a paper's own study belongs into the comparison. */
  public static boolean shows(RunRecord record) {
    String method = record.inputs().method();
    String protocol = record.inputs().protocol();
    boolean strict = !protocol.equals(Protocol.PUBLISHED.id());
    return !method.endsWith("-leak")
        && !method.endsWith("-shuffled")
        && !Set.of(MAJORITY, "cell-size").contains(method)
        && (!strict || UNDER_ALL.getOrDefault(record.inputs().study(), Set.of()).contains(method));
  }

  private boolean onCommonFolds(RunFolder run) {
    var own = run.record().inputs();
    var common = majority.record().inputs();
    boolean folds =
        ensemble(run) || Objects.equals(own.settings().get(FOLDS), common.settings().get(FOLDS));
    return folds && own.seed() == common.seed();
  }

  private static boolean ensemble(RunFolder run) {
    return run.record().inputs().settings().containsKey("member 01");
  }

  private static Optional<Entrant> network(RunFolder run) {
    String method = run.record().inputs().method();
    return Entrant.networks().stream().filter(e -> e.id().equals(method)).findFirst();
  }

  private static boolean control(RunFolder run) {
    var inputs = run.record().inputs();
    return Set.of(MAJORITY, "cell-size").contains(inputs.method())
        || "true".equals(inputs.settings().get("shuffled labels"));
  }

  private static String ensembleTitle(RunFolder run) {
    String method = run.record().inputs().method();
    for (Weighting weighting : Weighting.values()) {
      if (method.equals("wen-" + weighting.id())) {
        return "WEN " + weighting.id() + " (Mondal)";
      }
    }
    return "SAP (Mondal)";
  }

  private static MethodRun titled(MethodRun run, String title) {
    return new MethodRun(title, run.control(), run.runId(), run.cells());
  }

  /**
   * Predictions from elsewhere in the words of the common folds: the same cells, each in its fold.
   *
   * @throws UserError if cells, truth or folds are others, naming the first and the cure
   */
  static MethodRun aligned(RunFolder run, MethodRun reference) {
    Map<String, Prediction> theirs = new LinkedHashMap<>();
    run.predictions().rows().forEach(p -> theirs.put(p.cell(), p));
    List<Prediction> rows = new ArrayList<>();
    for (Prediction p : reference.cells().rows()) {
      Prediction q = theirs.remove(p.cell());
      String problem =
          q == null
              ? "says nothing of it"
              : q.positive() != p.positive()
                  ? "has another truth for it"
                  : !q.fold().equals(p.fold())
                      ? "tested it in fold " + q.fold() + ", not in " + p.fold()
                      : "";
      if (!problem.isEmpty()) {
        throw cannotTakePart(run, "cell " + p.cell() + ": the run " + problem);
      }
      rows.add(
          new Prediction(
              p.cell(),
              p.version(),
              p.subject(),
              p.group(),
              p.fold(),
              p.positive(),
              q.score(),
              q.margin()));
    }
    if (!theirs.isEmpty()) {
      throw cannotTakePart(
          run,
          theirs.size()
              + " of its cells, such as "
              + theirs.keySet().iterator().next()
              + ", are not in the comparison");
    }
    return new MethodRun(
        run.record().title(), false, run.record().shortId(), new Predictions(rows));
  }

  /**
   * Whether a run of the user's may take part.
   *
   * @param comparison the comparison's runs so far
   * @param own the user's
   * @throws UserError if it was not made on these cells and folds, naming the first that differs
   */
  public static void requireFits(List<RunFolder> comparison, RunFolder own) {
    AcrossRuns runs = new AcrossRuns(comparison);
    aligned(own, MethodRun.of(runs.majority, true));
    if (ofComparison(own) && !(own(own) && runs.onCommonFolds(own))) {
      throw cannotTakePart(own, "it is a run of the comparison's own, or on other folds");
    }
    if (!ofComparison(own) && !PredictionImport.imported(own.record().inputs())) {
      throw cannotTakePart(own, "it is a run of " + own.record().inputs().study());
    }
  }

  private static UserError cannotTakePart(RunFolder run, String why) {
    return new UserError(
        RunFolder.name(run.record().inputs())
            + " can't take part: "
            + why
            + "; train on the folds of the comparison, folds.csv of its run of the majority class");
  }

  private static String key(RunFolder run) {
    var inputs = run.record().inputs();
    String first = inputs.settings().getOrDefault("member 01 method", "");
    // Ensembles of both inputs have the same method; their members tell them apart.
    String suffix = first.isEmpty() ? "" : first.substring(first.lastIndexOf('-'));
    return inputs.study() + "/" + inputs.method() + suffix + "/" + inputs.protocol();
  }

  /** Every run. */
  List<RunFolder> all() {
    return all;
  }

  /** The provenance that all of the comparison share. */
  RunRecord any() {
    return majority.record();
  }

  /** The methods on the common folds: classifiers, networks, ensembles, the user's, controls. */
  List<Entry> entries() {
    return List.copyOf(entries);
  }

  List<Entry> methods() {
    return entries.stream().filter(e -> !e.control()).toList();
  }

  List<Entry> controls() {
    return entries.stream().filter(Entry::control).toList();
  }

  Optional<Entry> entry(String method) {
    return entries.stream().filter(e -> e.method().equals(method)).findFirst();
  }

  /** What is compared, as the shared exhibits see it. */
  List<MethodRun> predictions() {
    return entries.stream().map(Entry::predictions).toList();
  }

  /** The runs of a method with another seed on the common folds. */
  List<RunFolder> otherSeeds(String method) {
    return again(method).stream()
        .filter(r -> r.record().inputs().seed() != any().inputs().seed())
        .toList();
  }

  /** The runs of a method on other draws of the folds. */
  List<RunFolder> otherFolds(String method) {
    String kind = kind(folds(majority));
    return again(method).stream()
        .filter(r -> r.record().inputs().seed() == any().inputs().seed())
        .filter(r -> kind(folds(r)).equals(kind))
        .toList();
  }

  /** The runs of a method on splits that fit a paper's printed numbers. */
  List<RunFolder> splits(String method) {
    String kind = kind(folds(majority));
    return again(method).stream().filter(r -> !kind(folds(r)).equals(kind)).toList();
  }

  private List<RunFolder> again(String method) {
    return again.stream()
        .filter(r -> r.record().inputs().method().equals(method))
        .collect(Collectors.toList());
  }

  private static String folds(RunFolder run) {
    return run.record().inputs().settings().getOrDefault(FOLDS, "");
  }

  // Up to the number of the draw: folds of one kind differ in that alone.
  private static String kind(String folds) {
    return folds.replaceFirst(", draw \\d+$", "");
  }

  /** A paper's own run; an ensemble's method ends with its input, such as {@code sap-300}. */
  Optional<RunFolder> own(String paper, String method, Protocol protocol) {
    return Optional.ofNullable(papers.get(paper + "/" + method + "/" + protocol.id()));
  }

  /** Whether any of a paper's own runs is there. */
  boolean has(String paper) {
    return papers.keySet().stream().anyMatch(k -> k.startsWith(paper + "/"));
  }
}
