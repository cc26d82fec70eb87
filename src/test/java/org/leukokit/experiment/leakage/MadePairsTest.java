package org.leukokit.experiment.leakage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.leukokit.base.Progress;
import org.leukokit.data.Dataset;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.split.IdenticalFiles;
import org.leukokit.split.NearDuplicates;
import org.leukokit.split.NearDuplicates.Findings;
import org.leukokit.split.NearDuplicates.Kind;

/** Near-duplicates of known origin are found, and different cells are not taken for one. */
class MadePairsTest {
  private static final Dataset PHANTOMS = new PhantomCells(new PhantomSpec(7, 8, 80, 1, 0, 0, 200));

  @ParameterizedTest
  @EnumSource(MadeChange.class)
  void everyMadePairIsFoundAndNoOther(MadeChange change) {
    ChangedCells cells = new ChangedCells(PHANTOMS, change, 8, 1);
    Findings findings = NearDuplicates.find(cells, Progress.NONE);
    assertEquals(20, cells.made());
    assertEquals(cells.made(), findings.pairs().size(), change.toString());
    for (NearDuplicates.Pair pair : findings.pairs()) {
      assertTrue(cells.isMadePair(pair.first(), pair.second()), pair.toString());
      assertNotEquals(pair.first().sha256(), pair.second().sha256());
      Kind expected =
          switch (change) {
            case SHIFTED -> Kind.SAME_PIXELS;
            case TOUCHED -> Kind.FEW_PIXELS;
            case BRIGHTER, DARKER, NOISY, TRIMMED -> null;
          };
      if (expected != null) {
        assertEquals(expected, pair.kind(), pair.toString());
      }
      if (change == MadeChange.TOUCHED) {
        assertTrue(pair.difference().differing() <= 40, pair.toString());
      }
    }
  }

  @Test
  void withoutChangesNothingIsFoundAmongDifferentCells() {
    assertEquals(java.util.List.of(), NearDuplicates.find(PHANTOMS, Progress.NONE).pairs());
  }

  @Test
  void identicalFilesAreFoundByHashAndByPixels() {
    Dataset shared = new PhantomCells(new PhantomSpec(7, 6, 60, 1, 1, 2, 96));
    var byHash = IdenticalFiles.of(shared.cells());
    var byPixels = NearDuplicates.find(shared, Progress.NONE).pairs();
    assertTrue(byHash.size() > 5);
    assertEquals(
        byHash.stream().map(p -> p.first().id() + p.second().id()).toList(),
        byPixels.stream().map(p -> p.first().id() + p.second().id()).toList());
    assertTrue(byPixels.stream().allMatch(NearDuplicates.Pair::identicalFiles));
    assertTrue(byHash.stream().allMatch(IdenticalFiles.Pair::crossesSubjects));
  }
}
