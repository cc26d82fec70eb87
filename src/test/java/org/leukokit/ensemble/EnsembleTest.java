package org.leukokit.ensemble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;

class EnsembleTest {
  private static final List<String> NAMES = List.of("vgg16", "xception", "mobilenet", "densenet");

  private static Prediction row(String cell, String fold, boolean positive, double score) {
    return new Prediction(cell, "original", "S" + cell, "S" + cell, fold, positive, score);
  }

  /** Cells a to d, of which a and b are leukemic. */
  private static Predictions four(String prefix, double... scores) {
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      rows.add(row(prefix + (char) ('a' + i), "one", i < 2, scores[i]));
    }
    return new Predictions(rows);
  }

  private static Member member(String name, Predictions test, Predictions validation) {
    return new Member(name, test, Optional.ofNullable(validation));
  }

  /** Accuracies 1, 3/4 and 1/2; kappas 1, 1/2 and 0. */
  private static List<Member> three() {
    return List.of(
        member("A", four("t", 0.9, 0.2, 0.4, 0.1), four("v", 0.9, 0.8, 0.1, 0.2)),
        member("B", four("t", 0.6, 0.6, 0.7, 0.1), four("v", 0.9, 0.2, 0.1, 0.2)),
        member("C", four("t", 0.3, 1, 0.4, 0.4), four("v", 0.9, 0.8, 0.9, 0.8)));
  }

  private static double[] scores(Weighting weighting) {
    return Ensemble.of(three(), weighting, WeightSource.VALIDATION).predictions().scores();
  }

  private static void assertScores(double[] expected, double[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-9, "row " + i);
    }
  }

  @Test
  void handComputedMeans() {
    assertScores(new double[] {0.6, 0.6, 0.5, 0.2}, scores(Weighting.EQUAL));
    // (4a + 3b + 2c) / 9.
    assertScores(new double[] {6.0 / 9, 4.6 / 9, 4.5 / 9, 1.5 / 9}, scores(Weighting.ACCURACY));
    // (2a + b) / 3.
    assertScores(new double[] {0.8, 1.0 / 3, 0.5, 0.1}, scores(Weighting.KAPPA));
    // AUC: 1; pairs (.9,.1) (.9,.2) (.2,.1) (.2,.2): 7/8; (.9,.9) (.9,.8) (.8,.9) (.8,.8): 1/2.
    assertScores(
        new double[] {
          (8 * 0.9 + 7 * 0.6 + 4 * 0.3) / 19,
          (8 * 0.2 + 7 * 0.6 + 4) / 19,
          (8 * 0.4 + 7 * 0.7 + 4 * 0.4) / 19,
          (0.8 + 0.7 + 1.6) / 19
        },
        scores(Weighting.AUC));
    // F1 of both classes: 1; (2/3 + 4/5) / 2 = 11/15; (2/3 + 0) / 2 = 1/3. 15 : 11 : 5.
    assertScores(
        new double[] {
          (15 * 0.9 + 11 * 0.6 + 5 * 0.3) / 31,
          (15 * 0.2 + 11 * 0.6 + 5) / 31,
          (15 * 0.4 + 11 * 0.7 + 5 * 0.4) / 31,
          (1.5 + 1.1 + 2) / 31
        },
        scores(Weighting.F1));
  }

  @Test
  void aKappaOfChanceGetsNoWeightAndIsSaid() {
    Ensemble e = Ensemble.of(three(), Weighting.KAPPA, WeightSource.VALIDATION);
    assertEquals(List.of(1.0, 0.5, 0.0), e.weights().get(0).performance());
    assertEquals(0, e.weights().get(0).weights().get(2));
    assertEquals(List.of("C has the weight 0 in one: its kappa is 0.0000"), e.remarks());
    assertFalse(e.leak());
    assertEquals("WEN (kappa)", e.title());
    Predictions chance = four("v", 0.9, 0.1, 0.9, 0.1);
    Predictions below = four("v", 0.1, 0.1, 0.9, 0.1);
    assertRefused(
        "no member has a positive kappa in one",
        List.of(
            member("A", four("t", 1, 1, 0, 0), chance), member("B", four("t", 1, 1, 0, 0), below)),
        Weighting.KAPPA);
  }

  @Test
  void oneHalfIsOneHalfInAnyOrder() {
    double[][] columns = {{0.1, 0.9}, {0.2, 0.8}, {0.7, 0.3}, {0.3, 0.7}, {0.6, 0.4}, {1, 0}};
    for (double[] first : columns) {
      for (double[] second : columns) {
        List<Member> members = new ArrayList<>();
        double[] all = {first[0], first[1], second[0], second[1]};
        for (int k = 0; k < 4; k++) {
          members.add(member("m" + k, four("t", all[k], all[3 - k], 0, 0), null));
        }
        Ensemble e = Ensemble.of(members, Weighting.EQUAL, WeightSource.VALIDATION);
        assertEquals(0.5, e.predictions().rows().get(0).score());
        assertTrue(e.predictions().rows().get(1).predictedPositive());
      }
    }
  }

  @Test
  void weightsFromTheTestSetAreMarkedAsALeak() {
    Ensemble e = Ensemble.of(three(), Weighting.ACCURACY, WeightSource.TEST);
    assertTrue(e.leak());
    assertTrue(e.remarks().get(0).startsWith("LEAK"));
    assertEquals("WEN (accuracy), weights from the test set: a leak", e.title());
    assertEquals(List.of(0.75, 0.75, 0.75), e.weights().get(0).performance());
    assertFalse(Ensemble.of(three(), Weighting.EQUAL, WeightSource.TEST).leak());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Member a = three().get(0);
    Predictions v = a.validation().orElseThrow();
    assertRefused("at least two members", List.of(a), Weighting.EQUAL);
    assertRefused("two members are named 'A'", List.of(a, a), Weighting.EQUAL);
    assertRefused(
        "A has the row td in fold one, B has not",
        List.of(a, member("B", four("t", 1, 1, 0), v)),
        Weighting.EQUAL);
    assertRefused(
        "A has the row ta in fold one, B has not",
        List.of(
            a,
            member(
                "B",
                new Predictions(
                    a.predictions().rows().stream()
                        .map(p -> row(p.cell(), "two", p.positive(), p.score()))
                        .toList()),
                v)),
        Weighting.EQUAL);
    assertRefused(
        "tc is healthy to A and leukemic to B",
        List.of(
            a,
            member(
                "B",
                new Predictions(
                    a.predictions().rows().stream()
                        .map(p -> row(p.cell(), "one", !p.cell().equals("td"), p.score()))
                        .toList()),
                v)),
        Weighting.EQUAL);
    assertRefused(
        "B has no validation predictions",
        List.of(a, member("B", a.predictions(), null)),
        Weighting.F1);
    assertRefused(
        "B has the validation row va in fold one, A has not",
        List.of(
            member("A", a.predictions(), four("w", 1, 1, 0, 0)), member("B", a.predictions(), v)),
        Weighting.F1);
    assertRefused(
        "the validation cell ta is a test cell of the same fold",
        List.of(
            member("A", a.predictions(), a.predictions()),
            member("B", a.predictions(), a.predictions())),
        Weighting.F1);
    List<Prediction> two = new ArrayList<>(a.predictions().rows());
    two.add(row("x", "two", true, 1));
    assertRefused(
        "every fold needs validation rows of its own",
        List.of(member("A", new Predictions(two), v), member("B", new Predictions(two), v)),
        Weighting.F1);
    assertRefused(
        "no member has a positive auc in one",
        List.of(
            member("A", a.predictions(), four("v", 1, 1)),
            member("B", a.predictions(), four("v", 1, 0))),
        Weighting.AUC);
    assertThrows(UserError.class, () -> Weighting.named("mcc"));
  }

  private static void assertRefused(String part, List<Member> members, Weighting weighting) {
    UserError error =
        assertThrows(
            UserError.class, () -> Ensemble.of(members, weighting, WeightSource.VALIDATION));
    assertTrue(error.getMessage().contains(part), error.getMessage());
    assertFalse(error.getMessage().contains("\n"));
  }

  /** What marks of the test rows say moves no weight. */
  @Test
  void testRowsDecideNoWeight() {
    List<Member> others = new ArrayList<>();
    for (Member m : three()) {
      others.add(member(m.name(), four("t", 0.01, 0.99, 0.98, 0.02), m.validation().orElseThrow()));
    }
    for (Weighting weighting : Weighting.values()) {
      assertEquals(
          Ensemble.of(three(), weighting, WeightSource.VALIDATION).weights(),
          Ensemble.of(others, weighting, WeightSource.VALIDATION).weights());
    }
  }

  private static List<Member> fixtures() {
    return NAMES.stream()
        .map(
            name ->
                member(
                    name,
                    Predictions.read(Path.of("src/test/resources/ensemble", name + "-test.csv")),
                    Predictions.read(
                        Path.of("src/test/resources/ensemble", name + "-validation.csv"))))
        .toList();
  }

  private static List<String[]> table(String name) {
    try (InputStream in = EnsembleTest.class.getResourceAsStream("/ensemble/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(","))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Three folds with many equal scores; in the third all validation cells are leukemic. */
  @Test
  void metricsAreScikitLearns() {
    Map<String, Double> reached = new HashMap<>();
    table("reached.csv")
        .forEach(
            r -> reached.put(r[0] + r[1] + r[2], Double.parseDouble(r[3].replace("nan", "NaN"))));
    int undefined = 0;
    for (Weighting weighting : Weighting.values()) {
      if (weighting == Weighting.EQUAL) {
        continue;
      }
      for (Member member : fixtures()) {
        for (String fold : List.of("fold-01", "fold-02", "fold-03")) {
          Predictions rows =
              new Predictions(
                  member.validation().orElseThrow().rows().stream()
                      .filter(p -> p.fold().equals(fold))
                      .toList());
          double expected = reached.get(weighting.id() + fold + member.name());
          assertEquals(
              expected, weighting.performance(rows), 1e-12, weighting + fold + member.name());
          undefined += Double.isNaN(expected) ? 1 : 0;
        }
      }
    }
    // Four AUCs with one class only, and the kappa of one that calls all of it right.
    assertEquals(5, undefined);
  }

  @Test
  void meansAreNumPys() {
    Map<String, Double> means = new HashMap<>();
    table("means.csv").forEach(r -> means.put(r[0] + r[1], Double.parseDouble(r[2])));
    Map<String, Double> metrics = new HashMap<>();
    table("metrics.csv").forEach(r -> metrics.put(r[0] + r[1], Double.parseDouble(r[2])));
    int compared = 0;
    for (Weighting weighting : List.of(Weighting.EQUAL, Weighting.ACCURACY, Weighting.F1)) {
      Ensemble e = Ensemble.of(fixtures(), weighting, WeightSource.VALIDATION);
      for (Prediction p : e.predictions().rows()) {
        assertEquals(means.get(weighting.id() + p.cell()), p.score(), 5e-10, p.cell());
        compared++;
      }
      for (Weighting metric :
          List.of(Weighting.ACCURACY, Weighting.AUC, Weighting.F1, Weighting.KAPPA)) {
        assertEquals(
            metrics.get(weighting.id() + metric.id()),
            metric.performance(e.predictions()),
            1e-12,
            weighting + " " + metric);
      }
      assertEquals(
          fixtures().get(0).validation().orElseThrow().rows().size(),
          e.validation().orElseThrow().rows().size());
    }
    assertEquals(360, compared);
    // Without a member that AUC or kappa can weigh in the third fold, there is no ensemble.
    assertRefused("in fold-03, so all weights would be 0", fixtures(), Weighting.AUC);
    assertRefused("in fold-03, so all weights would be 0", fixtures(), Weighting.KAPPA);
  }
}
