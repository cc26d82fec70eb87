package org.leukokit.paper.mondal2021;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.leukokit.base.RandomStream;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.record.CellMaps;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.FoldSet;
import org.leukokit.split.Protocol;
import org.leukokit.split.Row;
import org.leukokit.split.Unit;
import org.leukokit.study.EnsembleStudy;
import org.leukokit.study.FoldTables;
import org.leukokit.study.RunFacts;
import org.leukokit.study.Scale;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.NetworkStudySpec;

/**
 * Runs whose folds are the study's and whose scores are drawn: what trainings would leave.
 *
 * @param dataset the cells
 * @param blind whether all networks call every cell leukemic, so that no kappa is above 0
 */
record MadeMondal(Dataset dataset, boolean blind) {
  /** Runs of the study's networks, controls and ensembles, with maps. */
  List<RunFolder> write(Path runs, Set<String> only) {
    NetworkStudySpec spec =
        MondalStudy.study("mondal2021", MondalStudyTest.options(Scale.SMOKE, only, 2));
    List<Path> folders = new ArrayList<>();
    for (Protocol protocol : spec.protocols()) {
      for (String control : List.of("majority", "cell-size")) {
        folders.add(write(runs, control, control, spec.methods().get(0), protocol));
      }
      for (NetworkMethod method : spec.methods(protocol)) {
        folders.add(write(runs, method.id(), method.title(), method, protocol));
      }
    }
    folders.addAll(
        new EnsembleStudy(Mondal2021.ensembles(), runs, Map.of()).run(folders).folders());
    return folders.stream().map(RunFolder::read).toList();
  }

  private Path write(Path runs, String id, String title, NetworkMethod of, Protocol protocol) {
    FoldPlan plan = FoldPlan.ofOriginals(protocol, Unit.SUBJECT, 1);
    FoldSet set = of.draw().folds(plan, dataset.cells());
    Fold fold = set.folds().get(0);
    RunInputs inputs =
        new RunInputs(
            "mondal2021",
            id,
            protocol.id(),
            1,
            new TreeMap<>(Map.of("training epochs", "3")),
            dataset.digest(),
            "none",
            "made/1");
    Map<String, String> facts = new TreeMap<>(of.draw().facts(plan, dataset.cells()));
    facts.put("scale", "smoke");
    RunRecord record =
        RunRecord.of(
            inputs,
            title,
            RunFacts.data(dataset, dataset.cells()),
            new RunRecord.Weights(of.backbone(), "all", id.startsWith("mobilenet"), "made"),
            facts);
    boolean control = id.equals("majority") || id.equals("cell-size");
    Path folder = runs.resolve(RunFolder.name(inputs));
    new RunFolder(
            record,
            FoldTables.of(set),
            predictions(id, fold, fold.test()),
            control ? Optional.empty() : Optional.of(predictions(id, fold, fold.validation())),
            new TreeMap<>(),
            FoldTables.cells(set, List.of()),
            Optional.empty())
        .write(folder);
    if (!control) {
      maps(fold).write(CellMaps.place(folder));
    }
    return folder;
  }

  private static CellMaps maps(Fold fold) {
    return new CellMaps(
        fold.test().stream()
            .map(
                r ->
                    new CellMaps.CellMap(
                        r.cell().id(), fold.name(), 2, 2, new float[] {0, 0.5f, 0.25f, 1}))
            .toList());
  }

  private Predictions predictions(String id, Fold fold, List<Row> rows) {
    List<Prediction> predictions = new ArrayList<>();
    for (Row row : rows) {
      Cell cell = row.cell();
      boolean positive = cell.label() == Label.LEUKEMIC;
      double noise = RandomStream.at(1, "made", id, cell.id()).nextGaussian();
      double margin = noise + (positive ? 1 : -1) + (blind ? 20 : 0);
      predictions.add(
          new Prediction(
              cell.id(),
              row.version(),
              cell.subject(),
              cell.group(),
              fold.name(),
              positive,
              1 / (1 + StrictMath.exp(-margin)),
              margin));
    }
    return new Predictions(predictions);
  }
}
