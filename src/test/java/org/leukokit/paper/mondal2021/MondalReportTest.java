package org.leukokit.paper.mondal2021;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.data.Dataset;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.ensemble.Weighting;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Exhibit;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.paper.Paper;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.Prediction;
import org.leukokit.record.RunFolder;
import org.leukokit.report.ReportWriter;
import org.leukokit.study.PanelSpec;
import org.leukokit.study.StudyPanels;

/** What the report says of runs. */
class MondalReportTest {
  private static final Dataset CELLS =
      new PhantomCells(PhantomSpec.standard(3).withCounts(20, 120));

  @TempDir Path folder;

  private Report report(List<RunFolder> runs) {
    Paper paper = Paper.named("mondal2021");
    Path panels =
        StudyPanels.folder(new PanelSpec(0, 40, List.of(), 1), CELLS, folder, paper.pictures(runs));
    return paper.report(runs, PanelFolder.read(panels), List.of("A made-up remark."));
  }

  private static TableExhibit table(Report report, String id) {
    return (TableExhibit)
        report.exhibits().stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
  }

  private static Set<String> texts(Report report) {
    Set<String> texts = new TreeSet<>();
    for (Exhibit exhibit : report.exhibits()) {
      if (exhibit instanceof TableExhibit table) {
        table.rows().forEach(r -> r.entries().forEach(e -> texts.add(e.text())));
      }
    }
    return texts;
  }

  @Test
  void everyPublishedCellStandsBesideOurs() throws IOException {
    List<RunFolder> runs = new MadeMondal(CELLS, false).write(folder, Set.of());
    Report report = report(runs);
    TableExhibit table4 = table(report, "table-4");
    assertEquals(40, table4.rows().size());
    List<Map<String, String>> printed = MondalPrinted.table("table4.csv").rows();
    for (int i = 0; i < 20; i++) {
      List<Entry> paper = table4.rows().get(2 * i).entries();
      List<Entry> ours = table4.rows().get(2 * i + 1).entries();
      for (int m = 0; m < 6; m++) {
        assertEquals(
            new Entry.Published(printed.get(i).get(MondalPrinted.COLUMNS.get(m))),
            paper.get(3 + m));
        assertTrue(ours.get(3 + m) instanceof Entry.Measured, ours.toString());
      }
      assertEquals(paper.get(1), ours.get(1));
    }
    Set<String> texts = texts(report);
    for (String file : List.of("table3.csv", "table5.csv")) {
      for (Map<String, String> row : MondalPrinted.table(file).rows()) {
        row.forEach(
            (column, text) -> assertTrue(column.equals("phase") || texts.contains(text), text));
      }
    }
    List<String> ids = report.exhibits().stream().map(Exhibit::id).toList();
    for (String id :
        List.of(
            "fig-2-samples",
            "fig-3-learning-rate",
            "fig-4-centre-crop",
            "fig-5-networks-450",
            "fig-5-networks-300",
            "fig-5-ensembles-450",
            "fig-5-ensembles-300",
            "fig-6-grad-cam-hem",
            "fig-7-grad-cam-all",
            "fig-8-grad-cam-more",
            "fig-9-other-methods",
            "fig-table-5",
            "table-3",
            "controls",
            "ensemble-leak",
            "splits",
            "protocols")) {
      assertTrue(ids.contains(id), id + " is not among " + ids);
    }
    assertEquals(ids.size(), new TreeSet<>(ids).size());
    assertTrue(ids.containsAll(List.of("table-1", "table-2")), ids.toString());
    Figure.Bars bars =
        (Figure.Bars)
            report.exhibits().stream()
                .filter(e -> e.id().equals("fig-9-other-methods"))
                .findFirst()
                .orElseThrow();
    assertEquals(List.of("WEN kappa", "[85] (not available)", "[54]", "[41]"), bars.categories());
    double[] drawn = bars.series().get(0).values();
    assertEquals(88.6, drawn[0]);
    assertTrue(Double.isNaN(drawn[1]), "the text gives no number for the second-best");
    assertEquals(87.46, drawn[2]);
    assertEquals(81.7, drawn[3]);
    Path page = ReportWriter.write(report, folder.resolve("page"));
    String text = Files.readString(page);
    assertTrue(text.contains("random weights instead of ImageNet"));
    assertTrue(text.contains("A made-up remark."));
    assertFalse(text.contains("ours less the paper's"), "phantoms are not comparable");
  }

  /** The ensembles are Eq. 1 and 2, counted by hand from the members' files. */
  @Test
  void ensemblesAreTheMeansOfTheirMembers() {
    MondalRuns runs = new MondalRuns(new MadeMondal(CELLS, false).write(folder, Set.of()));
    for (MondalInput input : List.of(MondalInput.WHOLE, MondalInput.CROPPED)) {
      List<RunFolder> members = runs.members(input, runs.main());
      double[] weights = new double[5];
      double sum = 0;
      for (int k = 0; k < 5; k++) {
        double right = 0;
        List<Prediction> rows = members.get(k).validation().orElseThrow().rows();
        for (Prediction p : rows) {
          right += p.positive() == p.score() >= 0.5 ? 1 : 0;
        }
        weights[k] = right / rows.size();
        sum += weights[k];
      }
      RunFolder sap = runs.ensemble(Weighting.EQUAL, false, input, runs.main()).orElseThrow();
      RunFolder wen = runs.ensemble(Weighting.ACCURACY, false, input, runs.main()).orElseThrow();
      for (int i = 0; i < sap.predictions().rows().size(); i++) {
        double mean = 0;
        double weighted = 0;
        for (int k = 0; k < 5; k++) {
          double p = members.get(k).predictions().rows().get(i).score();
          mean += p / 5;
          weighted += weights[k] * p / sum;
        }
        assertEquals(mean, sap.predictions().rows().get(i).score(), 1e-8);
        assertEquals(weighted, wen.predictions().rows().get(i).score(), 1e-8);
      }
    }
  }

  @Test
  void picturedCellsAreWrongForOneAndRightForTheEnsemble() throws IOException {
    MondalRuns runs = new MondalRuns(new MadeMondal(CELLS, false).write(folder, Set.of()));
    MondalExplained explained = MondalExplained.of(runs).orElseThrow();
    assertEquals("WEN kappa", explained.ensemble());
    RunFolder ensemble =
        runs.ensemble(Weighting.KAPPA, false, MondalInput.CROPPED, runs.main()).orElseThrow();
    int asPublished = 0;
    for (MondalExplained.Chosen c : explained.chosen()) {
      if (c.why().endsWith("wrong, the ensemble right")) {
        asPublished++;
        assertTrue(right(ensemble, c.cell()));
        MondalNetwork network =
            Arrays.stream(MondalNetwork.values())
                .filter(n -> c.why().startsWith(n.shortTitle()))
                .findFirst()
                .orElseThrow();
        RunFolder member = runs.single(network, MondalInput.CROPPED, runs.main()).orElseThrow();
        assertFalse(right(member, c.cell()));
      }
    }
    assertTrue(asPublished >= 3, "as published: " + asPublished);
    report(runs.all());
    PanelFolder panels =
        PanelFolder.read(
            StudyPanels.folder(
                new PanelSpec(0, 40, List.of(), 1),
                CELLS,
                folder,
                Paper.named("mondal2021").pictures(runs.all())));
    PanelFolder.Panel hem = panels.get(MondalExplained.FIG_6);
    assertEquals(7, hem.columns().size());
    var image = ImageIO.read(new ByteArrayInputStream(hem.png()));
    assertEquals(7 * 96 + 6 * 4, image.getWidth());
    assertEquals(hem.rows().size() * 96 + (hem.rows().size() - 1) * 4, image.getHeight());
  }

  private static boolean right(RunFolder run, String cell) {
    Prediction p =
        run.predictions().rows().stream().filter(r -> r.cell().equals(cell)).findFirst().get();
    return p.positive() == p.predictedPositive();
  }

  @Test
  void oneNetworkAloneSaysWhatIsMissing() {
    Report report = report(new MadeMondal(CELLS, false).write(folder, Set.of("densenet121-450")));
    TableExhibit table4 = table(report, "table-4");
    assertEquals(40, table4.rows().size());
    assertEquals("not run", table4.rows().get(1).entries().get(3).text());
    assertEquals("member not run", table4.rows().get(39).entries().get(3).text());
    assertTrue(
        report.sections().stream().anyMatch(s -> s.blocks().toString().contains("Not run here:")));
  }

  /** Networks that call every cell leukemic have a kappa of 0: no WEN kappa, SAP's maps instead. */
  @Test
  void withoutWeightsThereIsNoWenKappa() {
    List<RunFolder> runs = new ArrayList<>(new MadeMondal(CELLS, true).write(folder, Set.of()));
    Report report = report(runs);
    TableExhibit table4 = table(report, "table-4");
    assertEquals("no weights", table4.rows().get(39).entries().get(3).text());
    assertEquals("SAP", MondalExplained.of(new MondalRuns(runs)).orElseThrow().ensemble());
  }
}
