package org.leukokit.paper.mondal2021;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Progress;
import org.leukokit.data.Dataset;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.exhibit.Exhibit;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.net.ComputeDevice;
import org.leukokit.net.TorchOptions;
import org.leukokit.net.TorchRuntime;
import org.leukokit.paper.OpenChoices;
import org.leukokit.paper.StudyOptions;
import org.leukokit.paper.StudyPlan;
import org.leukokit.record.CellMaps;
import org.leukokit.record.Prediction;
import org.leukokit.record.RunFolder;
import org.leukokit.record.StudyFolder;
import org.leukokit.report.ReportCheck;
import org.leukokit.report.ReportWriter;
import org.leukokit.report.StudyReports;
import org.leukokit.split.Protocol;
import org.leukokit.study.EnsembleStudy;
import org.leukokit.study.FeatureSource;
import org.leukokit.study.RunConsistency;
import org.leukokit.study.Scale;
import org.leukokit.study.StudyPanels;
import org.leukokit.study.StudyRunner;
import org.leukokit.study.network.ExplainedCells;
import org.leukokit.study.network.NetworkStudyRunner;

/** From phantom cells through maps to the page, with MobileNet alone and a few cells. */
class EndToEndTest {
  @TempDir Path folder;

  private final Dataset cells = new PhantomCells(new PhantomSpec(5, 9, 30, 1, 1, 1, 300));

  private final StudyPlan plan =
      new Mondal2021()
          .plan(
              new StudyOptions(
                  Scale.SMOKE,
                  Optional.empty(),
                  List.of(Protocol.PUBLISHED, Protocol.SUBJECT_DISJOINT),
                  10,
                  1,
                  2,
                  Set.of(),
                  Set.of("mobilenet-300"),
                  2,
                  OpenChoices.DEFAULT));

  private List<Path> run(Path runs) {
    TorchRuntime runtime =
        TorchRuntime.start(new TorchOptions(2, ComputeDevice.CPU, Path.of("target/engine")));
    List<Path> finished =
        new ArrayList<>(
            new StudyRunner(
                    plan.classical().orElseThrow(),
                    cells,
                    FeatureSource.NONE,
                    runs,
                    Map.of("scale", "smoke"),
                    Progress.NONE)
                .run());
    finished.addAll(
        new NetworkStudyRunner(
                plan.networks().orElseThrow(),
                cells,
                runtime,
                id -> Optional.empty(),
                runs,
                Map.of("scale", "smoke"),
                Progress.NONE)
            .run());
    return finished;
  }

  @Test
  void fromCellsThroughMapsToThePage() {
    Path runs = folder.resolve("runs");
    List<Path> finished = run(runs);
    // Two controls; MobileNet, its shuffled control, its second split; subject-disjoint is no run
    // of its own.
    assertEquals(5, finished.size());
    for (Path run : finished) {
      assertEquals(List.of(), RunConsistency.problems(RunFolder.read(run)), run.toString());
    }
    Path mobilenet = finished.get(2);
    RunFolder read = RunFolder.read(mobilenet);
    CellMaps maps = CellMaps.read(CellMaps.place(mobilenet));
    assertEquals(
        read.predictions().rows().stream().map(Prediction::cell).collect(Collectors.toSet()),
        Set.copyOf(maps.cells()),
        "a map a test cell");
    assertEquals("conv_pw_11_relu, 6×6", read.record().environment().get(ExplainedCells.LAYER));
    assertEquals(
        "0.9", read.record().inputs().settings().get("training momentum of running statistics"));
    EnsembleStudy.Made ensembles =
        new EnsembleStudy(plan.ensembles(), runs, Map.of()).run(finished);
    assertEquals(List.of(), ensembles.folders(), "one member is no ensemble");
    List<RunFolder> all = finished.stream().map(RunFolder::read).toList();
    Path panels = StudyPanels.folder(plan.panels(), cells, runs, new Mondal2021().pictures(all));
    StudyFolder.of("mondal2021", finished, Optional.of(panels), ensembles.notes()).write(runs);
    Report report = StudyReports.of(runs);
    ReportWriter.write(report, folder);
    assertEquals(List.of(), ReportCheck.of(report, folder).differences());
    exhibits(report);
  }

  private static void exhibits(Report report) {
    List<String> ids = report.exhibits().stream().map(Exhibit::id).toList();
    assertTrue(
        ids.containsAll(
            List.of(
                "table-3",
                "table-4",
                "table-5",
                "fig-2-samples",
                "fig-3-learning-rate",
                "fig-4-centre-crop",
                "fig-5-networks-300",
                "fig-9-other-methods",
                "splits")),
        ids.toString());
    assertFalse(ids.contains("fig-6-grad-cam-hem"), "needs all five networks");
    TableExhibit table4 =
        (TableExhibit)
            report.exhibits().stream().filter(e -> e.id().equals("table-4")).findFirst().get();
    assertEquals(
        1,
        table4.rows().stream()
            .filter(r -> r.entries().stream().anyMatch(e -> e.text().equals("random weights")))
            .count());
    assertTrue(
        report.sections().stream()
            .anyMatch(s -> s.blocks().toString().contains("conv_pw_11_relu, 6×6 (MobileNet)")));
  }
}
