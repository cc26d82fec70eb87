package org.leukokit.paper.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.leukokit.exhibit.Figure;
import org.leukokit.metric.Roc;
import org.leukokit.paper.RunFigures;

/** The figures of a report of any runs. */
final class PlainFigures {
  /** As many curves as can be told from each other. */
  private static final int CURVES = 8;

  private static final int MATRICES = 12;

  /** Points of a curve that lie nearer than this to the last one drawn are left out. */
  private static final double STEP = 1.0 / 1000;

  private final List<PlainRun> runs;

  PlainFigures(List<PlainRun> runs) {
    this.runs = runs;
  }

  List<Figure> matrices() {
    List<Figure> figures = new ArrayList<>();
    for (int from = 0; from < runs.size(); from += MATRICES) {
      List<Figure.Matrix> matrices = new ArrayList<>();
      for (PlainRun run : runs.subList(from, Math.min(runs.size(), from + MATRICES))) {
        String name = run.record().title() + " " + run.record().id().substring(0, 6);
        matrices.add(RunFigures.matrix(name, run.matrix()));
      }
      figures.add(
          new Figure.Matrices(
              numbered("fig-confusion-matrices", from / MATRICES),
              "Confusion matrices",
              "Rows: truth; columns: prediction; counts over all test rows of the folds, with their"
                  + " share of the row. Above each: method and the beginning of the run's id.",
              List.of("positive", "negative"),
              matrices));
    }
    return figures;
  }

  /** ROC curves by protocol, of the runs that have scores. */
  List<Figure> roc() {
    TreeMap<String, List<PlainRun>> byProtocol = new TreeMap<>();
    for (PlainRun run : runs) {
      if (!run.classOnly()) {
        byProtocol
            .computeIfAbsent(run.record().inputs().protocol(), p -> new ArrayList<>())
            .add(run);
      }
    }
    List<Figure> figures = new ArrayList<>();
    byProtocol.forEach(
        (protocol, all) -> {
          for (int from = 0; from < all.size(); from += CURVES) {
            List<PlainRun> some = all.subList(from, Math.min(all.size(), from + CURVES));
            figures.add(
                RunFigures.rocs(
                    numbered("fig-roc-" + protocol, from / CURVES),
                    "ROC curves, protocol " + protocol,
                    "Margins of all folds pooled, or scores where no margin is known. Points"
                        + " nearer than a thousandth to the one before are not drawn; the areas"
                        + " count all of them.",
                    some.stream().map(PlainFigures::curve).toList()));
          }
        });
    return figures;
  }

  private static String numbered(String id, int part) {
    return part == 0 ? id : id + "-" + (part + 1);
  }

  private static Figure.Curve curve(PlainRun run) {
    Roc roc = run.roc();
    List<Roc.Point> drawn = new ArrayList<>();
    List<Roc.Point> corners = roc.corners();
    for (int i = 0; i < corners.size(); i++) {
      Roc.Point p = corners.get(i);
      Roc.Point last = drawn.isEmpty() ? null : drawn.get(drawn.size() - 1);
      if (last == null
          || i == corners.size() - 1
          || p.falsePositiveRate() - last.falsePositiveRate() >= STEP
          || p.truePositiveRate() - last.truePositiveRate() >= STEP) {
        drawn.add(p);
      }
    }
    String name = run.record().title() + " " + run.record().id().substring(0, 6);
    return RunFigures.roc(name, roc, drawn);
  }
}
