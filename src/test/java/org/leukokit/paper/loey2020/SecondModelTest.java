package org.leukokit.paper.loey2020;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.classifier.KernelScale;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.net.Backbones;
import org.leukokit.net.ConvNet;
import org.leukokit.net.Head;
import org.leukokit.net.LayerSummary;
import org.leukokit.paper.OpenChoices;
import org.leukokit.paper.PublishedTable;
import org.leukokit.paper.StudyOptions;
import org.leukokit.paper.StudyPlan;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.FoldSet;
import org.leukokit.split.Protocol;
import org.leukokit.split.Row;
import org.leukokit.split.Unit;
import org.leukokit.study.Scale;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.NetworkStudySpec;
import org.leukokit.train.RateFactor;

/** The second model is what the paper's text says, and what it leaves open is a choice. */
class SecondModelTest {
  private static StudyOptions options(Scale scale, boolean pretrained, boolean newLayersOnly) {
    return options(scale, pretrained, new OpenChoices(newLayersOnly, KernelScale.ONE, 1));
  }

  private static StudyOptions options(Scale scale, boolean pretrained, OpenChoices open) {
    return new StudyOptions(
        scale,
        Optional.of(new StudyOptions.Features("alexnet", "fc7", 227)),
        List.of(Protocol.values()),
        10,
        1,
        2,
        pretrained ? Set.of("alexnet") : Set.of(),
        Set.of(),
        1,
        open);
  }

  private static NetworkStudySpec full() {
    StudyPlan plan = new Loey2020().plan(options(Scale.FULL, true, false));
    return plan.networks().orElseThrow();
  }

  private static NetworkMethod method(NetworkStudySpec spec, String id) {
    return spec.methods().stream().filter(m -> m.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void trainingIsThePapers() {
    NetworkStudySpec spec = full();
    assertEquals(
        List.of("cnn-10-fold", "cnn-hold-out", "cnn-hold-out-shuffled"),
        spec.methods(Protocol.PUBLISHED).stream().map(NetworkMethod::id).toList());
    assertEquals(
        List.of("cnn-10-fold", "cnn-hold-out"),
        spec.methods(Protocol.GROUP_DISJOINT).stream().map(NetworkMethod::id).toList());
    for (NetworkMethod m : spec.methods()) {
      assertEquals(5, m.training().batchSize());
      assertEquals(6, m.training().epochs());
      for (long step : new long[] {0, 1, 507, 6 * 507 - 1}) {
        assertEquals(1e-4, m.training().schedule().rate(step, 507), "the rate is constant");
      }
      Map<String, String> settings = new TreeMap<>(m.training().settings());
      String optimiser = settings.get("training optimiser");
      assertTrue(optimiser.startsWith("sgd momentum 0.9"), optimiser);
      assertTrue(settings.get("training penalties").startsWith("L2 1.0E-4"), settings + "");
      assertEquals("nothing", settings.get("training frozen"));
      assertEquals("none", settings.get("training clip norm"));
      assertEquals("ONCE", settings.get("training shuffling"), "MATLAB's default");
      assertEquals("none", settings.get("training rate factors"), "MATLAB's default");
      assertEquals(227, m.input().size());
      assertEquals("alexnet", m.backbone());
      assertEquals(NetworkMethod.Start.PRETRAINED, m.start());
      assertEquals(5, m.rows().versions().size(), "564 images become 2,820");
    }
  }

  /** Rows of Table 1's second half, by the names that the paper prints. */
  @Test
  void bothRowsOfTable1AreRun() {
    PublishedTable table = PublishedTable.read(Loey2020.class, "table1.csv");
    List<String> printed =
        table.rows().stream()
            .filter(r -> r.get("model").equals("second"))
            .map(r -> r.get("method"))
            .toList();
    assertEquals(
        printed,
        full().methods().stream().filter(m -> !m.control()).map(NetworkMethod::title).toList());
  }

  /** 2,820 rows: ten folds that test each once, and a hold-out that trains on 80 %. */
  @Test
  void foldsAreThePapers() {
    Dataset data = new Loey2020().phantomCells(Scale.FULL, 1);
    List<Cell> cells = data.cells();
    assertEquals(564, cells.size());
    NetworkStudySpec spec = full();
    assertEquals(Unit.ROW, spec.publishedUnit());
    NetworkMethod tenFold = method(spec, "cnn-10-fold");
    FoldPlan plan = new FoldPlan(Protocol.PUBLISHED, Unit.ROW, tenFold.rows().versions(), 1);
    FoldSet ten = tenFold.draw().folds(plan, cells);
    assertEquals(10, ten.folds().size());
    Set<Row> tested = new HashSet<>();
    for (Fold fold : ten.folds()) {
      assertEquals(282, fold.test().size());
      assertEquals(2538, fold.train().size());
      tested.addAll(fold.test());
    }
    assertEquals(2820, tested.size());
    Fold holdOut = method(spec, "cnn-hold-out").draw().folds(plan, cells).folds().get(0);
    assertEquals(2256, holdOut.train().size());
    assertEquals(564, holdOut.test().size());
  }

  /** Fully connected, softmax and output give way; the loss has the softmax. */
  @Test
  void theNetworkIsAlexNetWithItsLastLayersReplaced() {
    ConvNet whole = Backbones.ALEXNET.build(1000);
    Head head = full().methods().get(0).head();
    ConvNet net = whole.withHead(head);
    List<LayerSummary> before = whole.describe(227, 227);
    List<LayerSummary> after = net.describe(227, 227);
    assertEquals(before.size(), after.size(), "one layer with weights for one");
    int last = after.size() - 1;
    IntStream.range(0, last)
        .forEach(i -> assertEquals(whole.layers().get(i).name(), net.layers().get(i).name()));
    assertEquals("fully connected 1000", kind(before.get(last)));
    assertEquals("fully connected 2", kind(after.get(last)));
    assertEquals(60_965_224L - 4097 * 1000 + 4097 * 2, net.parameterCount());
    Set<String> fresh = new HashSet<>(net.tensorShapes().keySet());
    fresh.removeAll(whole.tensorShapes().keySet());
    assertEquals(2, fresh.size(), "a weight and a bias: " + fresh);
    assertTrue(fresh.stream().allMatch(name -> name.startsWith(Head.PREFIX)), "" + fresh);
  }

  private static String kind(LayerSummary layer) {
    return layer.kind() + " " + layer.outputText();
  }

  @Test
  void theNewLayersAloneCanBeTrained() {
    for (Scale scale : Scale.values()) {
      NetworkStudySpec all = SecondModel.study("loey2020", options(scale, true, false));
      NetworkStudySpec frozen = SecondModel.study("loey2020", options(scale, true, true));
      for (NetworkMethod m : frozen.methods()) {
        String through = m.training().freezing().through();
        assertEquals("drop7", through);
        ConvNet net = Backbones.ALEXNET.build(1000).withHead(m.head());
        Set<String> kept = net.upTo(through).tensorShapes().keySet();
        Set<String> learned = new HashSet<>(net.tensorShapes().keySet());
        learned.removeAll(kept);
        assertTrue(learned.stream().allMatch(n -> n.startsWith(Head.PREFIX)), "" + learned);
        assertEquals(2, learned.size());
        // Nothing else differs.
        NetworkMethod like = method(all, m.id());
        assertEquals(like.training(), m.training().withFreezing(like.training().freezing()));
        assertFalse(like.training().settings().equals(m.training().settings()), "another run");
      }
    }
  }

  /** In MATLAB's example of transfer learning new layers learn twenty times as fast. */
  @Test
  void theNewLayerCanLearnFaster() {
    OpenChoices twenty = new OpenChoices(false, KernelScale.ONE, 20);
    NetworkStudySpec plain = SecondModel.study("loey2020", options(Scale.FULL, true, false));
    for (NetworkMethod m :
        SecondModel.study("loey2020", options(Scale.FULL, true, twenty)).methods()) {
      String newest = m.head().layers().get(m.head().layers().size() - 1).name();
      assertEquals(List.of(new RateFactor(newest, 20, 20)), m.training().rateFactors());
      assertEquals(method(plain, m.id()).training(), m.training().withRateFactors());
    }
    UserError error =
        assertThrows(
            UserError.class,
            () -> SecondModel.study("loey2020", options(Scale.SMOKE, false, twenty)));
    assertTrue(error.getMessage().contains("are random; leave it out"), "" + error);
    assertThrows(UserError.class, () -> new OpenChoices(false, KernelScale.ONE, 0));
  }

  /**
   * A label says what is run: two folds, fewer pixels and narrower layers are no 10-fold AlexNet.
   */
  @Test
  void whatIsRunSmallerIsCalledSo() {
    NetworkStudySpec smoke = SecondModel.study("loey2020", options(Scale.SMOKE, false, false));
    assertEquals(
        "CNN (AlexNet) 2-fold, 67 px, layers of 256", method(smoke, "cnn-10-fold").title());
    assertEquals(
        "CNN (AlexNet) hold-out, 67 px, layers of 256", method(smoke, "cnn-hold-out").title());
    assertEquals(
        "CNN (AlexNet) 2-fold",
        method(SecondModel.study("loey2020", options(Scale.SMOKE, true, false)), "cnn-10-fold")
            .title());
  }

  @Test
  void randomWeightsCantBeFrozen() {
    UserError error =
        assertThrows(
            UserError.class,
            () -> SecondModel.study("loey2020", options(Scale.SMOKE, false, true)));
    assertTrue(error.getMessage().startsWith("--frozen leaves the layers of alexnet"), "" + error);
    assertEquals(1, error.getMessage().lines().count());
  }
}
