package org.leukokit.cli;

import java.util.Locale;
import org.leukokit.paper.Paper;
import org.leukokit.study.Scale;

/**
 * What a study takes: the size of its features, which follows from its cells, and the heap that
 * suffices, from what such studies were seen to take.
 *
 * @param rows rows of features
 * @param dimension features a row
 * @param heap bytes of Java's heap
 */
record StudyNeeds(long rows, long dimension, long heap) {
  /**
   * The needs of a study on phantom cells, or on as many cells of the user's.
   *
   * @throws org.leukokit.base.UserError if there is no such paper
   */
  static StudyNeeds of(String paper, Scale scale) {
    Paper.named(paper);
    // Cells, each with itself and four augmented copies, as ReproduceCommand draws them. Six
    // classifiers on 2,820 rows took at most 2.3 GiB ('leukokit bench classic'); a smaller study
    // runs in 1 GiB with room to spare.
    return scale == Scale.FULL
        ? new StudyNeeds(5L * 2 * 282, 4096, (23L << 30) / 10)
        : new StudyNeeds(5L * 2 * 120, 4096, 1L << 30);
  }

  /** Bytes of features on disk: key, checksum and values of each row. */
  long disk() {
    return rows * (36 + 4 * dimension);
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "this study needs %.1f GiB for %,d rows of %,d features, %.0f MB on disk",
        heap / (double) (1L << 30),
        rows,
        dimension,
        disk() / 1e6);
  }
}
