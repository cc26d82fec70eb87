package org.leukokit.paper.across;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.FoldSet;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.Augmentation;
import org.leukokit.study.FeatureSource;
import org.leukokit.study.FoldTables;
import org.leukokit.study.MethodSpec;
import org.leukokit.study.PartialRun;
import org.leukokit.study.RowPredictions;
import org.leukokit.study.RunFacts;
import org.leukokit.study.Scale;
import org.leukokit.study.StudyRunner;
import org.leukokit.study.StudySpec;
import org.leukokit.study.network.FoldDraw;

/**
 * A method of one's own on the cells and folds of the comparison. Each call leaves a run folder
 * that {@code leukokit reproduce all --include RUN} shows beside all others.
 */
public final class Contest {
  private final Dataset cells;
  private final Scale scale;
  private final long seed;
  private final Protocol protocol;
  private final FoldDraw.Common draw;

  private Contest(Dataset cells, Scale scale, long seed) {
    this.cells = cells;
    this.scale = scale;
    this.seed = seed;
    boolean groups =
        cells.cells().stream()
            .filter(c -> c.label() != Label.UNKNOWN)
            .noneMatch(c -> c.subject().isEmpty());
    this.protocol = groups ? Protocol.GROUP_DISJOINT : Protocol.SPLIT_FIRST;
    this.draw = Across.folds(scale, seed);
  }

  /**
   * The contest of {@code reproduce all} with the same options.
   *
   * @param cells the cells, such as {@link Across#phantomCells}
   * @param scale the scale
   * @param seed the seed
   */
  public static Contest of(Dataset cells, Scale scale, long seed) {
    return new Contest(cells, scale, seed);
  }

  /** A method that learns and predicts in one go. */
  @FunctionalInterface
  public interface Method {
    /**
     * Learns from training rows, and says of each test row how probable it is leukemic. Nothing may
     * be fitted on test rows; their labels are there because a cell carries its own.
     *
     * @param fold training, validation and test rows; images come from the data set
     * @return a score from 0 to 1 for each test row, in their order
     */
    double[] scores(Fold fold);
  }

  /** The folds: training, validation and test rows of each. */
  public FoldSet folds() {
    return draw.folds(FoldPlan.ofOriginals(protocol, Unit.CELL, seed), draw.drawn(cells.cells()));
  }

  /**
   * Enters a Tribuo trainer, or a classifier of the kit's own, on features that are measured of
   * each cell.
   *
   * @param classifier the trainer with its id, name and version
   * @param features what it sees of a cell
   * @param runs the folder of the run folders
   * @return the run folder
   * @throws UserError if the trainer fails, or its id is one of the comparison's
   */
  public Path enter(ClassifierSpec.Own classifier, FeatureSource features, Path runs) {
    requireFree(classifier.id());
    StudySpec spec =
        new StudySpec(
            Across.KEY,
            scale,
            "none",
            AcrossRuns.OWN,
            // Cells are measured at their own size; nothing is resized.
            1,
            List.of(Augmentation.original()),
            draw,
            Unit.CELL,
            List.of(protocol),
            List.of(
                new MethodSpec(
                    classifier.id(),
                    classifier.displayName(),
                    MethodSpec.Features.MEASURED,
                    classifier,
                    false,
                    false)),
            seed,
            1);
    return new StudyRunner(spec, cells, features, runs, facts(), Progress.NONE).run().get(0);
  }

  /**
   * Enters any method: a DJL block, a program of one's own.
   *
   * @param id its name in files: small letters, digits, hyphens
   * @param title its name in tables
   * @param version raised when its results change: a run is found again by id and version
   * @param method the method
   * @param runs the folder of the run folders
   * @return the run folder; it is not computed again if it is there
   * @throws UserError if the id is taken or no plain name, or the scores are none
   */
  public Path enter(String id, String title, int version, Method method, Path runs) {
    requireFree(id);
    FoldSet set = folds();
    TreeMap<String, String> settings = new TreeMap<>();
    settings.put("folds", draw.describe());
    settings.put(AcrossRuns.OWN, "version " + version);
    RunInputs inputs =
        new RunInputs(
            Across.KEY,
            id,
            protocol.id(),
            seed,
            settings,
            cells.digest(),
            "none",
            "own/" + version);
    Path folder = runs.resolve(RunFolder.name(inputs));
    if (RunFolder.exists(folder)) {
      return folder;
    }
    PartialRun partial = new PartialRun(runs, inputs);
    for (Fold fold : set.folds()) {
      if (!partial.has(fold.name())) {
        long began = System.nanoTime();
        double[] scores = method.scores(fold);
        double seconds = (System.nanoTime() - began) / 1e9;
        partial.keep(fold.name(), predictions(id, fold, scores), seconds);
      }
    }
    List<String> folds = set.folds().stream().map(Fold::name).toList();
    Map<String, String> facts = facts();
    facts.put(
        RunRecord.FITTING_SECONDS, String.format(Locale.ROOT, "%.2f", partial.seconds(folds)));
    RunRecord record =
        RunRecord.of(
            inputs,
            title,
            RunFacts.data(cells, draw.drawn(cells.cells())),
            new RunRecord.Weights("none", "none", false, "a method of the user's own"),
            facts);
    new RunFolder(
            record,
            FoldTables.of(set),
            partial.assemble(folds),
            Optional.empty(),
            new TreeMap<>(),
            FoldTables.cells(set, List.of()),
            Optional.empty())
        .write(folder);
    partial.discard();
    return folder;
  }

  private static Predictions predictions(String id, Fold fold, double[] scores) {
    if (scores.length != fold.test().size()
        || !Arrays.stream(scores).allMatch(s -> s >= 0 && s <= 1)) {
      throw new UserError(
          id
              + " must give a score from 0 to 1 for each of the "
              + fold.test().size()
              + " test rows of "
              + fold.name());
    }
    double[] margins = new double[scores.length];
    Arrays.fill(margins, Double.NaN);
    return RowPredictions.of(fold.name(), fold.test(), scores, margins);
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("scale", scale.id());
    facts.put("java", Runtime.version().toString());
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return facts;
  }

  private static void requireFree(String id) {
    if (!id.matches("[a-z0-9][a-z0-9-]*")) {
      throw new UserError(
          "the id of a method is of small letters, digits and hyphens, not '" + id + "'");
    }
    boolean taken =
        Entrant.networks().stream().anyMatch(e -> e.id().equals(id))
            || ClassifierSpec.paper().stream().anyMatch(c -> c.id().equals(id))
            || List.of("majority", "cell-size", "sap").contains(id)
            || id.startsWith("wen-");
    if (taken) {
      throw new UserError("the comparison has a method " + id + " already; name yours otherwise");
    }
  }
}
