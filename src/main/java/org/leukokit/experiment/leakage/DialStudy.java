package org.leukokit.experiment.leakage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leukokit.base.Progress;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.classifier.Kernel;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.experiment.ExperimentRuns;
import org.leukokit.image.AugmentationDraw;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.Augmentation;
import org.leukokit.study.MethodSpec;
import org.leukokit.study.MethodSpec.Features;
import org.leukokit.study.Scale;
import org.leukokit.study.StudyRunner;
import org.leukokit.study.StudySpec;

/**
 * The dial: the same methods under every protocol on phantoms, whose class and subject signals are
 * turned. What a protocol gains over a stricter one is known to be leakage, as nothing else
 * differs.
 */
public final class DialStudy {
  private static final int SUBJECTS = 12;
  private static final int CELLS = 96;
  private static final int SHARED = 4;
  private static final int FOLDS = 4;
  private static final int SIZE = 128;

  private DialStudy() {}

  /**
   * How phantoms are dialled.
   *
   * @param classSignal how far the classes are apart
   * @param subjectSignal how far subjects are apart
   * @param sharedPairs how many persons of each class have a second name with copies of their cells
   */
  public record Setting(double classSignal, double subjectSignal, int sharedPairs) {}

  /**
   * What the runs of one seed at one setting gave.
   *
   * @param setting the setting
   * @param seed the seed of subjects, cells and folds
   * @param runs the runs under all protocols
   */
  public record Point(Setting setting, long seed, ExperimentRuns runs) {}

  /** The settings of the report: both class signals, four subject signals, and shared cells. */
  public static List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    for (double classSignal : new double[] {0, 1}) {
      for (double subjectSignal : new double[] {0, 0.5, 1, 2}) {
        settings.add(new Setting(classSignal, subjectSignal, 0));
      }
    }
    for (double subjectSignal : new double[] {0, 1}) {
      settings.add(new Setting(0, subjectSignal, SHARED));
    }
    return List.copyOf(settings);
  }

  /**
   * The methods at a setting: the paper's nearest neighbour, and its best machine where there is
   * something to learn (without a class signal it takes minutes to find out that there is not).
   */
  public static List<MethodSpec> methods(Setting setting) {
    MethodSpec nearest = method(ClassifierSpec.nearestNeighbour());
    return setting.classSignal() == 0
        ? List.of(nearest)
        : List.of(nearest, method(ClassifierSpec.svm(Kernel.CUBIC)));
  }

  private static MethodSpec method(ClassifierSpec spec) {
    String title = spec.id().equals("knn") ? "K-NN, k = 1" : spec.displayName();
    return new MethodSpec(spec.id(), title, Features.MEASURED, spec, false, false);
  }

  /** The phantoms of a setting: small pictures, so that hundreds of sets can be drawn. */
  static PhantomSpec phantoms(Setting setting, long seed) {
    return new PhantomSpec(
        seed,
        SUBJECTS,
        CELLS,
        setting.classSignal(),
        setting.subjectSignal(),
        setting.sharedPairs(),
        SIZE);
  }

  static StudySpec spec(List<MethodSpec> methods, long seed) {
    return new StudySpec(
        "leakage-dial",
        Scale.SMOKE,
        "none",
        "statistics",
        SIZE,
        List.of(
            Augmentation.original(),
            new Augmentation("reflected", Augmentation.Kind.REFLECT, null),
            new Augmentation(
                "rotated-left", Augmentation.Kind.ROTATE_LEFT, new AugmentationDraw(25, 125, 5))),
        FOLDS,
        Unit.ROW,
        List.of(Protocol.values()),
        methods,
        seed,
        1);
  }

  /**
   * Runs what is missing.
   *
   * @param settings the settings
   * @param seeds how many seeds, from 1 on
   * @param runs the folder of the run folders
   * @param environment what else goes into the provenance
   * @param progress hears of each set of phantoms
   * @return a point for each setting and seed, in that order
   */
  public static List<Point> run(
      List<Setting> settings,
      int seeds,
      Path runs,
      Map<String, String> environment,
      Progress progress) {
    List<Point> points = new ArrayList<>();
    try (Progress.Task task = progress.start("phantoms: sets", (long) settings.size() * seeds)) {
      for (Setting setting : settings) {
        for (long seed = 1; seed <= seeds; seed++) {
          StudyRunner runner =
              new StudyRunner(
                  spec(methods(setting), seed),
                  new PhantomCells(phantoms(setting, seed)),
                  new CellStatistics(),
                  runs,
                  environment,
                  Progress.NONE);
          List<RunFolder> folders = runner.run().stream().map(RunFolder::read).toList();
          points.add(new Point(setting, seed, new ExperimentRuns(folders)));
          task.step();
        }
      }
    }
    return points;
  }
}
