package org.leukokit.split;

import java.util.List;
import java.util.Locale;

/**
 * How much the three parts of a split hold.
 *
 * @param train the training part
 * @param validation the validation part
 * @param test the test part
 */
public record PartSizes(PartSize train, PartSize validation, PartSize test) {
  /** What a fold holds. */
  public static PartSizes of(Fold fold) {
    return new PartSizes(
        PartSize.of(fold.train()), PartSize.of(fold.validation()), PartSize.of(fold.test()));
  }

  /**
   * For people, a line a part: what it holds, its share of all cells, and where that differs, what
   * was wanted.
   *
   * @param wanted what was wanted; numbers of subjects that are 0 there are not compared
   */
  public List<String> lines(PartSizes wanted) {
    return List.of(
        line("training", train, wanted.train()),
        line("validation", validation, wanted.validation()),
        line("test", test, wanted.test()));
  }

  /** Whether every part holds what was wanted; subjects that are 0 there are not compared. */
  public boolean meet(PartSizes wanted) {
    return meets(train, wanted.train())
        && meets(validation, wanted.validation())
        && meets(test, wanted.test());
  }

  private static boolean meets(PartSize part, PartSize wanted) {
    boolean subjectsAsked = wanted.leukemicSubjects() + wanted.healthySubjects() > 0;
    return wanted.equals(
        subjectsAsked ? part : new PartSize(0, part.leukemicCells(), 0, part.healthyCells()));
  }

  private String line(String name, PartSize part, PartSize wanted) {
    int all = train.cells() + validation.cells() + test.cells();
    return String.format(
        Locale.ROOT,
        "%s: %s, %.1f %% of the cells%s",
        name,
        part.text(),
        100.0 * part.cells() / all,
        meets(part, wanted) ? ", as wanted" : "; wanted " + wanted.text());
  }
}
