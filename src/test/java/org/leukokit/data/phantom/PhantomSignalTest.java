package org.leukokit.data.phantom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.junit.jupiter.api.Test;
import org.leukokit.base.RandomStream;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.image.BoundingBox;
import org.leukokit.image.Raster;

/** The two signals are what they claim, each alone; small pictures, many cells. */
class PhantomSignalTest {
  private static final int SIZE = 72;
  private static final PhantomSpec SPEC = new PhantomSpec(5, 20, 300, 0, 0, 0, SIZE);

  /** What is measured on a cell, in the pixels of a 450-pixel picture. */
  private record Measured(Label label, String subject, double side, double red, double blue) {}

  private static List<Measured> measure(PhantomSpec spec) {
    PhantomCells data = new PhantomCells(spec);
    List<Measured> measured = new ArrayList<>();
    for (Cell cell : data.cells()) {
      Raster raster = data.read(cell);
      BoundingBox box = BoundingBox.of(raster, 0).orElseThrow();
      double[] sums = new double[3];
      int pixels = 0;
      for (int y = 0; y < SIZE; y++) {
        for (int x = 0; x < SIZE; x++) {
          if (raster.get(x, y, 0) > 0) {
            pixels++;
            sums[0] += raster.get(x, y, 0);
            sums[2] += raster.get(x, y, 2);
          }
        }
      }
      double side = (box.width() + box.height()) / 2.0 * 450 / SIZE;
      measured.add(
          new Measured(cell.label(), cell.subject(), side, sums[0] / pixels, sums[2] / pixels));
    }
    return measured;
  }

  private static double[] values(
      List<Measured> cells, Label label, ToDoubleFunction<Measured> value) {
    return cells.stream().filter(c -> c.label() == label).mapToDouble(value).toArray();
  }

  private static double mean(double[] x) {
    return new Mean().evaluate(x);
  }

  private static double sd(double[] x) {
    return new StandardDeviation().evaluate(x);
  }

  /** Difference of the class means in standard errors. */
  private static double z(List<Measured> cells, ToDoubleFunction<Measured> value) {
    double[] a = values(cells, Label.LEUKEMIC, value);
    double[] b = values(cells, Label.HEALTHY, value);
    double error = Math.sqrt(sd(a) * sd(a) / a.length + sd(b) * sd(b) / b.length);
    return (mean(a) - mean(b)) / error;
  }

  /** The p-value of the one-way analysis of variance between the subjects of one class. */
  private static double pBetweenSubjects(List<Measured> all, ToDoubleFunction<Measured> value) {
    Map<String, List<Double>> groups = new TreeMap<>();
    for (Measured m : all) {
      if (m.label() == Label.LEUKEMIC) {
        groups.computeIfAbsent(m.subject(), s -> new ArrayList<>()).add(value.applyAsDouble(m));
      }
    }
    double grand = mean(values(all, Label.LEUKEMIC, value));
    double between = 0;
    double within = 0;
    int n = 0;
    for (List<Double> group : groups.values()) {
      double mean = group.stream().mapToDouble(x -> x).average().orElseThrow();
      between += group.size() * (mean - grand) * (mean - grand);
      within += group.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
      n += group.size();
    }
    int df = groups.size() - 1;
    double f = between / df / (within / (n - groups.size()));
    return 1 - new FDistribution(df, n - groups.size()).cumulativeProbability(f);
  }

  @Test
  void withoutSignalsClassesAndSubjectsAreAlike() {
    List<Measured> cells = measure(SPEC);
    assertTrue(Math.abs(z(cells, Measured::side)) < 3.5);
    assertTrue(Math.abs(z(cells, Measured::red)) < 3.5);
    assertTrue(Math.abs(z(cells, Measured::blue)) < 3.5);
    assertTrue(pBetweenSubjects(cells, Measured::side) > 0.001);
    assertTrue(pBetweenSubjects(cells, Measured::red) > 0.001);
    assertTrue(pBetweenSubjects(cells, Measured::blue) > 0.001);
  }

  @Test
  void theClassSignalSeparatesClassesAndLeavesSubjectsAlike() {
    List<Measured> cells = measure(SPEC.withClassSignal(1));
    assertTrue(z(cells, Measured::side) > 8);
    assertTrue(pBetweenSubjects(cells, Measured::side) > 0.001);
    assertTrue(pBetweenSubjects(cells, Measured::red) > 0.001);
    List<Measured> twice = measure(SPEC.withClassSignal(2));
    assertTrue(z(twice, Measured::side) > 1.5 * z(cells, Measured::side));
  }

  @Test
  void theSubjectSignalSeparatesSubjectsWhateverTheirClass() {
    List<Measured> cells = measure(SPEC.withSubjectSignal(1));
    assertTrue(pBetweenSubjects(cells, Measured::side) < 1e-6);
    assertTrue(pBetweenSubjects(cells, Measured::red) < 1e-12);
    assertTrue(pBetweenSubjects(cells, Measured::blue) < 1e-12);
    // Class means differ by what 20 subjects a class leave to chance: compare means of subjects.
    for (ToDoubleFunction<Measured> value :
        List.<ToDoubleFunction<Measured>>of(Measured::side, Measured::red, Measured::blue)) {
      Map<String, double[]> means = new TreeMap<>();
      for (Measured m : cells) {
        double[] sum = means.computeIfAbsent(m.subject(), s -> new double[2]);
        sum[0] += value.applyAsDouble(m);
        sum[1]++;
      }
      double[] p = subjectMeans(means, 'P');
      double[] q = subjectMeans(means, 'Q');
      double error = Math.sqrt((sd(p) * sd(p) + sd(q) * sd(q)) / 20);
      assertTrue(Math.abs(mean(p) - mean(q)) < 3.5 * error);
    }
  }

  private static double[] subjectMeans(Map<String, double[]> means, char letter) {
    return means.entrySet().stream()
        .filter(e -> e.getKey().charAt(0) == letter)
        .mapToDouble(e -> e.getValue()[0] / e.getValue()[1])
        .toArray();
  }

  // Published boxes of the training cells: 222.1 x 219.8 (sd 32) and 188.1 x 186.9 (sd 35).
  @Test
  void sizesAreThoseOfRealCells() {
    List<Measured> cells = measure(SPEC.withClassSignal(1).withSubjectSignal(1));
    double[] all = values(cells, Label.LEUKEMIC, Measured::side);
    double[] hem = values(cells, Label.HEALTHY, Measured::side);
    assertEquals(221, mean(all), 12);
    assertEquals(187.5, mean(hem), 12);
    assertEquals(27, sd(all), 6);
    assertEquals(31, sd(hem), 9);
  }

  @Test
  void signalsScaleDifferencesAndTouchNoDraw() {
    SubjectTraits once = SubjectTraits.draw(3, "P01", 1);
    SubjectTraits twice = SubjectTraits.draw(3, "P01", 2);
    assertEquals(2 * once.size(), twice.size(), 1e-12);
    assertEquals(2 * once.hue(), twice.hue(), 1e-12);
    assertEquals(2 * once.focus(), twice.focus(), 1e-12);
    assertNotEquals(once, SubjectTraits.draw(3, "P02", 1));
    SubjectTraits none = SubjectTraits.draw(3, "P01", 0);
    assertEquals(0, none.size(), 0);
    assertEquals(0, none.density(), 0);
    assertEquals(0, none.hue(), 0);
    assertEquals(0, none.grainSize(), 0);

    CellTraits large = CellTraits.draw(RandomStream.at(3, "cell"), 1, once);
    CellTraits small = CellTraits.draw(RandomStream.at(3, "cell"), -1, once);
    CellTraits even = CellTraits.draw(RandomStream.at(3, "cell"), 0, once);
    assertEquals(even.diameter(), Math.sqrt(large.diameter() * small.diameter()), 1e-12);
    assertTrue(large.cytoplasm() < small.cytoplasm());
    assertTrue(large.clumping() < small.clumping());
    assertTrue(large.nucleoli() > small.nucleoli());
    assertEquals(large.hue(), small.hue());
    assertEquals(large.light(), small.light());
    assertEquals(large.elongation(), small.elongation());
    assertEquals(large.roughness(), small.roughness());
    assertEquals(large.focus(), small.focus());
  }
}
