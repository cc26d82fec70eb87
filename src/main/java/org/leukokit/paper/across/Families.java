package org.leukokit.paper.across;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.paper.MethodRun;
import org.leukokit.stats.PairedDifference;

/**
 * The question of the page: classical, trained from scratch, fine-tuned, or an ensemble. A family
 * is named by what was run, not by what a paper would have run.
 */
final class Families {
  static final String CLASSICAL = "Classical on features";

  /** Networks that began with pretrained weights. */
  static final String FINE_TUNED = "Fine-tuned";

  /** Networks that a paper fine-tunes and that began here with random weights. */
  static final String FROM_RANDOM = "As for fine-tuning, from random weights";

  private final Map<String, MethodRun> best = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  Families(AcrossRuns runs) {
    add(runs, CLASSICAL, e -> e.paper().equals(Entrant.LOEY) && e.run().histories().isEmpty());
    add(runs, "Trained from scratch", e -> e.paper().equals(Entrant.OLIVEIRA));
    add(runs, FINE_TUNED, e -> ofFineTuning(e) && e.run().record().weights().pretrained());
    add(runs, FROM_RANDOM, e -> ofFineTuning(e) && !e.run().record().weights().pretrained());
    add(runs, "Ensemble", AcrossRuns.Entry::ensemble);
    add(runs, "Your own", AcrossRuns.Entry::own);
  }

  /** Networks of the papers that begin with pretrained weights, wherever these runs began. */
  private static boolean ofFineTuning(AcrossRuns.Entry e) {
    return List.of(Entrant.LOEY, Entrant.MONDAL).contains(e.paper())
        && !e.run().histories().isEmpty();
  }

  private void add(AcrossRuns runs, String family, Predicate<AcrossRuns.Entry> of) {
    List<MethodRun> members =
        runs.methods().stream().filter(of).map(AcrossRuns.Entry::predictions).toList();
    if (!members.isEmpty()) {
      best.put(family, MethodRun.best(members));
      counts.put(family, members.size());
    }
  }

  /** A sentence a family, against the classical one. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    MethodRun classical = best.get(CLASSICAL);
    best.forEach(
        (family, run) -> {
          if (run != classical && classical != null) {
            PairedDifference d = run.less(classical, Metric.ACCURACY);
            sentences.add(
                String.format(
                    Locale.ROOT,
                    "%s (%s) less classical (%s): %s points: %s.",
                    family,
                    run.title(),
                    classical.title(),
                    points(d).text(),
                    reading(run, d)));
          }
        });
    return sentences;
  }

  static Entry.Measured points(PairedDifference d) {
    return Entry.Measured.percent(d.difference(), d.interval(), 1);
  }

  // A method that calls all cells the same is no better or worse than the share of a class.
  private static String reading(MethodRun run, PairedDifference difference) {
    return Verdict.direction(difference)
        + (run.callsAllTheSame() ? "; it calls all cells of a fold the same" : "");
  }

  TableExhibit table() {
    TableBuilder table =
        new TableBuilder(
            "families",
            "Classical, from scratch, fine-tuned or ensemble",
            "A network that its paper fine-tunes stands under \""
                + FINE_TUNED
                + "\" only where it began here with pretrained weights. The best of each family by accuracy on these cells, which flatters the family with"
                + " more methods. Difference: the family's best less the best classical method, on"
                + " the same cells; brackets: 95 % interval over groups. What an interval that"
                + " holds 0 leaves open, these cells can't tell.",
            List.of(
                words("Family"),
                numbers("Methods"),
                words("Best"),
                numbers("Accuracy (%)"),
                numbers("Less classical (points)"),
                words("Reading")));
    MethodRun classical = best.get(CLASSICAL);
    best.forEach(
        (family, run) -> {
          boolean other = classical != null && run != classical;
          PairedDifference d = other ? run.less(classical, Metric.ACCURACY) : null;
          table.row(
              family,
              counts.get(family),
              run.title(),
              TableBuilder.number(100 * run.accuracy(), 1),
              other ? points(d) : new Entry.Missing("reference"),
              other ? reading(run, d) : "");
        });
    return table.build();
  }
}
