package org.leukokit.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.metric.ConfusionMatrix;

/**
 * A printed score is said to come from one of several lists of hard labels, over stated class
 * counts.
 *
 * @param where where the score stands
 * @param trace what the search found, without the stated class counts
 * @param row the row
 * @param stated the class counts as a source states them
 */
public record TraceClaim(String where, LabelTrace trace, String row, TestSet stated)
    implements Claim {
  @Override
  public String statement() {
    return row + ": the score of one of the public lists of labels, over " + stated.counts();
  }

  @Override
  public Outcome check() {
    LabelTrace.Traced found =
        trace.rows().stream().filter(r -> r.name().equals(row)).findFirst().orElseThrow();
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "of every way to divide %,d cells into two classes, every list and every number of right"
                + " cells, %d give %s",
            trace.cells(), found.hits().size(), found.value().shown()));
    found.hits().forEach(h -> lines.addAll(lines(h)));
    if (found.hits().size() == 1) {
      boolean same = found.hits().get(0).matrix().positives() == stated.positives();
      return new Outcome(
          same ? Outcome.Result.HOLDS : Outcome.Result.FAILS,
          lines,
          same ? "" : "the class counts must be others than " + stated.counts());
    }
    if (trace.positives().isPresent()) {
      lines.add(
          text(
              "with one digit changed, over the %,d + %,d cells that the other rows give, %d fit",
              trace.positives().get(),
              trace.cells() - trace.positives().get(),
              found.slips().size()));
      found.slips().forEach(h -> lines.addAll(lines(h)));
    }
    String slip =
        found.slips().size() == 1
            ? "; with one digit changed, "
                + found.slips().get(0).value().shown()
                + " is that of "
                + found.slips().get(0).labels().name()
            : "";
    return new Outcome(
        Outcome.Result.FAILS,
        lines,
        row + ", " + found.value().shown() + ", is the score of no list of labels" + slip);
  }

  private static List<String> lines(LabelTrace.Hit h) {
    ConfusionMatrix m = h.matrix();
    return List.of(
        text(
            "%s calls %,d cells positive: %,d right + %,d wrong (%,d − %,d)",
            h.labels().name(), h.labels().calledPositive(), m.tp(), m.fp(), m.negatives(), m.tn()),
        Arithmetic.step(h.value(), m).toString());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
