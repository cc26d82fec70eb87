package org.leukokit.experiment.own;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.leukokit.base.Progress;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.experiment.leakage.CellStatistics;
import org.leukokit.image.AugmentationDraw;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.Augmentation;
import org.leukokit.study.FoldRule;
import org.leukokit.study.MethodSpec;
import org.leukokit.study.MethodSpec.Features;
import org.leukokit.study.Scale;
import org.leukokit.study.StudyRunner;
import org.leukokit.study.StudySpec;

/**
 * Classifiers on fifteen numbers of each cell (size, colour, texture), under every protocol, with
 * the control that sees nothing. What is compared is the classifiers and the protocols; no network
 * and no weights are needed.
 */
public final class OwnStudy {
  /** The study's key. */
  public static final String KEY = "own";

  private OwnStudy() {}

  /**
   * Runs what is missing.
   *
   * @param dataset the cells
   * @param classifiers at least one; the kit's own, or {@link ClassifierSpec.Own}
   * @param folds how many folds
   * @param seed the seed of folds and augmentations
   * @param runs the folder of the run folders
   * @param environment what else goes into the provenance
   * @return the runs by protocol and classifier; protocols that need subjects are left out where
   *     none are known
   * @throws org.leukokit.base.UserError if the cells are of one class, are too few for the folds or
   *     can't be read, or a trainer fails
   */
  public static List<RunFolder> run(
      Dataset dataset,
      List<ClassifierSpec> classifiers,
      int folds,
      long seed,
      Path runs,
      Map<String, String> environment) {
    return run(
        dataset,
        classifiers,
        FoldRule.kFold(folds),
        protocols(dataset.cells()),
        seed,
        runs,
        environment);
  }

  /**
   * Runs what is missing, on other folds.
   *
   * @param dataset the cells
   * @param classifiers at least one
   * @param folds how the cells are divided; as in a study of networks, the same cells are tested
   *     under the protocols that draw no copies
   * @param protocols what is kept apart
   * @param seed the seed of folds and augmentations
   * @param runs the folder of the run folders
   * @param environment what else goes into the provenance
   * @return the runs by protocol and classifier
   * @throws org.leukokit.base.UserError as above
   */
  public static List<RunFolder> run(
      Dataset dataset,
      List<ClassifierSpec> classifiers,
      FoldRule folds,
      List<Protocol> protocols,
      long seed,
      Path runs,
      Map<String, String> environment) {
    StudySpec spec = spec(classifiers, folds, protocols, seed);
    return new StudyRunner(spec, dataset, new CellStatistics(), runs, environment, Progress.NONE)
        .run().stream().map(RunFolder::read).toList();
  }

  private static StudySpec spec(
      List<ClassifierSpec> classifiers, FoldRule folds, List<Protocol> protocols, long seed) {
    List<MethodSpec> methods = new ArrayList<>();
    for (ClassifierSpec c : classifiers) {
      methods.add(new MethodSpec(c.id(), c.displayName(), Features.MEASURED, c, false, false));
    }
    methods.add(MethodSpec.majority());
    return new StudySpec(
        KEY,
        Scale.SMOKE,
        "none",
        "statistics",
        // Cells are measured at their own size; nothing is resized.
        1,
        List.of(
            Augmentation.original(),
            new Augmentation("reflected", Augmentation.Kind.REFLECT, null),
            new Augmentation(
                "rotated-left", Augmentation.Kind.ROTATE_LEFT, new AugmentationDraw(25, 125, 5))),
        folds,
        Unit.ROW,
        protocols,
        methods,
        seed,
        1);
  }

  private static List<Protocol> protocols(List<Cell> cells) {
    boolean subjects =
        cells.stream()
            .filter(c -> c.label() != Label.UNKNOWN)
            .noneMatch(c -> c.subject().isEmpty());
    return subjects
        ? Arrays.asList(Protocol.values())
        : List.of(Protocol.PUBLISHED, Protocol.SPLIT_FIRST);
  }
}
