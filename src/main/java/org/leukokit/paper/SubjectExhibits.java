package org.leukokit.paper;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.record.Prediction;

/** How methods do on each subject: an accuracy over cells hides persons that are got wrong. */
public final class SubjectExhibits {
  /** How many subjects the table of the worst has. */
  private static final int WORST = 10;

  private final List<MethodRun> runs;
  private final String protocol;
  private final MethodRun best;

  /**
   * @param runs methods under one protocol, on the same cells; controls are left out
   * @param protocol the protocol's id, for people
   */
  public SubjectExhibits(List<MethodRun> runs, String protocol) {
    this.best = MethodRun.best(runs);
    this.runs = runs.stream().filter(r -> !r.control()).toList();
    this.protocol = protocol;
    this.runs.forEach(r -> MethodRun.requireSameRows(best, r));
  }

  /**
   * A subject with what a method got right.
   *
   * @param name the subject
   * @param label leukemic, healthy, or both
   * @param cells how many cells
   * @param right how many of them the method called right
   */
  record Subject(String name, String label, int cells, int right) {
    double accuracy() {
      return (double) right / cells;
    }
  }

  /** What a report says of subjects; one sentence where they aren't known. */
  public List<Report.Block> blocks() {
    if (!best.knowsSubjects()) {
      long without = best.cells().rows().stream().filter(p -> p.subject().isEmpty()).count();
      return List.of(
          new Report.Paragraph(
              String.format(
                  Locale.ROOT,
                  "The subjects of %,d of the %,d cells are not known, so nothing can be said of"
                      + " single subjects.",
                  without,
                  best.cells().rows().size())));
    }
    return List.of(
        new Report.Paragraph(summary()), new Report.Shown(figure()), new Report.Shown(worst()));
  }

  /** The subjects of a run, the lowest accuracy first, then the most cells, then by name. */
  static List<Subject> subjects(MethodRun run) {
    Map<String, int[]> counts = new TreeMap<>();
    for (Prediction p : run.cells().rows()) {
      int[] c = counts.computeIfAbsent(p.subject(), s -> new int[3]);
      c[p.positive() ? 0 : 1]++;
      c[2] += p.positive() == p.predictedPositive() ? 1 : 0;
    }
    List<Subject> subjects = new ArrayList<>();
    counts.forEach((name, c) -> subjects.add(new Subject(name, label(c), c[0] + c[1], c[2])));
    subjects.sort(
        Comparator.comparingDouble(Subject::accuracy)
            .thenComparing(Comparator.comparingInt(Subject::cells).reversed())
            .thenComparing(Subject::name));
    return subjects;
  }

  private static String label(int[] counts) {
    return counts[1] == 0 ? "leukemic" : counts[0] == 0 ? "healthy" : "both";
  }

  private String summary() {
    List<Subject> subjects = subjects(best);
    int n = subjects.size();
    double mean = subjects.stream().mapToDouble(Subject::accuracy).average().orElseThrow();
    Subject middle = subjects.get((n - 1) / 2);
    double median = (middle.accuracy() + subjects.get(n / 2).accuracy()) / 2;
    List<Subject> wrong = subjects.stream().filter(s -> s.accuracy() < 0.5).toList();
    int smallest = subjects.stream().mapToInt(Subject::cells).min().orElseThrow();
    int largest = subjects.stream().mapToInt(Subject::cells).max().orElseThrow();
    return String.format(
        Locale.ROOT,
        "Under the protocol %s, %s calls %.1f %% of all cells right. By subject (%d, of %d to %d"
            + " cells each) that runs from %.1f %% to %.1f %%, with the median at %.1f %%; the mean"
            + " in which each subject counts once is %.1f %%. It gets most of the cells wrong of %d"
            + " of the %d subjects.",
        protocol,
        best.title(),
        100 * best.accuracy(),
        n,
        smallest,
        largest,
        100 * subjects.get(0).accuracy(),
        100 * subjects.get(n - 1).accuracy(),
        100 * median,
        100 * mean,
        wrong.size(),
        n);
  }

  Figure figure() {
    List<Figure.Curve> curves = new ArrayList<>();
    for (MethodRun run : runs) {
      List<Subject> subjects = subjects(run);
      int cells = run.cells().rows().size();
      double[] x = new double[2 * subjects.size()];
      double[] y = new double[x.length];
      int before = 0;
      for (int i = 0; i < subjects.size(); i++) {
        Subject s = subjects.get(i);
        x[2 * i] = 100.0 * before / cells;
        before += s.cells();
        x[2 * i + 1] = 100.0 * before / cells;
        y[2 * i] = 100 * s.accuracy();
        y[2 * i + 1] = y[2 * i];
      }
      curves.add(new Figure.Curve(run.title(), x, y));
    }
    return new Figure.Curves(
        "fig-subjects",
        "Accuracy by subject, protocol " + protocol,
        "Each step is a subject, as wide as its share of the cells, in the order of accuracy from"
            + " the worst to the best, for each method by itself. A method that does the same on"
            + " everybody is a flat line; the area under the line is its accuracy over cells.",
        "Subjects in order of accuracy, as share of the cells (%)",
        "Accuracy of the subject (%)",
        curves,
        "");
  }

  TableExhibit worst() {
    List<Map<String, Subject>> all = new ArrayList<>();
    for (MethodRun run : runs) {
      Map<String, Subject> byName = new TreeMap<>();
      subjects(run).forEach(s -> byName.put(s.name(), s));
      all.add(byName);
    }
    List<TableExhibit.Row> rows = new ArrayList<>();
    List<Subject> subjects = subjects(best);
    for (Subject s : subjects.subList(0, Math.min(WORST, subjects.size()))) {
      double[] others =
          all.stream().mapToDouble(m -> m.get(s.name()).accuracy()).sorted().toArray();
      double mean = java.util.Arrays.stream(others).average().orElseThrow();
      rows.add(
          new TableExhibit.Row(
              TableExhibit.Origin.OURS,
              false,
              best.runId(),
              List.of(
                  new Entry.Words(s.name()),
                  new Entry.Words(s.label()),
                  new Entry.Count(s.cells()),
                  new Entry.Count(s.right()),
                  percent(s.accuracy()),
                  percent(mean),
                  percent(others[0]),
                  percent(others[others.length - 1]))));
    }
    return new TableExhibit(
        "worst-subjects",
        "The subjects that " + best.title() + " gets wrong most, protocol " + protocol,
        "The "
            + rows.size()
            + " subjects of the lowest accuracy of "
            + best.title()
            + ", the method of the highest accuracy over cells, and what all "
            + runs.size()
            + " methods reach on the same subject. A subject that all methods get wrong is hard, or"
            + " its label is. Few cells make extreme shares likely.",
        List.of(
            words("Subject"),
            words("Class"),
            numbers("Cells"),
            numbers("Right"),
            numbers("Accuracy (%)"),
            numbers("Mean of methods (%)"),
            numbers("Lowest (%)"),
            numbers("Highest (%)")),
        rows);
  }

  private static Entry percent(double share) {
    return TableBuilder.number(100 * share, 1);
  }
}
