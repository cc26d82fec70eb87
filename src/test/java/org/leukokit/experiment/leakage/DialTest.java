package org.leukokit.experiment.leakage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Progress;
import org.leukokit.exhibit.Report;
import org.leukokit.experiment.leakage.DialStudy.Point;
import org.leukokit.experiment.leakage.DialStudy.Setting;
import org.leukokit.stats.Replicates;

/** Turning a dial moves the leak that it should move, and no other. */
class DialTest {
  private static final Setting NOTHING = new Setting(0, 0, 0);
  private static final Setting SUBJECTS = new Setting(0, 2, 0);
  private static final Setting NAMES = new Setting(0, 0, 4);

  @TempDir static Path temp;
  private static List<Point> points;

  @BeforeAll
  static void run() {
    points =
        DialStudy.run(
            List.of(NOTHING, SUBJECTS, NAMES), 5, temp, Map.of("test", "yes"), Progress.NONE);
  }

  private static Replicates of(Inflation inflation, Setting setting) {
    return inflation.of(points, setting, "knn");
  }

  @Test
  void copiesAreWorthMuchWithoutAnySubjectSignal() {
    Replicates copies = of(Inflation.COPIES, NOTHING);
    assertTrue(copies.interval().low() > 20, copies.toString());
  }

  @Test
  void subjectsAreWorthNothingWithoutASubjectSignalAndMuchWithOne() {
    Replicates without = of(Inflation.SUBJECTS, NOTHING);
    assertTrue(without.interval().contains(0), without.toString());
    assertTrue(Math.abs(without.mean()) < 5, without.toString());
    Replicates with = of(Inflation.SUBJECTS, SUBJECTS);
    assertTrue(with.interval().low() > 10, with.toString());
    Replicates growth = Inflation.SUBJECTS.growth(points, NOTHING, SUBJECTS, "knn");
    assertTrue(growth.interval().low() > 5, growth.toString());
  }

  @Test
  void secondNamesAreWorthSomethingOnlyWhereThereAreSome() {
    Replicates without = of(Inflation.NAMES, NOTHING);
    assertTrue(without.interval().contains(0), without.toString());
    Replicates with = of(Inflation.NAMES, NAMES);
    assertTrue(with.interval().low() > 0, with.toString());
    assertTrue(with.mean() > without.mean() + 4, with + " " + without);
  }

  @Test
  void aSecondRunReadsWhatIsThere() {
    List<Point> again =
        DialStudy.run(List.of(NOTHING), 2, temp, Map.of("test", "no"), Progress.NONE);
    assertEquals("yes", again.get(0).runs().any().environment().get("test"));
    assertEquals(
        Inflation.COPIES.of(points.get(1), "knn"), Inflation.COPIES.of(again.get(1), "knn"));
  }

  @Test
  void theFeaturesOfASmallPicture() {
    // Two grey pixels side by side, 10 and 30, on black.
    byte[] rgb = new byte[3 * 4 * 3];
    for (int c = 0; c < 3; c++) {
      rgb[3 * (1 * 4 + 1) + c] = 10;
      rgb[3 * (1 * 4 + 2) + c] = 30;
    }
    float[] f = CellStatistics.of(new org.leukokit.image.Raster(4, 3, rgb));
    float[] expected = {2, 1, (float) Math.sqrt(2), 20, 20, 20, 10, 10, 10, 10, 10, 30, 20, 0, 0};
    org.junit.jupiter.api.Assertions.assertArrayEquals(expected, f, 1e-6f);
  }

  @Test
  void theReportIsMarkedSynthetic() {
    List<Setting> all = DialStudy.settings();
    assertEquals(10, all.size());
    // One seed of every setting is enough for the words; intervals are then undefined.
    List<Point> one = DialStudy.run(all, 1, temp, Map.of(), Progress.NONE);
    Report report =
        DialReport.of(one, List.of(new MadePairs.Result("shifted", 12, 2, 2, 0, 3)), List.of());
    assertTrue(report.synthetic());
    assertEquals(6, report.exhibits().size());
  }
}
