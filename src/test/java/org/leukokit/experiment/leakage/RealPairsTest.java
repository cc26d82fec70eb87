package org.leukokit.experiment.leakage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.leukokit.base.Progress;
import org.leukokit.data.Dataset;
import org.leukokit.data.DatasetOptions;
import org.leukokit.data.Datasets;
import org.leukokit.data.Mirror;
import org.leukokit.data.Store;
import org.leukokit.split.NearDuplicates;
import org.leukokit.split.NearDuplicates.Findings;
import org.leukokit.split.NearDuplicates.Kind;
import org.leukokit.split.NearDuplicates.Pair;

/** The near-duplicates of the 99 real cells, whose files differ. */
class RealPairsTest {
  @Test
  void twoRealPairsAndNoOther() {
    if (Mirror.fromEnvironment().isEmpty()) {
      if ("true".equals(System.getenv("LEUKOKIT_REQUIRE_MIRROR"))) {
        fail("LEUKOKIT_REQUIRE_MIRROR is true, but " + Mirror.VARIABLE + " is not set");
      }
      assumeTrue(false, Mirror.VARIABLE + " is not set, so there are no real cells");
    }
    Dataset sample = Datasets.open("cnmc2019-sample", DatasetOptions.of(Store.fromEnvironment()));
    Findings findings = NearDuplicates.find(sample, Progress.NONE);
    assertEquals(99, findings.cells());
    assertEquals(2, findings.pairs().size(), findings.pairs().toString());
    Pair first = findings.pairs().get(0);
    assertEquals("UID_H10_1_1_hem.bmp", first.first().id());
    assertEquals("UID_h3_1_1_hem.bmp", first.second().id());
    assertEquals(14, first.difference().differing());
    assertEquals(Kind.FEW_PIXELS, first.kind());
    Pair second = findings.pairs().get(1);
    assertEquals("UID_H2_1_1_hem.bmp", second.first().id());
    assertEquals("UID_H6_1_1_hem.bmp", second.second().id());
    assertEquals(40, second.difference().differing());
    for (Pair pair : findings.pairs()) {
      assertEquals(pair.first().group(), pair.second().group());
      assertTrue(!pair.first().subject().equals(pair.second().subject()));
    }
  }
}
