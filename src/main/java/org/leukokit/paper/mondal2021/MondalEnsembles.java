package org.leukokit.paper.mondal2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.leukokit.base.UserError;
import org.leukokit.ensemble.EnsembleRun;
import org.leukokit.ensemble.FoldWeights;
import org.leukokit.ensemble.WeightSource;
import org.leukokit.ensemble.Weighting;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.record.RunFolder;

/** The ensembles' weights, and what weights from the test set would gain. */
final class MondalEnsembles {
  private static final List<MondalInput> INPUTS = List.of(MondalInput.WHOLE, MondalInput.CROPPED);

  private final MondalRuns runs;

  MondalEnsembles(MondalRuns runs) {
    this.runs = runs;
  }

  /**
   * The members' weights under the main protocol, adding up to 1.
   *
   * @return empty where not all members were run, or no member has a weight above 0
   */
  Optional<Map<MondalNetwork, Double>> weights(
      Weighting weighting, WeightSource source, MondalInput input) {
    List<RunFolder> members = runs.members(input, runs.main());
    if (members.size() < MondalNetwork.values().length) {
      return Optional.empty();
    }
    try {
      EnsembleRun made = EnsembleRun.of(members, List.of(), weighting, source, Map.of());
      FoldWeights weights = made.ensemble().weights().get(0);
      Map<String, String> settings = made.run().record().inputs().settings();
      Map<MondalNetwork, Double> byNetwork = new EnumMap<>(MondalNetwork.class);
      for (int k = 0; k < members.size(); k++) {
        String method = settings.get(String.format(Locale.ROOT, "member %02d method", k + 1));
        for (MondalNetwork network : MondalNetwork.values()) {
          if (network.id(input).equals(method)) {
            byNetwork.put(network, weights.weights().get(k));
          }
        }
      }
      return Optional.of(byNetwork);
    } catch (UserError e) {
      return Optional.empty();
    }
  }

  /** Each member's weight in each ensemble. */
  TableExhibit weightTable() {
    List<TableExhibit.Column> columns =
        new ArrayList<>(List.of(words("Input (px)"), words("Ensemble")));
    for (MondalNetwork network : MondalNetwork.values()) {
      columns.add(numbers(network.title()));
    }
    columns.add(words("Run"));
    TableBuilder table =
        new TableBuilder(
            "ensemble-weights",
            "Weights of the ensembles' members",
            "Eq. 1 (SAP: all equal) and Eq. 2 (WEN: what each member reached on the validation set,"
                + " divided by the sum), protocol "
                + runs.main().id()
                + ". F1 is the weighted F1. A member whose kappa is 0, negative or undefined gets the"
                + " weight 0; where all do, there is no such ensemble (none). The paper prints no"
                + " weights.",
            columns);
    for (MondalInput input : INPUTS) {
      boolean first = true;
      for (Weighting weighting : Weighting.values()) {
        Optional<Map<MondalNetwork, Double>> weights =
            weights(weighting, WeightSource.VALIDATION, input);
        Optional<RunFolder> run = runs.ensemble(weighting, false, input, runs.main());
        String id = run.map(r -> r.record().shortId()).orElse("");
        table.add(
            TableExhibit.Origin.OURS,
            first,
            id,
            Integer.toString(input.pixels()),
            MondalMethod.classifier(weighting),
            Arrays.stream(MondalNetwork.values())
                .map(
                    network ->
                        weights
                            .map(w -> TableBuilder.number(w.get(network), 3))
                            .orElse(new Entry.Missing("none")))
                .toList(),
            id);
        first = false;
      }
    }
    return table.build();
  }

  /** What a leak would gain. */
  TableExhibit leakTable() {
    TableBuilder table =
        new TableBuilder(
            "ensemble-leak",
            "What weights from the test set would gain: a leak",
            "The text does not say on which set the weights were estimated. On the validation set, as"
                + " everywhere else in this report, beside the very test set that is then scored: the"
                + " difference is not performance but leakage.",
            List.of(
                words("Input (px)"),
                words("Ensemble"),
                words("Metric"),
                numbers("From validation"),
                numbers("From the test set (leak)"),
                numbers("Gain by the leak"),
                words("Leak's run")));
    for (MondalInput input : INPUTS) {
      boolean first = true;
      for (Weighting weighting : Weighting.values()) {
        if (weighting == Weighting.EQUAL) {
          continue;
        }
        Optional<RunFolder> honest = runs.ensemble(weighting, false, input, runs.main());
        Optional<RunFolder> leak = runs.ensemble(weighting, true, input, runs.main());
        for (Metric metric : List.of(Metric.WEIGHTED_F1, Metric.BALANCED_ACCURACY, Metric.AUC)) {
          table.add(
              TableExhibit.Origin.OURS,
              first,
              "",
              Integer.toString(input.pixels()),
              MondalMethod.classifier(weighting),
              metric.displayName(),
              value(metric, honest),
              value(metric, leak),
              honest.isPresent() && leak.isPresent()
                  ? TableBuilder.number(
                      MondalRuns.value(metric, leak.get()) - MondalRuns.value(metric, honest.get()),
                      3)
                  : new Entry.Missing("undefined"),
              leak.map(r -> r.record().shortId()).orElse(""));
          first = false;
        }
      }
    }
    return table.build();
  }

  private static Entry value(Metric metric, Optional<RunFolder> run) {
    return run.map(r -> TableBuilder.number(MondalRuns.value(metric, r), 3))
        .orElse(new Entry.Missing("none"));
  }
}
