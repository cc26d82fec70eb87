package org.leukokit.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.ensemble.EnsembleRun;
import org.leukokit.ensemble.WeightSource;
import org.leukokit.ensemble.Weighting;
import org.leukokit.exhibit.Report;
import org.leukokit.experiment.own.OwnNetwork;
import org.leukokit.explain.HeatMap;
import org.leukokit.explain.Overlay;
import org.leukokit.image.Crop;
import org.leukokit.image.Raster;
import org.leukokit.paper.ComparisonExhibits;
import org.leukokit.paper.MethodRun;
import org.leukokit.paper.TrainingExhibits;
import org.leukokit.paper.plain.PlainReport;
import org.leukokit.record.CellMaps;
import org.leukokit.record.Prediction;
import org.leukokit.record.RunFolder;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Runs of classifiers, networks and ensembles in a notebook, to be shown and compared. */
public final class Runs {
  private static final String MAJORITY = "majority";

  private final Dataset cells;
  private final List<RunFolder> folders;
  private final SortedMap<String, CellMaps> maps;
  private final Map<String, Integer> crops;

  Runs(
      Dataset cells,
      List<RunFolder> folders,
      SortedMap<String, CellMaps> maps,
      Map<String, Integer> crops) {
    this.cells = cells;
    // What a method has to beat stands below the methods.
    this.folders = folders.stream().sorted(Comparator.comparing(Runs::control)).toList();
    this.maps = new TreeMap<>(maps);
    this.crops = Map.copyOf(crops);
  }

  static Map<String, Integer> crops(List<OwnNetwork> networks) {
    Map<String, Integer> crops = new TreeMap<>();
    networks.forEach(n -> crops.put(n.network().id(), n.input().crop()));
    return crops;
  }

  /** Every run by every metric, with confusion matrices, ROC curves and intervals. */
  public Page page() {
    return Kit.sentence(() -> new Page(PlainReport.of(folders, List.of())));
  }

  /**
   * A run: its predictions, folds, history and provenance.
   *
   * @param method the method's id
   * @param protocol the protocol's id, such as {@code group-disjoint}
   */
  public RunFolder run(String method, String protocol) {
    return under(protocol).stream()
        .filter(r -> r.record().inputs().method().equals(method))
        .findFirst()
        .orElseThrow(
            () ->
                new Stop(
                    "no run of '"
                        + method
                        + "' under '"
                        + protocol
                        + "'; there are "
                        + String.join(", ", under(protocol).stream().map(Runs::id).toList())));
  }

  /** These runs and others of the same cells. */
  public Runs and(Runs others) {
    List<RunFolder> all = new ArrayList<>(folders);
    others.folders.stream().filter(o -> !isThere(o)).forEach(all::add);
    SortedMap<String, CellMaps> allMaps = new TreeMap<>(maps);
    allMaps.putAll(others.maps);
    Map<String, Integer> allCrops = new TreeMap<>(crops);
    allCrops.putAll(others.crops);
    return new Runs(cells, all, allMaps, allCrops);
  }

  private boolean isThere(RunFolder other) {
    return folders.stream().anyMatch(f -> f.record().id().equals(other.record().id()));
  }

  /**
   * These runs and an ensemble of them under each protocol; controls and ensembles are no members.
   *
   * @param weighting {@code EQUAL} for the plain mean (SAP), else what the members reach on their
   *     validation cells (WEN)
   * @param methods the ids of the members; all if none are named
   */
  public Runs ensemble(Weighting weighting, String... methods) {
    return Kit.sentence(
        () -> {
          List<RunFolder> all = new ArrayList<>(folders);
          for (String protocol : protocols()) {
            List<RunFolder> members =
                methods.length == 0
                    ? under(protocol).stream().filter(r -> !control(r) && !ensemble(r)).toList()
                    : Arrays.stream(methods).map(m -> run(m, protocol)).toList();
            all.add(
                EnsembleRun.of(members, List.of(), weighting, WeightSource.VALIDATION, Map.of())
                    .run());
          }
          return new Runs(cells, all, maps, crops);
        });
  }

  /**
   * How the trainings on the first fold went: accuracy and loss by step, one line a network.
   *
   * @param protocol the protocol's id
   */
  public void steps(String protocol) {
    List<TrainingExhibits.Training> trainings = new ArrayList<>();
    for (RunFolder run : trained(protocol)) {
      String fold = run.histories().firstKey();
      trainings.add(new TrainingExhibits.Training(run.record().title(), run.histories().get(fold)));
    }
    Show.figure(
        TrainingExhibits.bySteps(
            "fig-steps", "Training, protocol " + protocol, "The first fold.", trainings),
        cells.info().synthetic());
  }

  /**
   * Training and validation accuracy by epoch, on the first fold.
   *
   * @param method the network's id
   * @param protocol the protocol's id
   */
  public void epochs(String method, String protocol) {
    RunFolder run = run(method, protocol);
    if (run.histories().isEmpty() || run.validation().isEmpty()) {
      throw new Stop("'" + method + "' was not trained with validation cells");
    }
    Show.figure(
        TrainingExhibits.byEpochs(
            "fig-epochs",
            run.record().title() + ", protocol " + protocol,
            "Accuracy on training rows while training, and on validation rows behind each epoch.",
            run.histories().get(run.histories().firstKey())),
        cells.info().synthetic());
  }

  /**
   * The best method against each other under a protocol, in pairs on the same cells: differences
   * with intervals over groups, and tests.
   *
   * @param protocol the protocol's id
   */
  public void compare(String protocol) {
    List<MethodRun> methods =
        under(protocol).stream().map(r -> MethodRun.of(r, control(r))).toList();
    Kit.sentence(
        () -> {
          long seed = folders.get(0).record().inputs().seed();
          for (Report.Block block : new ComparisonExhibits(methods, protocol, seed).blocks()) {
            if (block instanceof Report.Paragraph paragraph) {
              Show.text(paragraph.text());
            } else if (block instanceof Report.Shown shown) {
              Show.exhibit(shown.exhibit(), cells.info().synthetic());
            }
          }
          return null;
        });
  }

  /**
   * What each method says of each test cell: the probability of leukemic, a column a method.
   *
   * @param protocol the protocol's id
   */
  public Table scores(String protocol) {
    return table(protocol, false);
  }

  /** The same of the validation cells, of the methods that have some. */
  public Table validation(String protocol) {
    return table(protocol, true);
  }

  private Table table(String protocol, boolean validation) {
    List<RunFolder> runs =
        under(protocol).stream().filter(r -> !validation || r.validation().isPresent()).toList();
    if (runs.isEmpty()) {
      throw new Stop("no run under '" + protocol + "' has validation cells");
    }
    StringColumn cell = StringColumn.create("cell");
    StringColumn truth = StringColumn.create("truth");
    for (Prediction p : rows(runs.get(0), validation)) {
      cell.append(p.cell());
      truth.append(p.positive() ? "leukemic" : "healthy");
    }
    Table table =
        Table.create(
            (validation ? "Validation" : "Test") + " cells, protocol " + protocol, cell, truth);
    for (RunFolder run : runs) {
      DoubleColumn scores = DoubleColumn.create(id(run));
      rows(run, validation).forEach(p -> scores.append(p.score()));
      table.addColumns(scores);
    }
    return table;
  }

  private static List<Prediction> rows(RunFolder run, boolean validation) {
    var predictions = validation ? run.validation().orElseThrow() : run.predictions();
    return predictions.rows().stream().filter(Prediction::isOriginal).toList();
  }

  /**
   * Where the networks look (Grad-CAM, for the class that the cell is of): a row a cell, the cell
   * first, then each network's map over it, and the mean of the maps where there are several.
   *
   * @param protocol the protocol's id
   * @param n how many cells
   */
  public void look(String protocol, int n) {
    List<RunFolder> runs =
        trained(protocol).stream().filter(r -> maps.containsKey(r.record().id())).toList();
    if (runs.isEmpty()) {
      throw new Stop("no maps were kept under '" + protocol + "'; ask for some in Kit.train");
    }
    List<Cell> mapped =
        maps.get(runs.get(0).record().id()).cells().stream()
            .map(
                id ->
                    cells.cells().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow())
            .toList();
    // As many of one class as of the other, as far as there are.
    Choice.of(mapped, Label.LEUKEMIC, (n + 1) / 2).forEach(c -> look(c, runs));
    Choice.of(mapped, Label.HEALTHY, n / 2).forEach(c -> look(c, runs));
  }

  private void look(Cell cell, List<RunFolder> runs) {
    int crop = crops.getOrDefault(id(runs.get(0)), 0);
    Raster whole = cells.read(cell);
    Raster seen = crop == 0 ? whole : Crop.centre(whole, crop, crop);
    List<Raster> pictures = new ArrayList<>(List.of(seen));
    List<String> captions =
        new ArrayList<>(List.of(cell.id() + ", " + cell.label().name().toLowerCase(Locale.ROOT)));
    List<HeatMap> all = new ArrayList<>();
    for (RunFolder run : runs) {
      CellMaps.CellMap map = maps.get(run.record().id()).of(cell.id()).orElseThrow();
      HeatMap heat = new HeatMap(map.width(), map.height(), map.values());
      all.add(heat);
      pictures.add(Overlay.of(seen, heat));
      double score =
          run.predictions().rows().stream()
              .filter(p -> p.cell().equals(cell.id()))
              .findFirst()
              .orElseThrow()
              .score();
      String blank =
          heat.blank(cell.label().name().toLowerCase(Locale.ROOT))
              .map(why -> "; " + why)
              .orElse("");
      captions.add(
          String.format(Locale.ROOT, "%s: leukemic %.2f%s", run.record().title(), score, blank));
    }
    if (all.size() > 1) {
      int side = all.stream().mapToInt(HeatMap::width).max().orElseThrow();
      double[] equal = new double[all.size()];
      Arrays.fill(equal, 1);
      pictures.add(
          Overlay.of(
              seen, HeatMap.mean(all.stream().map(h -> h.resized(side, side)).toList(), equal)));
      captions.add("mean of the maps");
    }
    Show.images(pictures, captions, 150);
  }

  private List<RunFolder> trained(String protocol) {
    List<RunFolder> trained =
        under(protocol).stream().filter(r -> !r.histories().isEmpty()).toList();
    if (trained.isEmpty()) {
      throw new Stop("no network was trained under '" + protocol + "'");
    }
    return trained;
  }

  private List<RunFolder> under(String protocol) {
    List<RunFolder> under =
        folders.stream().filter(r -> r.record().inputs().protocol().equals(protocol)).toList();
    if (under.isEmpty()) {
      throw new Stop(
          "no run under '" + protocol + "'; there are " + String.join(", ", protocols()));
    }
    return under;
  }

  private List<String> protocols() {
    return folders.stream().map(r -> r.record().inputs().protocol()).distinct().toList();
  }

  private static String id(RunFolder run) {
    return run.record().inputs().method();
  }

  private static boolean control(RunFolder run) {
    return id(run).equals(MAJORITY);
  }

  private static boolean ensemble(RunFolder run) {
    return run.record().inputs().implementation().startsWith("ensemble/");
  }
}
