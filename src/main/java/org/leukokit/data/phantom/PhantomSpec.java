package org.leukokit.data.phantom;

import java.util.Locale;

/**
 * What phantom cells to draw.
 *
 * <p>The dials scale differences and touch no draw: the same seed with another signal gives the
 * same subjects and cells, only further apart or closer together.
 *
 * @param seed the seed of every draw
 * @param subjectsPerClass subjects of each of the two classes, 1–999
 * @param cellsPerClass cells of each class, at least two a subject; subjects have different shares
 * @param classSignal how far the classes are apart: 0 = identically distributed, 1 = as far as in
 *     C-NMC 2019 in size, and in chromatin texture, nucleus-to-cytoplasm ratio and nucleoli as the
 *     eye sees it there; at most 4
 * @param subjectSignal how far subjects are apart in stain, brightness, focus, texture and size,
 *     whatever their class: 0 = identically distributed, 1 = about as far as in C-NMC 2019; at most
 *     4
 * @param sharedPairs in each class, how many persons appear under two subject names, the second
 *     holding byte-identical copies of cells of the first, as some subjects of C-NMC 2019 do; at
 *     most half of the subjects
 * @param size pixels a side, 64–1,024; 450 as in C-NMC 2019
 */
public record PhantomSpec(
    long seed,
    int subjectsPerClass,
    int cellsPerClass,
    double classSignal,
    double subjectSignal,
    int sharedPairs,
    int size) {
  private static final double LARGEST_SIGNAL = 4;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public PhantomSpec {
    range("subjectsPerClass", subjectsPerClass, 1, 999);
    range("cellsPerClass", cellsPerClass, 2 * subjectsPerClass, 1_000_000);
    signal("classSignal", classSignal);
    signal("subjectSignal", subjectSignal);
    range("sharedPairs", sharedPairs, 0, subjectsPerClass / 2);
    range("size", size, 64, 1024);
  }

  /**
   * The default: 240 cells of 450×450 pixels, 10 subjects of each class, one shared pair in each,
   * both signals as in C-NMC 2019.
   */
  public static PhantomSpec standard(long seed) {
    return new PhantomSpec(seed, 10, 120, 1, 1, 1, 450);
  }

  /** The same with another class signal. */
  public PhantomSpec withClassSignal(double signal) {
    return new PhantomSpec(
        seed, subjectsPerClass, cellsPerClass, signal, subjectSignal, sharedPairs, size);
  }

  /** The same with another subject signal. */
  public PhantomSpec withSubjectSignal(double signal) {
    return new PhantomSpec(
        seed, subjectsPerClass, cellsPerClass, classSignal, signal, sharedPairs, size);
  }

  /** The same with other numbers of subjects and cells of each class. */
  public PhantomSpec withCounts(int subjects, int cells) {
    return new PhantomSpec(
        seed,
        subjects,
        cells,
        classSignal,
        subjectSignal,
        Math.min(sharedPairs, subjects / 2),
        size);
  }

  /** The same with another number of persons that appear twice. */
  public PhantomSpec withSharedPairs(int pairs) {
    return new PhantomSpec(
        seed, subjectsPerClass, cellsPerClass, classSignal, subjectSignal, pairs, size);
  }

  private static void range(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be " + min + " to " + max + ", was " + value);
    }
  }

  private static void signal(String name, double value) {
    if (!(value >= 0 && value <= LARGEST_SIGNAL)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s must be 0 to %.0f, was %s", name, LARGEST_SIGNAL, value));
    }
  }
}
