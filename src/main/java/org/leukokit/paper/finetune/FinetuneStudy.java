package org.leukokit.paper.finetune;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.leukokit.exhibit.Report;
import org.leukokit.paper.StudyPlan;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.Augmentation;
import org.leukokit.study.MethodSpec;
import org.leukokit.study.PanelRequest;
import org.leukokit.study.PanelSpec;
import org.leukokit.study.Scale;
import org.leukokit.study.StudySpec;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.NetworkStudySpec;

/** What is run: the network, the same on shuffled labels, and what it has to beat. */
public final class FinetuneStudy {
  /** The study's key, and the name of its report's folder. */
  public static final String KEY = "finetune";

  /** Over so many test cells of each fold maps are kept: all of a small collection. */
  static final int EXPLAINED = 40;

  /** Side of a sample in the pictures, in pixels. */
  static final int PICTURE = 128;

  private static final String SHUFFLED = "-shuffled";

  private FinetuneStudy() {}

  /**
   * The study.
   *
   * @param recipe how the network is fine-tuned
   * @param protocol what is kept apart
   * @param seed the seed of folds, augmentation, training and shuffling
   * @param threads threads of libtorch
   */
  public static StudyPlan plan(Recipe recipe, Protocol protocol, long seed, int threads) {
    return new StudyPlan(
        Optional.of(controls(recipe, protocol, seed, threads)),
        Optional.of(networks(recipe, protocol, seed, threads)),
        new PanelSpec(recipe.input().crop(), PICTURE, List.of(), seed));
  }

  private static NetworkStudySpec networks(
      Recipe recipe, Protocol protocol, long seed, int threads) {
    NetworkMethod method = recipe.method(seed);
    List<NetworkMethod> methods = new ArrayList<>(List.of(method));
    for (int n = 1; n <= recipe.shuffles(); n++) {
      methods.add(shuffled(method, n));
    }
    return new NetworkStudySpec(
        KEY, Unit.CELL, List.of(protocol), methods, Set.of(), seed, threads, EXPLAINED);
  }

  /** The method on permuted labels; another permutation for every number. */
  static NetworkMethod shuffled(NetworkMethod method, int n) {
    return method
        .shuffled()
        .on(
            method.draw(),
            method.id() + SHUFFLED + "-" + n,
            method.title() + ", shuffled labels " + n);
  }

  /** Whether a run learned from shuffled labels. */
  static boolean isShuffled(RunFolder run) {
    return run.record().inputs().method().contains(SHUFFLED);
  }

  private static StudySpec controls(Recipe recipe, Protocol protocol, long seed, int threads) {
    return new StudySpec(
        KEY,
        Scale.FULL,
        "none",
        "none",
        recipe.network().inputSize(),
        List.of(Augmentation.original()),
        recipe.draw(seed),
        Unit.CELL,
        List.of(protocol),
        List.of(MethodSpec.majority(), MethodSpec.cellSize()),
        seed,
        threads);
  }

  /**
   * The pictures that are made when the runs are there: which test cells, and where the network
   * looked.
   *
   * @param runs the finished runs
   * @param recipe how they were made
   */
  public static List<PanelRequest> pictures(List<RunFolder> runs, Recipe recipe) {
    return new LookedAt(new FinetuneRuns(runs)).requests(recipe.input().crop());
  }

  /**
   * The report, from run folders alone.
   *
   * @param runs the runs of one study
   * @param panels its pictures
   * @param notes what else a reader must know
   */
  public static Report report(List<RunFolder> runs, PanelFolder panels, List<String> notes) {
    return new FinetuneReport(new FinetuneRuns(runs), panels, notes).report();
  }
}
