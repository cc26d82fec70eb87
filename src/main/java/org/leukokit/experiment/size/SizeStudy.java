package org.leukokit.experiment.size;

import java.util.List;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.Augmentation;
import org.leukokit.study.MethodSpec;
import org.leukokit.study.MethodSpec.Features;
import org.leukokit.study.Scale;
import org.leukokit.study.StudySpec;

/** Classical classifiers that see nothing but width and height of the cell's box. */
public final class SizeStudy {
  /** The study's key. */
  public static final String KEY = "cell-size";

  /** The method that the report speaks of first: the kit's control "cell size only". */
  static final String BEST_KNOWN = "knn-15";

  private SizeStudy() {}

  /**
   * The study. Support vector machines are not in it: their kernel matrix of 7,100 training rows
   * takes 2 GB with libsvm's bookkeeping, for two features that a discriminant exhausts.
   *
   * @param folds how many folds; the number of parts where the official ones are among them
   * @param protocols the ways of drawing folds, {@link Protocol#PUBLISHED} for the official ones
   * @param seed the seed of folds and shuffled labels
   */
  public static StudySpec spec(int folds, List<Protocol> protocols, long seed) {
    return new StudySpec(
        KEY,
        Scale.FULL,
        "none",
        "box",
        450,
        List.of(Augmentation.original()),
        folds,
        Unit.PART,
        protocols,
        methods(),
        seed,
        1);
  }

  static List<MethodSpec> methods() {
    ClassifierSpec knn = new ClassifierSpec.NearestNeighbours(15);
    return List.of(
        method(BEST_KNOWN, "K-NN, k = 15", knn),
        method("knn-1", "K-NN, k = 1", ClassifierSpec.nearestNeighbour()),
        method("lda", "LD", ClassifierSpec.discriminant()),
        method("tree", "DT, 20 splits", ClassifierSpec.tree()),
        MethodSpec.majority(),
        new MethodSpec(
            "knn-15-shuffled",
            "K-NN, k = 15, shuffled labels",
            Features.MEASURED,
            knn,
            true,
            true));
  }

  private static MethodSpec method(String id, String title, ClassifierSpec classifier) {
    return new MethodSpec(id, title, Features.MEASURED, classifier, false, false);
  }

  /** What a protocol is called where the parts of the collection are the published folds. */
  static String folds(Protocol protocol) {
    return switch (protocol) {
      case PUBLISHED -> "official";
      case SPLIT_FIRST -> "by cell";
      case SUBJECT_DISJOINT -> "by subject";
      case GROUP_DISJOINT -> "by group";
    };
  }
}
