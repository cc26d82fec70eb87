package org.leukokit.paper.mondal2021;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.split.PartSizes;
import org.leukokit.study.FoldTables;
import org.leukokit.study.Scale;
import org.leukokit.study.network.FoldDraw;

/** What a reader must know before the numbers: how far these runs are the paper's experiment. */
final class MondalNotes {
  private final MondalRuns runs;

  MondalNotes(MondalRuns runs) {
    this.runs = runs;
  }

  /** What each part of the main protocol's split holds. */
  static PartSizes sizes(RunFolder run) {
    return PartSizes.of(FoldTables.of(run).folds().get(0));
  }

  /** Why our numbers can't be compared with the printed ones; empty if they can. */
  List<String> incomparable() {
    List<String> reasons = new ArrayList<>();
    RunRecord.Data data = runs.any().data();
    PartSizes table3 = MondalStudy.table3();
    if (data.synthetic()) {
      reasons.add("the cells are phantoms, drawn by the kit");
    } else {
      PartSizes ours = sizes(runs.reference());
      if (!ours.equals(table3)) {
        reasons.add(
            String.format(
                Locale.ROOT,
                "trained on %,d cells and tested on %,d, the paper on %,d and %,d",
                ours.train().cells(),
                ours.test().cells(),
                table3.train().cells(),
                table3.test().cells()));
      }
    }
    if (!"full".equals(runs.any().environment().get("scale"))) {
      reasons.add(
          "smoke scale: "
              + MondalStudy.epochs(Scale.SMOKE)
              + " epochs instead of "
              + MondalStudy.EPOCHS
              + ", inputs of "
              + sides(MondalInput.WHOLE)
              + " and "
              + sides(MondalInput.CROPPED)
              + " px instead of 450 and 300");
    }
    List<String> random = random();
    if (!random.isEmpty()) {
      reasons.add("random weights instead of ImageNet's: " + String.join(", ", random));
    }
    return reasons;
  }

  /** The networks that began with random weights. */
  List<String> random() {
    List<String> random = new ArrayList<>();
    for (MondalNetwork network : MondalNetwork.values()) {
      for (MondalInput input : List.of(MondalInput.WHOLE, MondalInput.CROPPED)) {
        Optional<RunFolder> run = runs.single(network, input, runs.main());
        boolean drawn = run.isPresent() && !run.get().record().weights().pretrained();
        if (drawn && !random.contains(network.title())) {
          random.add(network.title());
        }
      }
    }
    return random;
  }

  /** The inputs' sides at smoke scale, from the smallest to the largest: {@code 72 to 114}. */
  private static String sides(MondalInput input) {
    IntSummaryStatistics sides =
        Arrays.stream(MondalNetwork.values())
            .mapToInt(n -> n.side(input, Scale.SMOKE))
            .summaryStatistics();
    return sides.getMin() + " to " + sides.getMax();
  }

  /** How trainings began, for tables: a network's own, or those of an ensemble's members. */
  static String weights(List<RunFolder> trained) {
    long pretrained = trained.stream().filter(r -> r.record().weights().pretrained()).count();
    if (pretrained == 0) {
      return "random weights";
    }
    if (trained.stream().anyMatch(r -> r.record().weights().ofUser())) {
      return RunRecord.Weights.OWN + ", origin not stated";
    }
    return pretrained == trained.size()
        ? "ImageNet"
        : "mixed: ImageNet for " + pretrained + " of " + trained.size();
  }

  /** The rows of Table 4 that were not run under the main protocol. */
  List<String> notRun() {
    List<String> missing = new ArrayList<>();
    for (MondalInput input : List.of(MondalInput.WHOLE, MondalInput.CROPPED)) {
      for (MondalNetwork network : MondalNetwork.values()) {
        if (runs.single(network, input, runs.main()).isEmpty()) {
          missing.add(network.id(input));
        }
      }
    }
    return missing;
  }

  /** Where the test cells are from, and how near the split is to Table 3. */
  String split() {
    RunFolder run = runs.reference();
    PartSizes sizes = sizes(run);
    PartSizes table3 = MondalStudy.table3();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "Split of protocol %s: training %s, validation %s, test %s. ",
            runs.main().id(),
            sizes.train().text(),
            sizes.validation().text(),
            sizes.test().text()));
    Optional<String> near = MondalRuns.fact(run, FoldDraw.Printed.NEARNESS);
    boolean own = near.map(n -> n.startsWith("test is the collection's own")).orElse(false);
    text.append(
        own && runs.any().data().synthetic()
            ? String.format(
                Locale.ROOT,
                "Tested, as in the paper, on a preliminary part of new subjects: here %,d cells that"
                    + " the kit drew, where the paper has %,d.",
                sizes.test().cells(),
                table3.test().cells())
            : own
                ? String.format(
                    Locale.ROOT,
                    "Tested on the preliminary test set as far as it is at hand: %,d of its %,d cells.",
                    sizes.test().cells(),
                    table3.test().cells())
                : "The preliminary test set is not at hand, so the test part was drawn as the others"
                    + " were, as large in proportion.");
    near.ifPresent(n -> text.append(" The search says: ").append(n).append('.'));
    if (sizes.equals(table3)) {
      text.append(" These are Table 3's numbers exactly.");
    }
    return text.toString();
  }
}
