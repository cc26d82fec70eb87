package org.leukokit.paper.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.audit.Fit;
import org.leukokit.audit.Misprint;
import org.leukokit.audit.Notice;
import org.leukokit.audit.Outcome;
import org.leukokit.audit.PaperAudit;
import org.leukokit.audit.PaperAudit.ClaimAudit;
import org.leukokit.audit.RowFinding;
import org.leukokit.audit.Score;
import org.leukokit.audit.Verdict;
import org.leukokit.audit.Way;
import org.leukokit.metric.ConfusionMatrix;

/** What must come out of the published tables by themselves. */
class FindingsTest {
  private static final List<PaperAudit> AUDITS =
      AuditedPapers.all().stream().map(PaperAudit::of).toList();

  @Test
  void vgg16OfOliveiraFitsABalancedSetOnly() {
    RowFinding row = row("oliveira2021", 0, "VGG16");
    assertEquals(Verdict.ALTERNATIVE_SET, row.verdict());
    assertEquals(1, row.fits().size());
    assertFit(row.fits().get(0), 339, 339, Way.NEAREST, "319:308");
  }

  @Test
  void xceptionOfOliveiraHasItsF1FromRoundedValues() {
    RowFinding row = row("oliveira2021", 0, "Xception");
    assertEquals(Verdict.ALTERNATIVE_SET, row.verdict());
    assertFit(row.fits().get(0), 339, 339, Way.FROM_ROUNDED, "319:294");
  }

  @Test
  void vgg19OfOliveiraHasAMisprintInItsSpecificity() {
    RowFinding row = row("oliveira2021", 0, "VGG19");
    assertEquals(Verdict.NONE, row.verdict());
    assertEquals(1, row.misprints().size());
    Misprint misprint = row.misprints().get(0);
    assertEquals(Score.SPECIFICITY, misprint.values().get(0).score());
    assertEquals(List.of("89.68"), misprint.mustBe());
    assertEquals(339, misprint.set().positives());
    assertEquals("317:304", matrices(misprint.matches().examples()));
    assertTrue(misprint.isSlipOfPen());
  }

  @Test
  void noRowOfOliveirasTable2FitsTheStatedCounts() {
    List<Notice> notices = audit("oliveira2021").notices();
    assertTrue(
        notices.stream()
            .anyMatch(
                n ->
                    n.what().contains("727 malignant + 339 healthy")
                        && n.what().contains("All of them fit 339 malignant + 339 healthy")),
        notices::toString);
  }

  @Test
  void theFinalTestSetOfTheChallengeIsBorneOutByTwoOfThreeLeaderboardValues() {
    assertFit(row("oliveira2021", 1, "Xception").fits().get(0), 1761, 825, Way.NEAREST, "1584:649");
    assertFit(row("oliveira2021", 1, "VGG16").fits().get(0), 1761, 825, Way.NEAREST, "1546:607");
    RowFinding vgg19 = row("oliveira2021", 1, "VGG19");
    assertEquals(Verdict.NONE, vgg19.verdict());
    assertEquals(List.of("82.52010758"), vgg19.misprints().get(0).mustBe());
    assertEquals(1, vgg19.misprints().size());
  }

  @Test
  void table4IsTracedToTheSubmissionsByItself() {
    ClaimAudit xception = claim("oliveira2021", "Xception: the score of one of the public lists");
    assertEquals(Outcome.Result.HOLDS, xception.outcome().result());
    String text = xception.outcome().arithmetic().toString();
    assertTrue(
        text.contains(
            "Xception, trained by the random division calls 1,760 cells positive: 1,584 right + 176"
                + " wrong (825 − 649)"),
        text);
    ClaimAudit vgg16 = claim("oliveira2021", "VGG16: the score of one of the public lists");
    assertEquals(Outcome.Result.HOLDS, vgg16.outcome().result());
    ClaimAudit vgg19 = claim("oliveira2021", "VGG19: the score of one of the public lists");
    assertEquals(Outcome.Result.FAILS, vgg19.outcome().result());
    assertTrue(
        vgg19
            .outcome()
            .summary()
            .contains("82.52010758 % is that of VGG19, trained by the random division"),
        vgg19.outcome().summary());
    assertTrue(
        vgg19.outcome().arithmetic().toString().contains("1,761 + 825"),
        "the class counts are those of the other rows");
  }

  @Test
  void loeysCountsAreExact() {
    RowFinding tree = row("loey2020", 0, "DT");
    assertEquals(Verdict.EXACTLY_ONE, tree.verdict());
    assertEquals(1, tree.fits().size(), "and it does not fit the images before augmentation");
    assertFit(tree.fits().get(0), 1410, 1410, Way.NEAREST, "1353:1349");
    RowFinding net = row("loey2020", 0, "CNN (AlexNet) 10-fold");
    assertEquals(Verdict.EXACTLY_ONE, net.verdict());
    assertFit(net.fits().get(0), 1410, 1410, Way.NEAREST, "1410:1405");
    assertTrue(audit("loey2020").notices().isEmpty());
  }

  @Test
  void inceptionResNetOfMondalFitsNothing() {
    RowFinding row = row("mondal2021", 0, "450 px InceptionResNet-V2");
    assertEquals(Verdict.NONE, row.verdict());
    List<Misprint> stated = row.misprints().stream().filter(m -> m.set().stated()).toList();
    assertEquals(
        List.of(Score.WEIGHTED_F1, Score.BALANCED_ACCURACY),
        stated.stream().map(m -> m.values().get(0).score()).toList());
    assertEquals(
        List.of(List.of("0.770", "0.771"), List.of("0.723", "0.724")),
        stated.stream().map(Misprint::mustBe).toList());
    long others =
        audit("mondal2021").tables().get(0).rows().stream()
            .filter(r -> r.verdict().isFinding())
            .count();
    assertEquals(1, others, "every other row of Table 4 fits");
  }

  @Test
  void theEnsemblesMatrixDoesNotGiveItsRow() {
    RowFinding row = row("mondal2021", 0, "300 px WEN kappa");
    assertFit(row.fits().get(0), 1219, 648, Way.NEAREST, "1152:505 1153:504");
    ClaimAudit claim = claim("mondal2021", "WEN kappa: 502 of 648 Hem");
    assertEquals(Outcome.Result.FROM_ROUNDED, claim.outcome().result());
    String text = claim.outcome().summary() + claim.outcome().arithmetic();
    assertTrue(text.contains("balanced accuracy 0.862 instead of 0.861"), text);
    assertTrue(text.contains("(94.8 + 77.5) / 2, make it 0.8615"), text);
  }

  @Test
  void theOtherMatricesGiveTheirRows() {
    for (String net :
        List.of("VGG-16", "Xception", "MobileNet", "InceptionResNet-V2", "DenseNet-121")) {
      ClaimAudit claim = claim("mondal2021", net + ": ");
      assertEquals(Outcome.Result.HOLDS, claim.outcome().result(), net);
    }
  }

  @Test
  void theEnsembleDoesNotImproveBothClasses() {
    ClaimAudit claim = claim("mondal2021", "those two crucial metrics");
    assertEquals(Outcome.Result.FAILS, claim.outcome().result());
    assertTrue(claim.outcome().summary().contains("77.47 %"), claim.outcome().summary());
    assertTrue(claim.outcome().summary().contains("85.96 %"), claim.outcome().summary());
  }

  @Test
  void splitTablesAddUp() {
    long sums =
        AUDITS.stream()
            .flatMap(a -> a.claims().stream())
            .filter(c -> c.claim() instanceof org.leukokit.audit.SumClaim)
            .peek(c -> assertEquals(Outcome.Result.HOLDS, c.outcome().result(), c::toString))
            .count();
    assertTrue(sums > 20, "" + sums);
  }

  @Test
  void whatElseMondalsProseGetsWrong() {
    List<String> failing =
        audit("mondal2021").claims().stream()
            .filter(c -> c.outcome().result() == Outcome.Result.FAILS)
            .map(c -> c.claim().statement())
            .toList();
    assertEquals(8, failing.size(), failing::toString);
    assertTrue(failing.stream().anyMatch(s -> s.contains("450 px WEN kappa in BA")));
    ClaimAudit share = claim("mondal2021", "WEN kappa, share of ALL");
    assertTrue(share.outcome().summary().contains("rounded twice"), share.outcome().summary());
    assertTrue(failing.stream().anyMatch(s -> s.contains("higher AUCs for all")));
  }

  private static void assertFit(Fit fit, int p, int n, Way way, String matrices) {
    assertEquals(p, fit.set().positives());
    assertEquals(n, fit.set().negatives());
    assertEquals(way, fit.way());
    assertEquals(matrices, matrices(fit.matches().examples()));
  }

  private static String matrices(List<ConfusionMatrix> all) {
    return String.join(" ", all.stream().map(m -> m.tp() + ":" + m.tn()).toList());
  }

  private static PaperAudit audit(String key) {
    return AUDITS.stream().filter(a -> a.paper().key().equals(key)).findFirst().orElseThrow();
  }

  private static RowFinding row(String key, int table, String name) {
    return audit(key).tables().get(table).rows().stream()
        .filter(r -> r.row().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ClaimAudit claim(String key, String part) {
    return audit(key).claims().stream()
        .filter(c -> c.claim().statement().contains(part))
        .findFirst()
        .orElseThrow();
  }
}
