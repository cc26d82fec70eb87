package org.leukokit.paper.oliveira2021;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.data.Manifest;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.PartSizes;
import org.leukokit.split.Protocol;
import org.leukokit.split.Row;
import org.leukokit.split.Unit;
import org.leukokit.study.Scale;
import org.leukokit.study.network.FoldDraw;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.NetworkStudySpec;

class OliveiraStudyTest {
  private static final FoldDraw.ThreeWay SPLIT = OliveiraStudy.split(OliveiraChoices.DEFAULT);

  private static StudyOptions set(Scale scale, String... set) {
    StudyOptions o = options(scale);
    return new StudyOptions(
        o.scale(),
        o.features(),
        o.protocols(),
        o.folds(),
        o.seed(),
        o.threads(),
        o.pretrained(),
        o.only(),
        o.splits(),
        o.open(),
        new Oliveira2021().chosen(List.of(set)));
  }

  /** The settings of VGG16 and of Xception, which decide the ids of their runs. */
  private static List<SortedMap<String, String>> settings(Scale scale, String... set) {
    return OliveiraStudy.networks("oliveira2021", set(scale, set)).methods().stream()
        .filter(m -> m.id().equals("vgg16") || m.id().equals("xception"))
        .map(
            m -> {
              SortedMap<String, String> all = new TreeMap<>(m.training().settings());
              all.putAll(m.rows().counts());
              all.put("augmentation", m.rows().describe());
              all.put("folds", m.draw().describe());
              return all;
            })
        .toList();
  }

  private static StudyOptions options(Scale scale, String... only) {
    return new StudyOptions(
        scale,
        Optional.empty(),
        Arrays.asList(Protocol.values()),
        10,
        1,
        2,
        Set.of(),
        new Oliveira2021().only(List.of(only)));
  }

  private static long count(List<Row> rows, Label label) {
    return rows.stream().filter(r -> r.cell().label() == label).count();
  }

  @Test
  void theWholeFolderIsSplitAsInTable1() {
    List<Cell> all = Manifest.named("cnmc2019").cells().stream().map(c -> c.cell()).toList();
    List<Cell> drawn = SPLIT.drawn(all);
    assertEquals(10_661, drawn.size());
    FoldPlan plan = FoldPlan.ofOriginals(Protocol.PUBLISHED, Unit.CELL, 1);
    Fold fold = SPLIT.folds(plan, drawn).folds().get(0);
    List<List<Row>> parts = List.of(fold.train(), fold.validation(), fold.test());
    for (int i = 0; i < 3; i++) {
      var printed = OliveiraPrinted.table(1).rows().get(i);
      assertEquals(
          printed.get("malignant"), Long.toString(count(parts.get(i), Label.LEUKEMIC)), "row " + i);
      assertEquals(
          printed.get("healthy"), Long.toString(count(parts.get(i), Label.HEALTHY)), "row " + i);
    }
  }

  @Test
  void fullScaleIsThePapers() {
    NetworkStudySpec spec = OliveiraStudy.networks("oliveira2021", options(Scale.FULL));
    assertEquals(
        List.of("vgg16", "vgg19", "xception", "xception-shuffled"),
        spec.methods().stream().map(NetworkMethod::id).toList());
    NetworkMethod vgg = spec.methods().get(0);
    assertEquals(400, vgg.training().epochs());
    assertEquals(250, vgg.input().size());
    assertEquals(1e-5, vgg.training().schedule().rate(0, 1000), 1e-12);
    assertEquals(1e-6, vgg.training().schedule().rate(400_000, 1000), 1e-12);
    assertEquals(5e-6, spec.methods().get(2).training().schedule().rate(0, 1000), 1e-12);
    assertTrue(
        vgg.training().settings().get("training penalties").startsWith("L1 1.0E-4 + L2 1.0E-4"));
    assertTrue(
        spec.methods()
            .get(2)
            .training()
            .settings()
            .get("training penalties")
            .startsWith("L1 7.0E-4 + L2 7.0E-4"));
    assertEquals(
        "10000", vgg.rows().counts().get("training rows of each class"), vgg.rows().describe());
    assertEquals("5000", vgg.rows().counts().get("validation rows of each class"));
  }

  @Test
  void whatGivesTheSameFoldsIsRunOnce() {
    NetworkStudySpec spec = OliveiraStudy.networks("oliveira2021", options(Scale.SMOKE, "vgg19"));
    assertEquals(
        List.of(Protocol.PUBLISHED, Protocol.SUBJECT_DISJOINT, Protocol.GROUP_DISJOINT),
        spec.protocols());
    assertEquals(
        List.of("vgg19", "vgg19-shuffled"),
        spec.methods(Protocol.PUBLISHED).stream().map(NetworkMethod::id).toList());
    assertEquals(
        List.of("vgg19"),
        spec.methods(Protocol.GROUP_DISJOINT).stream().map(NetworkMethod::id).toList());
    assertEquals(
        List.of(Protocol.PUBLISHED), OliveiraStudy.protocols(List.of(Protocol.SPLIT_FIRST)));
  }

  @Test
  void unknownNetworksAreRefusedByName() {
    Paper paper = new Oliveira2021();
    UserError error = assertThrows(UserError.class, () -> paper.only(List.of("vgg16", "resnet")));
    assertEquals(
        "--only resnet: oliveira2021 has no such part; it has vgg16, vgg19, xception",
        error.getMessage());
    UserError whole =
        assertThrows(UserError.class, () -> Paper.named("loey2020").only(List.of("alexnet")));
    assertTrue(whole.getMessage().endsWith("it has model-1"), whole.getMessage());
  }

  @Test
  void defaultsAreTheTextsAndWhereItIsSilentTheProgramsValues() {
    SortedMap<String, String> vgg = settings(Scale.FULL).get(0);
    assertEquals("400", vgg.get("training epochs"));
    assertEquals("20", vgg.get("training batch size"));
    assertEquals("BATCHES", vgg.get("training shuffling"));
    assertEquals("BEST_VALIDATION_ACCURACY", vgg.get("training selection"));
    assertEquals(
        "exponential 1.0E-5 to 1.0E-6 over 400 epochs, by epoch, rounded to 6 decimals",
        vgg.get("training learning rate"));
    assertTrue(vgg.get("training penalties").endsWith("head.fc1 head.fc2 head.fc3"), "" + vgg);
    assertTrue(settings(Scale.FULL).get(1).get("training penalties").endsWith("head.fc1 head.fc2"));
    assertTrue(vgg.get("augmentation").contains("a blur of 5 px"), "" + vgg);
    assertTrue(vgg.get("folds").contains("of subjects or groups"), "" + vgg);
    NetworkMethod method = OliveiraStudy.networks("oliveira2021", set(Scale.FULL)).methods().get(0);
    assertEquals("Glorot uniform", method.initialiser().title());
    assertEquals(settings(Scale.FULL), settings(Scale.FULL, "epochs=400", "blur=5"));
  }

  /** Each choice changes what is run, and nothing else, at either scale. */
  @Test
  void everyChoiceIsReal() {
    Map<String, String> feels = new TreeMap<>();
    feels.put("validation=2500", "validation rows of each class");
    feels.put("rates=exact", "training learning rate");
    feels.put("shuffled=examples", "training shuffling");
    feels.put("blur=17", "augmentation");
    feels.put("tested=lowest-loss", "training selection");
    feels.put("penalty=hidden", "training penalties");
    feels.put("shares=cells", "folds");
    feels.put("epochs=100", "training epochs");
    assertEquals(OliveiraChoices.OPEN.size(), feels.size());
    for (Scale scale : Scale.values()) {
      for (Map.Entry<String, String> choice : feels.entrySet()) {
        for (int n = 0; n < 2; n++) {
          SortedMap<String, String> before = settings(scale).get(n);
          SortedMap<String, String> after = settings(scale, choice.getKey()).get(n);
          Set<String> changed = new TreeSet<>();
          before.forEach(
              (k, v) -> {
                if (!v.equals(after.get(k))) {
                  changed.add(k);
                }
              });
          Set<String> expected = new TreeSet<>(Set.of(choice.getValue()));
          // A decay over as many epochs; what is said of all copies names the validation rows.
          if (choice.getKey().startsWith("epochs")) {
            expected.add("training learning rate");
          } else if (choice.getKey().startsWith("validation")) {
            expected.add("augmentation");
          }
          assertEquals(expected, changed, choice.getKey() + " at " + scale);
        }
      }
    }
    assertEquals("100", settings(Scale.FULL, "epochs=100").get(1).get("training epochs"));
    assertEquals(
        "2500",
        settings(Scale.FULL, "validation=2500").get(0).get("validation rows of each class"));
    assertTrue(
        settings(Scale.FULL, "penalty=hidden")
            .get(1)
            .get("training penalties")
            .endsWith("of head.fc1"));
    // The controls stand on the same folds.
    assertEquals(
        OliveiraStudy.split(OliveiraChoices.of(Map.of("shares", "cells"))),
        OliveiraStudy.controls("oliveira2021", set(Scale.SMOKE, "shares=cells")).folds());
  }

  @Test
  void whatCannotBeChosenIsRefusedInOneLine() {
    String has =
        ": oliveira2021 has epochs=400|100, validation=5000|2500, rates=rounded|exact,"
            + " shuffled=batches|examples, blur=5|17, tested=best-accuracy|lowest-loss,"
            + " penalty=all|hidden, shares=subjects|cells";
    for (String wrong : List.of("epochs=50", "epochs", "colour=red", "", "=", "epochs=")) {
      UserError error =
          assertThrows(UserError.class, () -> new Oliveira2021().chosen(List.of(wrong)));
      assertEquals("--set " + wrong + has, error.getMessage());
    }
    UserError twice =
        assertThrows(
            UserError.class, () -> new Oliveira2021().chosen(List.of("epochs=100", "epochs=400")));
    assertEquals("--set epochs is given twice; choose one value", twice.getMessage());
    UserError none =
        assertThrows(UserError.class, () -> Paper.named("loey2020").chosen(List.of("epochs=1")));
    assertEquals("--set epochs=1: loey2020 has nothing to set; leave it out", none.getMessage());
  }

  @Test
  void thePatientsAreDividedAsByTheProgram() {
    List<Cell> all = Manifest.named("cnmc2019").cells().stream().map(c -> c.cell()).toList();
    FoldPlan plan = FoldPlan.ofOriginals(Protocol.SUBJECT_DISJOINT, Unit.CELL, 1);
    PartSizes sizes = PartSizes.of(SPLIT.folds(plan, SPLIT.drawn(all)).folds().get(0));
    assertEquals(28, sizes.train().leukemicSubjects());
    assertEquals(7, sizes.validation().healthySubjects());
    assertEquals(9, sizes.test().leukemicSubjects() + sizes.test().healthySubjects());
  }
}
