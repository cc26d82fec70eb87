package org.leukokit.paper.oliveira2021;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Progress;
import org.leukokit.data.Dataset;
import org.leukokit.data.phantom.ChallengePhantoms;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.data.phantom.PhantomSpec.ClassSize;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Exhibit;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.net.ComputeDevice;
import org.leukokit.net.TorchOptions;
import org.leukokit.net.TorchRuntime;
import org.leukokit.paper.StudyOptions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.StudyFolder;
import org.leukokit.report.ReportCheck;
import org.leukokit.report.ReportWriter;
import org.leukokit.report.StudyReports;
import org.leukokit.split.Protocol;
import org.leukokit.study.FeatureSource;
import org.leukokit.study.RunConsistency;
import org.leukokit.study.Scale;
import org.leukokit.study.StudyPanels;
import org.leukokit.study.StudyRunner;
import org.leukokit.study.network.Forecast;
import org.leukokit.study.network.NetworkStudyRunner;

/** From phantom cells to the page, with VGG16 alone, a few cells and one epoch of few steps. */
class EndToEndTest {
  private static final Protocol BY_GROUP = Protocol.GROUP_DISJOINT;

  @TempDir Path folder;

  private final Dataset cells =
      new ChallengePhantoms(
          new PhantomSpec(5, 6, 27, 1, 1, 1, 250),
          List.of(
              new ChallengePhantoms.Part("prelim", true, new ClassSize(2, 9), new ClassSize(2, 9)),
              new ChallengePhantoms.Part(
                  "final", false, new ClassSize(1, 4), new ClassSize(1, 4))));

  private final StudyOptions options =
      new StudyOptions(
          Scale.SMOKE,
          Optional.empty(),
          List.of(Protocol.SPLIT_FIRST, BY_GROUP),
          10,
          1,
          2,
          Set.of(),
          Set.of("vgg16"));

  private NetworkStudyRunner networks() {
    TorchRuntime runtime =
        TorchRuntime.start(new TorchOptions(2, ComputeDevice.CPU, Path.of("target/engine")));
    return new NetworkStudyRunner(
        OliveiraStudy.networks("oliveira2021", options, new OliveiraStudy.Size(1, 1, 30, 16)),
        cells,
        runtime,
        id -> Optional.empty(),
        folder.resolve("runs"),
        Map.of("scale", "smoke"),
        Progress.NONE);
  }

  @Test
  void fromCellsToThePage() throws Exception {
    Path runs = folder.resolve("runs");
    NetworkStudyRunner networks = networks();
    Forecast forecast = networks.forecast().orElseThrow();
    // Two runs of VGG16 and its shuffled control under the first protocol.
    assertEquals(List.of(2, 1), forecast.methods().stream().map(Forecast.Method::runs).toList());
    assertTrue(forecast.seconds() > 0 && forecast.disk() > 100_000_000, forecast.toString());
    assertFalse(Files.exists(runs.resolve(".rehearsal")), "the rehearsal leaves nothing");
    List<Path> finished = new ArrayList<>();
    finished.addAll(
        new StudyRunner(
                OliveiraStudy.controls("oliveira2021", options),
                cells,
                FeatureSource.NONE,
                runs,
                Map.of("scale", "smoke"),
                Progress.NONE)
            .run());
    finished.addAll(networks.run());
    assertTrue(networks.forecast().isEmpty(), "nothing is left to be done");
    for (Path run : finished) {
      assertEquals(List.of(), RunConsistency.problems(RunFolder.read(run)), run.toString());
    }
    Path panels = StudyPanels.folder(new Oliveira2021().plan(options).panels(), cells, runs);
    StudyFolder.of("oliveira2021", finished, Optional.of(panels), List.of()).write(runs);
    Report report = StudyReports.of(runs);
    exhibits(report);
    submissions(report);
    ReportWriter.write(report, folder);
    assertEquals(List.of(), ReportCheck.of(report, folder).differences());
    pictures(report);
  }

  private static void exhibits(Report report) {
    List<String> ids = report.exhibits().stream().map(Exhibit::id).toList();
    assertTrue(
        ids.containsAll(
            List.of(
                "table-1",
                "table-2",
                "table-3",
                "table-4",
                "table-4-source",
                "table-4-divisions",
                "table-5",
                "fig-2-samples",
                "fig-3-augmentations",
                "fig-4-heads",
                "fig-5-vgg16",
                "controls",
                "leaks")),
        ids.toString());
    assertFalse(ids.contains("fig-6-vgg19"), "was not run");
    String page =
        report.sections().stream()
            .flatMap(s -> s.blocks().stream())
            .filter(Report.Paragraph.class::isInstance)
            .map(b -> ((Report.Paragraph) b).text())
            .reduce("", String::concat);
    assertTrue(page.contains("Fig. 6 (VGG19): not run"), page);
    assertTrue(page.contains("Not comparable: the cells are synthetic"), page);
    TableExhibit table2 = table(report, "table-2");
    // Three printed rows; two protocols of VGG16 on two readings; two of each other, not run.
    assertEquals(3 + 4 + 2 + 2, table2.rows().size());
    assertEquals(
        3,
        table2.rows().stream()
            .filter(r -> r.origin() == TableExhibit.Origin.PUBLISHED)
            .filter(
                r -> r.entries().stream().filter(Entry.Published.class::isInstance).count() == 5)
            .count());
    assertEquals(
        4,
        table2.rows().stream()
            .filter(r -> r.entries().stream().anyMatch(e -> e.text().equals("not run")))
            .count());
    TableExhibit leaks = table(report, "leaks");
    int groups = leaks.columns().size() - 1;
    assertTrue(((Entry.Measured) leaks.rows().get(0).entries().get(groups)).value() > 50);
    assertEquals(0, ((Entry.Measured) leaks.rows().get(1).entries().get(groups)).value());
    TableExhibit table4 = table(report, "table-4");
    assertEquals(
        2,
        table4.rows().stream().filter(r -> r.entries().get(3) instanceof Entry.Measured).count(),
        "VGG16 on new subjects, by cell and by group");
  }

  private static TableExhibit table(Report report, String id) {
    return (TableExhibit)
        report.exhibits().stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
  }

  private void submissions(Report report) {
    long unlabelled = cells.cells().stream().filter(c -> c.part().equals("final")).count();
    assertEquals(
        List.of("submission--vgg16--published.zip", "submission--vgg16--group-disjoint.zip"),
        report.downloads().stream().map(Report.Download::name).toList());
    assertTrue(
        report.downloads().get(0).text().contains("; " + unlabelled + " cells"),
        report.downloads().get(0).text());
  }

  private void pictures(Report report) throws Exception {
    for (String id : report.exhibits().stream().map(Exhibit::id).toList()) {
      Path png = folder.resolve("figures/" + id + ".png");
      if (id.startsWith("fig")) {
        assertTrue(ImageIO.read(png.toFile()).getWidth() > 800, id);
      }
    }
  }
}
