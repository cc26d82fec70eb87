package org.leukokit.paper.across;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.leukokit.metric.Metric;
import org.leukokit.record.History;
import org.leukokit.stats.Interval;

/**
 * Methods that call all cells of a fold the same: what was measured of them, and no more. Such an
 * accuracy does not say that nothing was learned; the order of the scores and the training rows may
 * say otherwise.
 */
final class OneClassMethods {
  private final List<AcrossRuns.Entry> methods;
  private final long seed;
  private final List<AcrossRuns.Entry> all;

  OneClassMethods(AcrossRuns runs) {
    all = runs.methods();
    methods = all.stream().filter(e -> e.predictions().callsAllTheSame()).toList();
    seed = runs.any().inputs().seed();
  }

  /** What is said of them; empty if there are none. */
  Optional<String> text() {
    if (methods.isEmpty()) {
      return Optional.empty();
    }
    String said =
        "In every fold these call all cells of one class, so that their accuracy is the share of"
            + " that class and says nothing else of them: "
            + methods.stream().map(this::measured).collect(Collectors.joining("; "))
            + ".";
    StringBuilder text = new StringBuilder(said);
    List<String> order = methods.stream().filter(this::ranks).map(AcrossRuns.Entry::title).toList();
    if (!order.isEmpty()) {
      text.append(" The scores of ")
          .append(String.join(", ", order))
          .append(
              " tell the classes apart all the same (the AUC's interval lies above 0.5): what is")
          .append(" missed is the threshold.");
    }
    if (order.size() < methods.size()) {
      text.append(order.isEmpty() ? " Of none of them is it" : " Of the others it is not")
          .append(" shown that the scores tell test cells apart better than chance.");
    }
    return Optional.of(text + ensembles());
  }

  private String measured(AcrossRuns.Entry e) {
    Interval i = e.predictions().interval(Metric.AUC, seed);
    String text =
        String.format(Locale.ROOT, "%s (AUC %.3f", e.title(), e.predictions().value(Metric.AUC));
    if (i.isDefined()) {
      text += String.format(Locale.ROOT, " [%.3f, %.3f]", i.low(), i.high());
    }
    OptionalDouble training =
        e.run().histories().values().stream()
            .filter(h -> !h.epochs().isEmpty())
            .map(h -> h.epochs().get(h.epochs().size() - 1))
            .mapToDouble(History.Epoch::accuracy)
            .average();
    if (training.isPresent()) {
      text +=
          String.format(
              Locale.ROOT,
              "; %.1f %% of training rows right in the last epoch",
              100 * training.getAsDouble());
    }
    return text + ")";
  }

  private boolean ranks(AcrossRuns.Entry e) {
    Interval i = e.predictions().interval(Metric.AUC, seed);
    return i.isDefined() && i.low() > 0.5;
  }

  /** What they mean for ensembles that they are members of. */
  private String ensembles() {
    List<AcrossRuns.Entry> members =
        all.stream()
            .filter(e -> e.paper().equals(Entrant.MONDAL) && !e.run().histories().isEmpty())
            .toList();
    long silent = members.stream().filter(methods::contains).count();
    boolean made = all.stream().anyMatch(AcrossRuns.Entry::ensemble);
    return silent == 0 || !made
        ? ""
        : String.format(
            Locale.ROOT,
            " The ensembles' scores are those of %d such members of %d.",
            silent,
            members.size());
  }
}
