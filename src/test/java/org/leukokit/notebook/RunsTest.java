package org.leukokit.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.data.Dataset;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.ensemble.Weighting;
import org.leukokit.experiment.own.OwnNetwork;
import org.leukokit.net.TestRuntime;
import org.leukokit.split.Protocol;
import org.leukokit.study.Augmentation;
import org.leukokit.study.network.FoldDraw;
import org.leukokit.study.network.TrainingRows;
import org.leukokit.train.Definition;
import org.leukokit.train.Optimiser;
import org.leukokit.train.Schedule;
import org.leukokit.train.TrainSpec;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class RunsTest {
  private static final Dataset CELLS = Kit.phantoms(PhantomSpec.standard(1).withCounts(6, 24));
  private static final FoldDraw FOLDS = new FoldDraw.ThreeWay(2, 1, 1);
  private static final String STRICT = "group-disjoint";
  private static Runs trained;

  private static OwnNetwork network(String id, int... widths) {
    TrainSpec training =
        TrainSpec.of(
            new Optimiser.Adam(0.9, 0.999, 1e-7, Definition.KERAS),
            new Schedule.Constant(3e-3),
            2,
            8);
    return new OwnNetwork(
            Kit.smallNetwork(id, 24, widths),
            new TrainingRows.Versions(List.of(Augmentation.original())),
            training)
        .cropped(300);
  }

  @BeforeAll
  static void train() {
    // The engine of the tests, before anything starts another.
    TestRuntime.get();
    trained =
        Kit.train(
            CELLS,
            FOLDS,
            List.of(Protocol.GROUP_DISJOINT),
            network("one", 4, 8),
            network("two", 8));
  }

  @Test
  void anEnsembleIsTheMeanOfItsMembers() {
    Table scores = trained.ensemble(Weighting.EQUAL).scores(STRICT);
    assertEquals(List.of("cell", "truth", "one", "two", "sap"), scores.columnNames());
    DoubleColumn one = scores.doubleColumn("one");
    DoubleColumn two = scores.doubleColumn("two");
    for (int i = 0; i < scores.rowCount(); i++) {
      double mean = (one.getDouble(i) + two.getDouble(i)) / 2;
      assertEquals(mean, scores.doubleColumn("sap").getDouble(i), 1e-8);
    }
    assertFalse(trained.validation(STRICT).isEmpty());
  }

  @Test
  void trainingAgainGivesTheSame() {
    Runs again = Kit.train(CELLS, FOLDS, List.of(Protocol.GROUP_DISJOINT), network("one", 4, 8));
    assertEquals(trained.run("one", STRICT).predictions(), again.run("one", STRICT).predictions());
  }

  @Test
  void classifiersAreTestedOnTheSameCells() {
    Runs both =
        trained.and(
            Kit.classify(
                CELLS, FOLDS, List.of(Protocol.GROUP_DISJOINT), ClassifierSpec.nearestNeighbour()));
    Table scores = both.scores(STRICT);
    // The control stands last.
    assertEquals(List.of("cell", "truth", "one", "two", "knn", "majority"), scores.columnNames());
    both.compare(STRICT);
    both.page().show("metrics", "Method", "Accuracy (%)");
    // The network's validation cells are no test cells of the classifier.
    assertEquals(
        trained.run("one", STRICT).predictions().rows().stream().map(p -> p.cell()).toList(),
        both.run("knn", STRICT).predictions().rows().stream().map(p -> p.cell()).toList());
  }

  @Test
  void showsCurvesAndMaps() {
    trained.steps(STRICT);
    trained.epochs("one", STRICT);
    trained.look(STRICT, 2);
  }

  @Test
  void saysWhatThereIsInOneSentence() {
    Stop stop = assertThrows(Stop.class, () -> trained.run("three", STRICT));
    assertTrue(stop.getMessage().endsWith("there are one, two"), stop.getMessage());
    stop = assertThrows(Stop.class, () -> trained.scores("published"));
    assertTrue(stop.getMessage().endsWith("there are " + STRICT), stop.getMessage());
    stop =
        assertThrows(
            Stop.class,
            () -> Kit.network("Mine!", "Mine", 24, org.leukokit.net.BlockNetwork.convolutions(4)));
    assertTrue(stop.getMessage().contains("no id"), stop.getMessage());
    stop = assertThrows(Stop.class, () -> Kit.audit("nobody1999"));
    assertTrue(stop.getMessage().startsWith("no such paper"), stop.getMessage());
  }

  @Test
  void tablesHaveFourDigitsThatCount() {
    Table table =
        Table.create(
            "t", DoubleColumn.create("x", 0.66, 0.5250184, 1e-7, 3, 1234.5678, Double.NaN));
    String html = HtmlTable.of(table, List.of(true), "t", "", "");
    for (String shown : List.of(">0.6600<", ">0.5250<", ">1235<")) {
      assertTrue(html.contains(shown), shown + " in " + html);
    }
  }
}
