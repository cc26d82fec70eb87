package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.leukokit.base.Hashing;

class DataDigestTest {
  private static final Cell A = new Cell("a", "x/a", "00", Label.LEUKEMIC, "P", "P+Q", "fold_0");
  private static final Cell B = new Cell("b", "x/b", "11", Label.HEALTHY, "R", "R", "fold_1");

  @Test
  void orderAndPlaceDoNotCount() {
    assertEquals(DataDigest.of(List.of(A, B)), DataDigest.of(List.of(B, A)));
    Cell moved = new Cell("a", "elsewhere", "00", Label.LEUKEMIC, "P", "P+Q", "fold_0");
    assertEquals(DataDigest.of(List.of(A)), DataDigest.of(List.of(moved)));
    assertNotEquals(DataDigest.of(List.of(A)), DataDigest.of(List.of(A, B)));
  }

  @Test
  void everyOtherPartCounts() {
    Set<String> digests = new HashSet<>();
    List<Cell> variants =
        List.of(
            A,
            new Cell("c", "x/a", "00", Label.LEUKEMIC, "P", "P+Q", "fold_0"),
            new Cell("a", "x/a", "01", Label.LEUKEMIC, "P", "P+Q", "fold_0"),
            new Cell("a", "x/a", "00", Label.UNKNOWN, "P", "P+Q", "fold_0"),
            new Cell("a", "x/a", "00", Label.LEUKEMIC, "PP", "+Q", "fold_0"),
            new Cell("a", "x/a", "00", Label.LEUKEMIC, "", "P+Q", "fold_0"),
            new Cell("a", "x/a", "00", Label.LEUKEMIC, "P", "P", "fold_0"),
            new Cell("a", "x/a", "00", Label.LEUKEMIC, "P", "P+Q", "fold_1"));
    for (Cell cell : variants) {
      digests.add(DataDigest.of(List.of(cell)));
    }
    assertEquals(variants.size(), digests.size());
  }

  @Test
  void isWhatItsDefinitionSays() {
    String definition = "a\t00\tLEUKEMIC\tP\tP+Q\tfold_0\n";
    assertEquals(Hashing.sha256Hex(definition), DataDigest.of(List.of(A)));
  }
}
