package org.leukokit.paper.across;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.leukokit.data.Dataset;
import org.leukokit.ensemble.WeightSource;
import org.leukokit.ensemble.Weighting;
import org.leukokit.net.Backbones;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.EnsembleSpec;
import org.leukokit.study.MethodSpec;
import org.leukokit.study.Scale;
import org.leukokit.study.StudySpec;
import org.leukokit.study.network.FoldDraw;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.NetworkStudySpec;

/**
 * The comparison: methods of all papers, each with the network, the input, the augmentation and the
 * training that its own paper declares, on the same cells and the same folds. Training, validation
 * and test rows are the same for all; what a method has no use for, it leaves.
 */
public final class Across {
  /** The study's key in its runs. */
  public static final String KEY = "across";

  /** The classical classifier that its paper calls the best of the first model. */
  static final String CLASSICAL = "svm-cubic";

  /** Share of the training rows that epochs and ensemble weights are chosen by. */
  private static final double VALIDATION = 0.25;

  private static final int SMOKE_FOLDS = 2;
  private static final int FULL_FOLDS = 5;

  /** At smoke scale no network is trained longer. */
  static final int SMOKE_EPOCHS = 3;

  /**
   * How often a seed or a draw of folds is changed: of classifiers, and of the cheapest network.
   */
  private static final int DRAWS = 4;

  private static final int NETWORK_DRAWS = 2;

  private Across() {}

  /** The phantom cells of the comparison: the first paper's, whose features are shared so. */
  public static Dataset phantomCells(Scale scale, long seed) {
    return Paper.named(Entrant.LOEY).phantomCells(scale, seed);
  }

  /** The networks whose pretrained weights can be used, besides the one that the user names. */
  public static List<String> networks() {
    return Paper.named(Entrant.MONDAL).networks();
  }

  /** The folds of the comparison. */
  static FoldDraw.Common folds(Scale scale, long draw) {
    return new FoldDraw.Common(scale == Scale.FULL ? FULL_FOLDS : SMOKE_FOLDS, VALIDATION, draw);
  }

  /**
   * The protocol of the common folds: the strictest of those that the data allow.
   *
   * @param protocols those that they allow
   */
  static Protocol protocol(List<Protocol> protocols) {
    return protocols.stream().max(Protocol::compareTo).orElseThrow();
  }

  /**
   * What is run.
   *
   * @param options as for a paper; the first paper's choice of features is used
   */
  public static AcrossPlan plan(StudyOptions options) {
    FoldDraw.Common folds = folds(options.scale(), options.seed());
    StudySpec classical = classical(options, folds, options.seed(), all(options));
    List<NetworkStudySpec> networks = new ArrayList<>();
    List<String> members = new ArrayList<>();
    for (Entrant entrant : Entrant.networks()) {
      networks.add(network(entrant, options, folds, options.seed()));
      if (entrant.paper().equals(Entrant.MONDAL)) {
        members.add(entrant.id());
      }
    }
    List<EnsembleSpec> ensembles = new ArrayList<>();
    for (Weighting weighting : Weighting.values()) {
      ensembles.add(new EnsembleSpec(members, weighting, WeightSource.VALIDATION));
    }
    return new AcrossPlan(classical, networks, ensembles, again(options), networksAgain(options));
  }

  private static List<MethodSpec> all(StudyOptions options) {
    return first(options).methods();
  }

  private static StudySpec first(StudyOptions options) {
    return Paper.named(Entrant.LOEY).plan(options).classical().orElseThrow();
  }

  private static StudySpec classical(
      StudyOptions options, FoldDraw folds, long seed, List<MethodSpec> methods) {
    StudySpec own = first(options);
    return new StudySpec(
        KEY,
        own.scale(),
        own.backbone(),
        own.layer(),
        own.inputSize(),
        own.augmentations(),
        folds,
        Unit.CELL,
        List.of(protocol(options.protocols())),
        methods,
        seed,
        own.threads());
  }

  private static NetworkStudySpec network(
      Entrant entrant, StudyOptions options, FoldDraw folds, long seed) {
    NetworkMethod own =
        Paper.named(entrant.paper()).plan(options).networks().orElseThrow().methods().stream()
            .filter(m -> m.id().equals(entrant.method()))
            .findFirst()
            .orElseThrow();
    return new NetworkStudySpec(
        KEY,
        Unit.CELL,
        List.of(protocol(options.protocols())),
        List.of(shortened(own.on(folds, entrant.id(), title(entrant, own)), options.scale())),
        Set.of(),
        seed,
        options.threads());
  }

  // Another network may be chosen for the first paper's.
  private static String title(Entrant entrant, NetworkMethod own) {
    return entrant.id().equals(Entrant.ALEXNET) && !own.backbone().equals(Entrant.ALEXNET)
        ? "CNN, " + Backbones.named(own.backbone()).title() + " (Loey)"
        : entrant.title();
  }

  private static NetworkMethod shortened(NetworkMethod method, Scale scale) {
    boolean longer = method.training().epochs() > SMOKE_EPOCHS;
    return scale == Scale.SMOKE && longer
        ? method.trained(method.training().withEpochs(SMOKE_EPOCHS))
        : method;
  }

  /** One thing changed at a time: the seed on the same folds, the folds, the split. */
  private static List<StudySpec> again(StudyOptions options) {
    List<MethodSpec> one = all(options).stream().filter(m -> m.id().equals(CLASSICAL)).toList();
    long seed = options.seed();
    List<StudySpec> again = new ArrayList<>();
    for (int n = 1; n <= DRAWS; n++) {
      again.add(classical(options, folds(options.scale(), seed + n), seed, one));
    }
    split(options)
        .ifPresent(
            printed -> {
              for (int split = 1; split <= DRAWS + 1; split++) {
                FoldDraw.Printed other =
                    new FoldDraw.Printed(
                        printed.wanted(), printed.testPart(), printed.least(), split);
                again.add(classical(options, other, seed, one));
              }
            });
    for (int n = 1; n <= NETWORK_DRAWS; n++) {
      again.add(classical(options, folds(options.scale(), seed), seed + n, one));
    }
    return again;
  }

  /** The third paper's split by its printed numbers, one of many that fit them. */
  private static Optional<FoldDraw.Printed> split(StudyOptions options) {
    return Paper.named(Entrant.MONDAL).plan(options).networks().orElseThrow().methods().stream()
        .map(NetworkMethod::draw)
        .filter(FoldDraw.Printed.class::isInstance)
        .map(FoldDraw.Printed.class::cast)
        .findFirst();
  }

  private static List<NetworkStudySpec> networksAgain(StudyOptions options) {
    Entrant cheapest =
        Entrant.networks().stream()
            .filter(e -> e.id().equals(Entrant.CHEAPEST))
            .findFirst()
            .orElseThrow();
    long seed = options.seed();
    List<NetworkStudySpec> again = new ArrayList<>();
    for (int n = 1; n <= NETWORK_DRAWS; n++) {
      again.add(network(cheapest, options, folds(options.scale(), seed), seed + n));
      again.add(network(cheapest, options, folds(options.scale(), seed + n), seed));
    }
    return again;
  }
}
