package org.leukokit.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * Results of one work that more than one paper cites, found by the titles in their lists of
 * references.
 *
 * @param work the work, as the first of the papers has it
 * @param citations what is cited of it, paper by paper
 */
public record CitedTwice(Citation.Work work, List<Citation> citations) {
  /** What the numbers are to each other. */
  public enum Relation {
    /** One number, as far as it is rounded. */
    SAME("the same number"),
    /** Two numbers under one metric's name. */
    DIFFERENT("different numbers of one metric"),
    /** Two numbers, of metrics with other names. */
    OTHER_METRIC("different numbers, and the metrics have other names");

    private final String title;

    Relation(String title) {
      this.title = title;
    }

    /** In words. */
    public String title() {
      return title;
    }
  }

  /** Copies the list. */
  public CitedTwice {
    citations = List.copyOf(citations);
  }

  /** Every work of which more than one paper cites a result, in the order of the citations. */
  public static List<CitedTwice> of(List<Citation> all) {
    List<CitedTwice> found = new ArrayList<>();
    for (Citation c : all) {
      boolean known = found.stream().anyMatch(f -> f.work.isSame(c.work()));
      List<Citation> same = all.stream().filter(o -> o.work().isSame(c.work())).toList();
      if (!known && same.stream().map(Citation::paper).distinct().count() > 1) {
        found.add(new CitedTwice(c.work(), same));
      }
    }
    return found;
  }

  /** The relation of the numbers that stand in different papers: of the worst pair. */
  public Relation relation() {
    Relation worst = Relation.SAME;
    for (Citation a : citations) {
      for (Citation b : citations) {
        if (!a.paper().equals(b.paper()) && !a.agrees(b)) {
          if (a.metric().equalsIgnoreCase(b.metric())) {
            return Relation.DIFFERENT;
          }
          worst = Relation.OTHER_METRIC;
        }
      }
    }
    return worst;
  }
}
