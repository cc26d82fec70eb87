package org.leukokit.paper.mondal2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;
import static org.leukokit.exhibit.TableExhibit.Origin.OURS;

import java.util.ArrayList;
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
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (MondalInput input : INPUTS) {
      boolean first = true;
      for (Weighting weighting : Weighting.values()) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry.Words(Integer.toString(input.pixels())));
        entries.add(new Entry.Words(MondalMethod.classifier(weighting)));
        Optional<Map<MondalNetwork, Double>> weights =
            weights(weighting, WeightSource.VALIDATION, input);
        for (MondalNetwork network : MondalNetwork.values()) {
          entries.add(
              weights.isPresent()
                  ? number(weights.get().get(network), 3)
                  : new Entry.Missing("none"));
        }
        Optional<RunFolder> run = runs.ensemble(weighting, false, input, runs.main());
        String id = run.map(r -> r.record().shortId()).orElse("");
        entries.add(new Entry.Words(id));
        rows.add(new TableExhibit.Row(OURS, first, id, entries));
        first = false;
      }
    }
    List<TableExhibit.Column> columns =
        new ArrayList<>(List.of(words("Input (px)"), words("Ensemble")));
    for (MondalNetwork network : MondalNetwork.values()) {
      columns.add(numbers(network.title()));
    }
    columns.add(words("Run"));
    return new TableExhibit(
        "ensemble-weights",
        "Weights of the ensembles' members",
        "Eq. 1 (SAP: all equal) and Eq. 2 (WEN: what each member reached on the validation set,"
            + " divided by the sum), protocol "
            + runs.main().id()
            + ". F1 is the weighted F1. A member whose kappa is 0, negative or undefined gets the"
            + " weight 0; where all do, there is no such ensemble (none). The paper prints no"
            + " weights.",
        columns,
        rows);
  }

  /** What a leak would gain. */
  TableExhibit leakTable() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (MondalInput input : INPUTS) {
      boolean first = true;
      for (Weighting weighting : Weighting.values()) {
        if (weighting == Weighting.EQUAL) {
          continue;
        }
        Optional<RunFolder> honest = runs.ensemble(weighting, false, input, runs.main());
        Optional<RunFolder> leak = runs.ensemble(weighting, true, input, runs.main());
        for (Metric metric : List.of(Metric.WEIGHTED_F1, Metric.BALANCED_ACCURACY, Metric.AUC)) {
          List<Entry> entries = new ArrayList<>();
          entries.add(new Entry.Words(Integer.toString(input.pixels())));
          entries.add(new Entry.Words(MondalMethod.classifier(weighting)));
          entries.add(new Entry.Words(metric.displayName()));
          entries.add(value(metric, honest));
          entries.add(value(metric, leak));
          entries.add(
              honest.isPresent() && leak.isPresent()
                  ? number(
                      MondalRuns.value(metric, leak.get()) - MondalRuns.value(metric, honest.get()),
                      3)
                  : new Entry.Missing("undefined"));
          entries.add(new Entry.Words(leak.map(r -> r.record().shortId()).orElse("")));
          rows.add(new TableExhibit.Row(OURS, first, "", entries));
          first = false;
        }
      }
    }
    return new TableExhibit(
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
            words("Leak's run")),
        rows);
  }

  private static Entry value(Metric metric, Optional<RunFolder> run) {
    return run.isPresent()
        ? number(MondalRuns.value(metric, run.get()), 3)
        : new Entry.Missing("none");
  }

  private static Entry number(double value, int decimals) {
    return new Entry.Measured(value, Double.NaN, Double.NaN, decimals);
  }
}
