package org.leukokit.split;

import org.leukokit.data.Label;

/** What printed numbers mean for a collection that holds more or less. */
final class ScaledSizes {
  private ScaledSizes() {}

  /**
   * The same shares of what there is, each class by itself.
   *
   * @param wanted the printed numbers
   * @param whole what is to be divided
   * @param test the test part that is given, or null where it is drawn from the whole as well
   * @param unit what is drawn; subjects are counted for subjects and groups only
   */
  static PartSizes of(PartSizes wanted, PartSize whole, PartSize test, Unit unit) {
    int[][] leukemic = scaled(wanted, whole, test, unit, Label.LEUKEMIC);
    int[][] healthy = scaled(wanted, whole, test, unit, Label.HEALTHY);
    return new PartSizes(
        part(leukemic, healthy, 0), part(leukemic, healthy, 1), part(leukemic, healthy, 2));
  }

  private static PartSize part(int[][] leukemic, int[][] healthy, int p) {
    return new PartSize(leukemic[0][p], leukemic[1][p], healthy[0][p], healthy[1][p]);
  }

  /** Subjects and cells of training, validation and test. */
  private static int[][] scaled(
      PartSizes wanted, PartSize whole, PartSize test, Unit unit, Label label) {
    int[] subjects = {0, 0, 0};
    if (unit != Unit.CELL) {
      subjects =
          shares(
              wanted.train().subjects(label),
              wanted.validation().subjects(label),
              test == null ? wanted.test().subjects(label) : 0,
              whole.subjects(label));
    }
    int[] cells =
        shares(
            wanted.train().cells(label),
            wanted.validation().cells(label),
            test == null ? wanted.test().cells(label) : 0,
            whole.cells(label));
    if (test != null) {
      subjects[2] = test.subjects(label);
      cells[2] = test.cells(label);
    }
    return new int[][] {subjects, cells};
  }

  /** Validation and test rounded, at least one each where they are drawn; training the rest. */
  private static int[] shares(int train, int validation, int test, int n) {
    double all = (double) train + validation + test;
    int validated = (int) Math.max(1, Math.round(validation / all * n));
    int tested = test == 0 ? 0 : (int) Math.max(1, Math.round(test / all * n));
    return new int[] {Math.max(0, n - validated - tested), validated, tested};
  }
}
