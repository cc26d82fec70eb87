package org.leukokit.paper.mondal2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.leukokit.data.Label;
import org.leukokit.ensemble.WeightSource;
import org.leukokit.ensemble.Weighting;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.record.Prediction;
import org.leukokit.record.RunFolder;
import org.leukokit.study.PanelRequest;
import org.leukokit.study.network.ExplainedCells;

/**
 * Which cells Fig. 6 to 8 show: those that one network gets wrong and the ensemble right, chosen by
 * a rule from the runs alone.
 */
final class MondalExplained {
  static final String FIG_6 = "grad-cam-hem";
  static final String FIG_7 = "grad-cam-all";
  static final String FIG_8 = "grad-cam-more";
  private static final int SIZE = 96;
  private static final int MORE = 5;
  private static final MondalInput INPUT = MondalInput.CROPPED;

  /** The order of the rows of Fig. 6 and 7. */
  private static final List<MondalNetwork> ROWS =
      List.of(
          MondalNetwork.XCEPTION,
          MondalNetwork.VGG16,
          MondalNetwork.INCEPTION_RESNET_V2,
          MondalNetwork.DENSENET121,
          MondalNetwork.MOBILENET);

  /**
   * A row of a figure.
   *
   * @param figure the panel's id
   * @param cell the cell's id
   * @param heading the row's heading
   * @param why why it is shown
   */
  record Chosen(String figure, String cell, String heading, String why) {}

  private final Map<MondalNetwork, Map<String, Prediction>> said =
      new EnumMap<>(MondalNetwork.class);
  private final Map<MondalNetwork, RunFolder> members = new EnumMap<>(MondalNetwork.class);
  private final Map<String, Prediction> together;
  private final Weighting weighting;
  private final Map<MondalNetwork, Double> weights;
  private final List<String> candidates;
  private final List<Chosen> chosen = new ArrayList<>();

  private MondalExplained(
      MondalRuns runs, Weighting weighting, Map<MondalNetwork, Double> weights, RunFolder run) {
    this.weighting = weighting;
    this.weights = weights;
    this.together = byCell(run);
    for (MondalNetwork network : MondalNetwork.values()) {
      RunFolder member = runs.single(network, INPUT, runs.main()).orElseThrow();
      members.put(network, member);
      said.put(network, byCell(member));
    }
    Map<String, Boolean> leukemic = new TreeMap<>();
    together.values().forEach(p -> leukemic.put(p.cell(), p.positive()));
    this.candidates =
        ExplainedCells.draw(
            leukemic,
            run.folds().folds().get(0),
            MondalStudy.EXPLAINED,
            run.record().inputs().seed());
    choose();
  }

  /** Empty where a member was not run. */
  static Optional<MondalExplained> of(MondalRuns runs) {
    MondalEnsembles ensembles = new MondalEnsembles(runs);
    for (Weighting weighting : List.of(Weighting.KAPPA, Weighting.EQUAL)) {
      Optional<RunFolder> run = runs.ensemble(weighting, false, INPUT, runs.main());
      Optional<Map<MondalNetwork, Double>> weights =
          ensembles.weights(weighting, WeightSource.VALIDATION, INPUT);
      if (run.isPresent() && weights.isPresent()) {
        return Optional.of(new MondalExplained(runs, weighting, weights.get(), run.get()));
      }
    }
    return Optional.empty();
  }

  private static Map<String, Prediction> byCell(RunFolder run) {
    Map<String, Prediction> map = new TreeMap<>();
    run.predictions().rows().forEach(p -> map.put(p.cell(), p));
    return map;
  }

  /** The ensemble that is shown: WEN kappa, or SAP where no member has a kappa above 0. */
  String ensemble() {
    return MondalMethod.classifier(weighting);
  }

  List<Chosen> chosen() {
    return List.copyOf(chosen);
  }

  private void choose() {
    Set<String> used = new LinkedHashSet<>();
    for (boolean leukemic : new boolean[] {false, true}) {
      List<String> ofClass =
          candidates.stream().filter(c -> together.get(c).positive() == leukemic).toList();
      for (MondalNetwork network : ROWS) {
        List<String> left = ofClass.stream().filter(c -> !used.contains(c)).toList();
        pick(network, left)
            .ifPresent(
                c -> {
                  used.add(c.cell());
                  chosen.add(new Chosen(leukemic ? FIG_7 : FIG_6, c.cell(), c.heading(), c.why()));
                });
      }
    }
    candidates.stream()
        .filter(c -> together.get(c).positive() && right(together.get(c)) && !used.contains(c))
        .limit(MORE)
        .forEach(c -> chosen.add(new Chosen(FIG_8, c, "ALL", "the ensemble is right")));
  }

  /**
   * The cell with the fewest other networks wrong; where there is none, the next best, named so.
   */
  private Optional<Chosen> pick(MondalNetwork network, List<String> cells) {
    Comparator<String> fewest = Comparator.comparingInt(this::wrong);
    Optional<String> asPublished =
        cells.stream()
            .filter(c -> !right(said.get(network).get(c)) && right(together.get(c)))
            .min(fewest);
    if (asPublished.isPresent()) {
      return asPublished.map(c -> row(network, c, "wrong", " wrong, the ensemble right"));
    }
    Optional<String> bothWrong =
        cells.stream().filter(c -> !right(said.get(network).get(c))).min(fewest);
    if (bothWrong.isPresent()) {
      return bothWrong.map(c -> row(network, c, "+ ensemble wrong", " and the ensemble wrong"));
    }
    return cells.stream()
        .findFirst()
        .map(c -> row(network, c, "right", " right on all of this class"));
  }

  private static Chosen row(MondalNetwork network, String cell, String outcome, String why) {
    return new Chosen("", cell, network.shortTitle() + " " + outcome, network.shortTitle() + why);
  }

  private int wrong(String cell) {
    return (int) said.values().stream().filter(m -> !right(m.get(cell))).count();
  }

  private static boolean right(Prediction p) {
    return p.positive() == p.predictedPositive();
  }

  /** The pictures. */
  List<PanelRequest> requests() {
    List<PanelRequest.Member> columns = new ArrayList<>();
    for (MondalNetwork network : MondalNetwork.values()) {
      columns.add(
          new PanelRequest.Member(
              network.shortTitle(),
              RunFolder.name(members.get(network).record().inputs()),
              weights.get(network)));
    }
    List<PanelRequest> requests = new ArrayList<>();
    for (String figure : List.of(FIG_6, FIG_7, FIG_8)) {
      List<PanelRequest.Shown> rows =
          chosen.stream()
              .filter(c -> c.figure().equals(figure))
              .map(
                  c ->
                      new PanelRequest.Shown(
                          c.cell(),
                          c.heading(),
                          together.get(c.cell()).positive() ? Label.LEUKEMIC : Label.HEALTHY))
              .toList();
      if (!rows.isEmpty()) {
        requests.add(
            new PanelRequest.Explained(figure, INPUT.crop(), SIZE, columns, ensemble(), rows));
      }
    }
    return requests;
  }

  /** What the networks said of the cells that are shown. */
  TableExhibit table() {
    List<TableExhibit.Column> columns =
        new ArrayList<>(List.of(words("Figure"), words("Cell"), words("Truth"), words("Why")));
    for (MondalNetwork network : MondalNetwork.values()) {
      columns.add(numbers(network.shortTitle()));
    }
    columns.add(numbers(ensemble()));
    TableBuilder table =
        new TableBuilder(
            "grad-cam-cells",
            "The cells of Fig. 6 to 8, and what the networks say of them",
            "Probability of ALL; from 0.5 on a cell is called ALL. The cells are chosen by a rule among "
                + candidates.size()
                + " test cells drawn by the seed, not by hand: of those that a network gets wrong and"
                + " the ensemble right, the one that the fewest other networks get wrong. Where a network"
                + " has no such cell, the row says so and shows what comes nearest.",
            columns);
    String before = "";
    for (Chosen c : chosen) {
      Prediction p = together.get(c.cell());
      table.add(
          TableExhibit.Origin.OURS,
          !c.figure().equals(before),
          "",
          figure(c.figure()),
          c.cell(),
          p.positive() ? "ALL" : "Hem",
          c.why(),
          Arrays.stream(MondalNetwork.values())
              .map(network -> score(said.get(network).get(c.cell())))
              .toList(),
          score(p));
      before = c.figure();
    }
    return table.build();
  }

  static String figure(String panel) {
    return switch (panel) {
      case FIG_6 -> "Fig. 6";
      case FIG_7 -> "Fig. 7";
      default -> "Fig. 8";
    };
  }

  private static Entry score(Prediction p) {
    return TableBuilder.number(p.score(), 3);
  }
}
