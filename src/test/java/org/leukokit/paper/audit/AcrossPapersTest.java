package org.leukokit.paper.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.audit.Citation;
import org.leukokit.audit.CitedTwice;
import org.leukokit.audit.CitedTwice.Relation;
import org.leukokit.audit.Outcome;
import org.leukokit.paper.oliveira2021.OliveiraAudit;

/** What several papers cite of one work, found by titles. */
class AcrossPapersTest {
  @Test
  void worksWithTwoNumbersAreFound() {
    assertPair("Shafique", Relation.DIFFERENT, "96.06", "99.50");
    assertPair("Supardi", Relation.DIFFERENT, "86", "80.0");
    assertPair("Pan", Relation.OTHER_METRIC, "92.5", "91.0");
    // Named on oliveira2021's leaderboard only, and listed by mondal2021 only.
    assertPair("Shi", Relation.OTHER_METRIC, "86.6", "87.9");
    assertPair("Laosai", Relation.SAME, "92", "92.0");
    // Two works of one first author, both with 93.5 %: their titles differ.
    assertFalse(AcrossPapers.pairs().stream().anyMatch(p -> p.work().surname().equals("Madhukar")));
  }

  @Test
  void whatIsHighestIsHeldAgainstOtherPapersTables() {
    Outcome outcome = OliveiraAudit.highest(AcrossPapers.citations()).check();
    assertEquals(Outcome.Result.HOLDS, outcome.result());
    assertTrue(
        outcome.arithmetic().get(0).contains("Pan (mondal2021, Table 2) 92.5 %, 0.10 below"),
        outcome.arithmetic().toString());
  }

  @Test
  void aWorkIsKnownByItsTitle() {
    Citation.Work work = work("Classification of blasts in leukemia samples");
    assertTrue(work.isSame(work("Classification of Blasts in Leukemia Samples—A Publication")));
    assertFalse(work.isSame(work("Classification of blasts")), "too short to be a prefix");
    List<Citation> cited =
        List.of(cite("one", work, "96.1"), cite("two", work, "96.06"), cite("one", work, "90"));
    CitedTwice twice = CitedTwice.of(cited).get(0);
    assertTrue(cited.get(0).agrees(cited.get(1)));
    assertEquals(Relation.DIFFERENT, twice.relation(), "90 against 96.06");
    assertEquals(Relation.SAME, CitedTwice.of(cited.subList(0, 2)).get(0).relation());
    assertEquals(List.of(), CitedTwice.of(List.of(cited.get(0), cited.get(2))), "one paper alone");
  }

  private static void assertPair(String surname, Relation relation, String... values) {
    CitedTwice pair =
        AcrossPapers.pairs().stream()
            .filter(p -> p.work().surname().equals(surname))
            .findFirst()
            .orElseThrow();
    assertEquals(relation, pair.relation(), surname);
    List<String> found = pair.citations().stream().map(c -> c.percent().toPlainString()).toList();
    assertTrue(found.containsAll(List.of(values)), found::toString);
  }

  private static Citation.Work work(String title) {
    return new Citation.Work("A", "2012", title);
  }

  private static Citation cite(String paper, Citation.Work work, String value) {
    return new Citation(paper, "Table 1", work, "accuracy", new BigDecimal(value), "");
  }
}
