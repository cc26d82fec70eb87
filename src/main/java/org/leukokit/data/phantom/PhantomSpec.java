package org.leukokit.data.phantom;

import java.util.Locale;
import java.util.Objects;

/**
 * What phantom cells to draw.
 *
 * <p>The dials scale differences and touch no draw: the same seed with another signal gives the
 * same subjects and cells, only further apart or closer together.
 *
 * @param seed the seed of every draw
 * @param leukemic how many subjects and cells are leukemic
 * @param healthy how many are healthy
 * @param shares how the cells of a class are divided among its subjects
 * @param firstSubject the number of the first subject of each class, from 1: specifications of one
 *     seed whose numbers don't meet draw different persons
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
    ClassSize leukemic,
    ClassSize healthy,
    Shares shares,
    int firstSubject,
    double classSignal,
    double subjectSignal,
    int sharedPairs,
    int size) {
  private static final double LARGEST_SIGNAL = 4;
  private static final int MOST_SUBJECTS = 999;

  /**
   * The size of a class.
   *
   * @param subjects 1–999
   * @param cells at least two a subject
   */
  public record ClassSize(int subjects, int cells) {
    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public ClassSize {
      range("subjects", subjects, 1, MOST_SUBJECTS);
      range("cells", cells, 2 * subjects, 1_000_000);
    }
  }

  /** How the cells of a class are divided among its subjects; everybody has two at least. */
  public enum Shares {
    /** Drawn weights that differ up to fourfold. */
    SIMILAR,
    /**
     * As in the training folder of C-NMC 2019, where a few subjects have many cells and many have
     * few: the quantiles of an exponential distribution, in a drawn order. That has 704 cells at
     * most and a median of 107 for 47 subjects with 155 on average; the folder's leukemic subjects
     * have 757 and 103.
     */
    AS_MEASURED
  }

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public PhantomSpec {
    Objects.requireNonNull(leukemic, "leukemic");
    Objects.requireNonNull(healthy, "healthy");
    Objects.requireNonNull(shares, "shares");
    int fewer = Math.min(leukemic.subjects(), healthy.subjects());
    int more = Math.max(leukemic.subjects(), healthy.subjects());
    range("firstSubject", firstSubject, 1, MOST_SUBJECTS - more + 1);
    signal("classSignal", classSignal);
    signal("subjectSignal", subjectSignal);
    range("sharedPairs", sharedPairs, 0, fewer / 2);
    range("size", size, 64, 1024);
  }

  /** Both classes of one size, subjects of similar shares, numbered from 1. */
  public PhantomSpec(
      long seed,
      int subjectsPerClass,
      int cellsPerClass,
      double classSignal,
      double subjectSignal,
      int sharedPairs,
      int size) {
    this(
        seed,
        new ClassSize(subjectsPerClass, cellsPerClass),
        new ClassSize(subjectsPerClass, cellsPerClass),
        Shares.SIMILAR,
        1,
        classSignal,
        subjectSignal,
        sharedPairs,
        size);
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
    return with(leukemic, healthy, shares, firstSubject, signal, subjectSignal, sharedPairs);
  }

  /** The same with another subject signal. */
  public PhantomSpec withSubjectSignal(double signal) {
    return with(leukemic, healthy, shares, firstSubject, classSignal, signal, sharedPairs);
  }

  /** The same with other numbers of subjects and cells of each class. */
  public PhantomSpec withCounts(int subjects, int cells) {
    return withClasses(new ClassSize(subjects, cells), new ClassSize(subjects, cells));
  }

  /** The same with other numbers of subjects and cells, which may differ between the classes. */
  public PhantomSpec withClasses(ClassSize ofLeukemic, ClassSize ofHealthy) {
    int pairs = Math.min(sharedPairs, Math.min(ofLeukemic.subjects(), ofHealthy.subjects()) / 2);
    return with(ofLeukemic, ofHealthy, shares, firstSubject, classSignal, subjectSignal, pairs);
  }

  /** The same with cells divided otherwise among the subjects. */
  public PhantomSpec withShares(Shares otherwise) {
    return with(
        leukemic, healthy, otherwise, firstSubject, classSignal, subjectSignal, sharedPairs);
  }

  /** The same with other persons: the subjects of each class are numbered from another number. */
  public PhantomSpec withFirstSubject(int number) {
    return with(leukemic, healthy, shares, number, classSignal, subjectSignal, sharedPairs);
  }

  /** The same with another number of persons that appear twice. */
  public PhantomSpec withSharedPairs(int pairs) {
    return with(leukemic, healthy, shares, firstSubject, classSignal, subjectSignal, pairs);
  }

  private PhantomSpec with(
      ClassSize ofLeukemic,
      ClassSize ofHealthy,
      Shares divided,
      int first,
      double ofClass,
      double ofSubject,
      int pairs) {
    return new PhantomSpec(
        seed, ofLeukemic, ofHealthy, divided, first, ofClass, ofSubject, pairs, size);
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
