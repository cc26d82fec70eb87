package org.leukokit.paper.mondal2021;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.leukokit.ensemble.Weighting;
import org.leukokit.metric.Metric;
import org.leukokit.paper.RunNumbers;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.stats.Interval;
import org.leukokit.study.Scale;
import org.leukokit.study.StudyRuns;

/** The runs of a study, by what they are, with the numbers that its exhibits ask for. */
final class MondalRuns extends StudyRuns {
  MondalRuns(List<RunFolder> runs) {
    super(runs, MondalRuns::name);
  }

  // Ensembles of both inputs have the same method; their members tell them apart.
  private static String name(RunFolder run) {
    String method = run.record().inputs().method();
    String member = run.record().inputs().settings().get("member 01 method");
    return member == null ? method : method + member.substring(member.lastIndexOf('-'));
  }

  /** The protocol under which all networks are run: the paper's where it was asked for. */
  Protocol main() {
    return first();
  }

  /** A run of the main protocol and the first split, for what all of those share. */
  RunFolder reference() {
    return all().stream()
        .filter(r -> r.record().inputs().protocol().equals(main().id()))
        .filter(r -> r.validation().isPresent() && !r.record().inputs().method().contains("split"))
        .findFirst()
        .orElse(all().get(0));
  }

  /** A network's run. */
  Optional<RunFolder> single(MondalNetwork network, MondalInput input, Protocol protocol) {
    return find(network.id(input), protocol);
  }

  /** An ensemble's run. */
  Optional<RunFolder> ensemble(
      Weighting weighting, boolean leak, MondalInput input, Protocol protocol) {
    return find(MondalMethod.id(weighting, leak, input), protocol);
  }

  /** The runs of all members of an input's ensembles; fewer where some were not run. */
  List<RunFolder> members(MondalInput input, Protocol protocol) {
    List<RunFolder> members = new ArrayList<>();
    for (MondalNetwork network : MondalNetwork.values()) {
      single(network, input, protocol).ifPresent(members::add);
    }
    return members;
  }

  /** The cheapest network's runs on further splits, by their number from 2. */
  Map<Integer, RunFolder> otherSplits() {
    Map<Integer, RunFolder> splits = new TreeMap<>();
    for (int split = 2; split < 100; split++) {
      int number = split;
      find(MondalMethod.id(MondalNetwork.CHEAPEST, MondalInput.CROPPED, split), main())
          .ifPresent(run -> splits.put(number, run));
    }
    return splits;
  }

  /** A fact of how a run was made. */
  static Optional<String> fact(RunFolder run, String name) {
    return Optional.ofNullable(run.record().environment().get(name));
  }

  static double value(Metric metric, RunFolder run) {
    return RunNumbers.value(metric, run.predictions());
  }

  /** The 95 % interval over groups. */
  static Interval interval(Metric metric, RunFolder run) {
    return RunNumbers.interval(metric, run.predictions(), run.record().inputs().seed());
  }

  /** Whether the inputs were resized to less than the paper's pixels, as at smoke scale. */
  boolean shrunk() {
    return !Scale.FULL.id().equals(any().environment().get("scale"));
  }

  /** A method's name in tables, which says what was run. */
  String title(MondalMethod method, RunFolder run) {
    if (run.record().inputs().settings().containsKey("backbone") && !run.histories().isEmpty()) {
      return run.record().title();
    }
    boolean ensemble = run.record().inputs().settings().containsKey("member 01 method");
    return method.title() + (ensemble && shrunk() ? ", shrunk" : "");
  }
}
