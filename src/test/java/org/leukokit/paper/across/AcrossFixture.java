package org.leukokit.paper.across;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.base.Progress;
import org.leukokit.base.RandomStream;
import org.leukokit.data.Dataset;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.experiment.leakage.CellStatistics;
import org.leukokit.paper.StudyOptions;
import org.leukokit.record.History;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Protocol;
import org.leukokit.study.EnsembleStudy;
import org.leukokit.study.Scale;
import org.leukokit.study.StudyRunner;

/**
 * A small comparison without libtorch: the classifiers see statistics of the cells in the place of
 * features, and what the networks say is drawn.
 */
final class AcrossFixture {
  static final Map<String, String> FACTS =
      Map.of(
          "scale",
          "smoke",
          "began",
          "2026-01-01T00:00:00Z",
          "command",
          "leukokit reproduce all",
          AcrossCost.FEATURE_SECONDS,
          "3.5",
          AcrossCost.FEATURE_PARAMETERS,
          "1000000");

  private AcrossFixture() {}

  static Dataset cells() {
    return new PhantomCells(new PhantomSpec(1, 8, 40, 1, 1, 1, 64));
  }

  static AcrossPlan plan() {
    return Across.plan(
        new StudyOptions(
            Scale.SMOKE,
            Optional.of(new StudyOptions.Features("alexnet", "fc7", 64)),
            List.of(Protocol.values()),
            10,
            1,
            1,
            Set.of(),
            Set.of()));
  }

  /** The classical part as it is run, and drawn runs of every network, and their ensembles. */
  static List<Path> run(Path runs, Dataset cells) {
    AcrossPlan plan = plan();
    List<Path> all =
        new ArrayList<>(
            new StudyRunner(
                    plan.classical(), cells, new CellStatistics(), runs, FACTS, Progress.NONE)
                .run());
    RunFolder majority =
        all.stream()
            .map(RunFolder::read)
            .filter(r -> r.record().inputs().method().equals("majority"))
            .findFirst()
            .orElseThrow();
    for (Entrant entrant : Entrant.networks()) {
      all.add(network(runs, majority, entrant));
    }
    all.addAll(new EnsembleStudy(plan.ensembles(), runs, FACTS).run(all).folders());
    plan.again()
        .subList(0, 2)
        .forEach(
            spec ->
                all.addAll(
                    new StudyRunner(spec, cells, new CellStatistics(), runs, FACTS, Progress.NONE)
                        .run()));
    return all;
  }

  private static Path network(Path runs, RunFolder majority, Entrant entrant) {
    RunInputs common = majority.record().inputs();
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("folds", common.settings().get("folds"));
    settings.put("backbone", entrant.id().replace("-scratch", ""));
    RunInputs inputs =
        new RunInputs(
            Across.KEY,
            entrant.id(),
            common.protocol(),
            common.seed(),
            settings,
            common.dataDigest(),
            "random:x:1",
            "network/2");
    Map<String, String> facts = new TreeMap<>(FACTS);
    facts.put(RunRecord.TRAINING_SECONDS, "12.5");
    facts.put(RunRecord.PREDICTING_SECONDS, "0.5");
    facts.put(RunRecord.PARAMETERS, "3230914");
    Predictions test = drawn(majority.predictions(), entrant.id(), "test");
    SortedMap<String, History> histories = new TreeMap<>();
    for (String fold : majority.folds().folds()) {
      histories.put(
          fold,
          new History(
              List.of(), List.of(new History.Epoch(1, 3, 0.6, 0.6, 0.6, 0.6, 1e-3, 2, 12, 0.1))));
    }
    RunFolder run =
        new RunFolder(
            RunRecord.of(
                inputs,
                entrant.title(),
                majority.record().data(),
                new RunRecord.Weights("x", "all, trained", false, "began with random weights"),
                facts),
            majority.folds(),
            test,
            Optional.of(validation(majority, entrant.id())),
            histories);
    Path folder = runs.resolve(RunFolder.name(inputs));
    run.write(folder);
    return folder;
  }

  private static Predictions drawn(Predictions rows, String method, String what) {
    return new Predictions(
        rows.rows().stream()
            .map(
                p -> {
                  RandomStream random = RandomStream.at(5, what, method, p.cell());
                  double score =
                      Math.min(1, Math.max(0, random.nextDouble() + (p.positive() ? 0.25 : -0.25)));
                  return new Prediction(
                      p.cell(), p.version(), p.subject(), p.group(), p.fold(), p.positive(), score);
                })
            .toList());
  }

  private static Predictions validation(RunFolder majority, String method) {
    Map<String, Prediction> known = new TreeMap<>();
    majority.predictions().rows().forEach(p -> known.put(p.cell(), p));
    List<Prediction> rows = new ArrayList<>();
    for (int f = 0; f < majority.folds().folds().size(); f++) {
      for (var row : majority.folds().rows()) {
        if (row.roles().charAt(f) == 'V' && row.version().equals("original")) {
          Prediction p = known.get(row.cell());
          rows.add(
              new Prediction(
                  p.cell(),
                  p.version(),
                  p.subject(),
                  p.group(),
                  majority.folds().folds().get(f),
                  p.positive(),
                  p.score()));
        }
      }
    }
    return drawn(new Predictions(rows), method, "validation");
  }
}
