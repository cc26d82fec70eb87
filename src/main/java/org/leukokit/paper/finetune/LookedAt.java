package org.leukokit.paper.finetune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.leukokit.data.Label;
import org.leukokit.record.Prediction;
import org.leukokit.record.RunFolder;
import org.leukokit.study.PanelRequest;
import org.leukokit.study.network.ExplainedCells;

/**
 * Which test cells the Grad-CAM panels show, by a rule from the runs alone: right ones as the seed
 * drew them, wrong ones the most confident first.
 */
final class LookedAt {
  /** Cells side by side. */
  static final int COLUMNS = 6;

  /**
   * A panel.
   *
   * @param id a short name
   * @param leukemic the class of its cells
   * @param right whether the network called them right
   */
  record Kind(String id, boolean leukemic, boolean right) {
    /** Such as {@code Leukemic cells called leukemic}. */
    String title() {
      String name = leukemic ? "leukemic" : "healthy";
      String called = leukemic == right ? "leukemic" : "healthy";
      return (leukemic ? "Leukemic" : "Healthy")
          + " cells called "
          + called
          + (called.equals(name) ? "" : " (wrong)");
    }
  }

  /** In the order of the page. */
  static final List<Kind> KINDS =
      List.of(
          new Kind("grad-cam-leukemic-right", true, true),
          new Kind("grad-cam-healthy-right", false, true),
          new Kind("grad-cam-leukemic-wrong", true, false),
          new Kind("grad-cam-healthy-wrong", false, false));

  private final FinetuneRuns runs;

  LookedAt(FinetuneRuns runs) {
    this.runs = runs;
  }

  /** The cells of a panel, {@value #COLUMNS} at most; none if the network calls none so. */
  List<Prediction> of(Kind kind) {
    List<Prediction> fitting =
        new ArrayList<>(
            candidates().stream()
                .filter(p -> p.positive() == kind.leukemic())
                .filter(p -> (p.positive() == p.predictedPositive()) == kind.right())
                .toList());
    if (!kind.right()) {
      fitting.sort(Comparator.comparingDouble(p -> kind.leukemic() ? p.score() : -p.score()));
    }
    return fitting.subList(0, Math.min(COLUMNS, fitting.size()));
  }

  /** Test cells that have maps: the first of each fold, the second of each, and so on. */
  private List<Prediction> candidates() {
    RunFolder run = runs.network().folder();
    List<List<Prediction>> byFold = new ArrayList<>();
    for (String fold : run.folds().folds()) {
      Map<String, Prediction> cells = new TreeMap<>();
      Map<String, Boolean> leukemic = new TreeMap<>();
      for (Prediction p : runs.network().method().cells().rows()) {
        if (p.fold().equals(fold)) {
          cells.put(p.cell(), p);
          leukemic.put(p.cell(), p.positive());
        }
      }
      byFold.add(
          ExplainedCells.draw(leukemic, fold, FinetuneStudy.EXPLAINED, runs.seed()).stream()
              .map(cells::get)
              .toList());
    }
    List<Prediction> candidates = new ArrayList<>();
    for (int i = 0; i < FinetuneStudy.EXPLAINED; i++) {
      for (List<Prediction> fold : byFold) {
        if (i < fold.size()) {
          candidates.add(fold.get(i));
        }
      }
    }
    return candidates;
  }

  /** The pictures. */
  List<PanelRequest> requests(int crop) {
    List<PanelRequest> requests = new ArrayList<>();
    for (Kind kind : KINDS) {
      List<PanelRequest.Shown> shown =
          of(kind).stream()
              .map(
                  p ->
                      new PanelRequest.Shown(
                          p.cell(),
                          String.format(Locale.ROOT, "%.2f", p.score()),
                          p.positive() ? Label.LEUKEMIC : Label.HEALTHY))
              .toList();
      if (!shown.isEmpty()) {
        requests.add(
            new PanelRequest.Looked(
                kind.id(),
                crop,
                FinetuneStudy.PICTURE,
                COLUMNS,
                RunFolder.name(runs.record().inputs()),
                shown));
      }
    }
    return requests;
  }
}
