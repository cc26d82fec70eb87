package org.leukokit.study.network;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.FoldSet;
import org.leukokit.split.PartSizes;
import org.leukokit.split.Sharing;
import org.leukokit.split.SubjectPlan;
import org.leukokit.study.FoldRule;

/** How a method's cells are divided. */
public sealed interface FoldDraw extends FoldRule {
  /**
   * Cross-validation.
   *
   * @param k how many folds, at least 2
   */
  record KFold(int k) implements FoldDraw {
    /**
     * @throws UserError if there are fewer than 2 folds
     */
    public KFold {
      if (k < 2) {
        throw new UserError("cross-validation needs at least 2 folds, not " + k);
      }
    }

    @Override
    public FoldSet folds(FoldPlan plan, List<Cell> cells) {
      return plan.kFold(cells, k);
    }

    @Override
    public String describe() {
      return k + "-fold cross-validation";
    }
  }

  /**
   * One part to test on, the rest to train on.
   *
   * @param testShare the share to test on, above 0 and below 1
   */
  record HoldOut(double testShare) implements FoldDraw {
    @Override
    public FoldSet folds(FoldPlan plan, List<Cell> cells) {
      return plan.holdOut(cells, testShare);
    }

    @Override
    public String describe() {
      return String.format(Locale.ROOT, "hold-out of %.0f %%", 100 * testShare);
    }
  }

  /**
   * Training, validation and test by their shares.
   *
   * @param train the training share; only the ratio of the three counts
   * @param validation the validation share
   * @param test the test share
   * @param aside parts of the collection that are not drawn
   * @param sharing what the shares count where subjects or groups are drawn
   */
  record ThreeWay(double train, double validation, double test, Set<String> aside, Sharing sharing)
      implements FoldDraw {
    /** Copies the set. */
    public ThreeWay {
      aside = Set.copyOf(aside);
      Objects.requireNonNull(sharing, "sharing");
    }

    /** Of all cells, by shares of cells. */
    public ThreeWay(double train, double validation, double test) {
      this(train, validation, test, Set.of(), Sharing.CELLS);
    }

    @Override
    public FoldSet folds(FoldPlan plan, List<Cell> cells) {
      return plan.threeWay(cells, train, validation, test, sharing);
    }

    @Override
    public String describe() {
      String shares =
          String.format(
              Locale.ROOT, "training, validation, test as %.3g:%.3g:%.3g", train, validation, test);
      if (sharing == Sharing.UNITS) {
        shares += "; of subjects or groups, where those are drawn, so many of each class";
      }
      return aside.isEmpty()
          ? shares
          : shares + "; not drawn: " + String.join(", ", new TreeSet<>(aside));
    }
  }

  /**
   * Cross-validation with a validation part in every fold, the same for every method of a
   * comparison: drawn by a seed of its own, so that another seed of a study changes trainings alone
   * and another draw changes folds alone.
   *
   * @param k how many folds, at least 2
   * @param validation the share of the training rows that goes to validation, above 0 and below 1
   * @param draw the seed of the folds
   */
  record Common(int k, double validation, long draw) implements FoldDraw {
    /**
     * @throws UserError if there are fewer than 2 folds
     */
    public Common {
      if (k < 2) {
        throw new UserError("cross-validation needs at least 2 folds, not " + k);
      }
    }

    @Override
    public FoldSet folds(FoldPlan plan, List<Cell> cells) {
      FoldPlan own = new FoldPlan(plan.protocol(), plan.published(), plan.versions(), draw);
      return own.withValidation(own.kFold(cells, k), validation);
    }

    @Override
    public String describe() {
      return String.format(
          Locale.ROOT,
          "%d-fold cross-validation, %.0f %% of training to validation, draw %d",
          k,
          100 * validation,
          draw);
    }
  }

  /**
   * Training, validation and test by printed numbers of subjects and cells.
   *
   * @param wanted the numbers
   * @param testPart the part of the collection that is the test set
   * @param least how many cells of each class that part must hold at least, to be it
   * @param split which of the splits that come as near, from 1
   */
  record Printed(PartSizes wanted, String testPart, int least, int split) implements FoldDraw {
    /**
     * @throws UserError if the split is counted from below 1
     */
    public Printed {
      if (split < 1) {
        throw new UserError("splits are counted from 1, not " + split);
      }
    }

    /** The first split. */
    public Printed(PartSizes wanted, String testPart, int least) {
      this(wanted, testPart, least, 1);
    }

    /** The fact that says where test is from and how many other splits come as near. */
    public static final String NEARNESS = "split";

    @Override
    public FoldSet folds(FoldPlan plan, List<Cell> cells) {
      return drawn(plan, cells).folds();
    }

    @Override
    public SortedMap<String, String> facts(FoldPlan plan, List<Cell> cells) {
      SubjectPlan.Drawn drawn = drawn(plan, cells);
      List<String> lines = drawn.lines();
      SortedMap<String, String> facts = new TreeMap<>();
      facts.put(NEARNESS, lines.get(lines.size() - 1));
      return facts;
    }

    private SubjectPlan.Drawn drawn(FoldPlan plan, List<Cell> cells) {
      List<SubjectPlan.Drawn> drawn =
          new SubjectPlan(plan.protocol(), wanted, testPart, least, plan.seed())
              .draws(cells, split);
      if (drawn.size() < split) {
        throw new UserError(
            "these cells have only "
                + drawn.size()
                + " splits that come as near to the paper's numbers, so no split "
                + split
                + "; ask for fewer");
      }
      return drawn.get(split - 1);
    }

    @Override
    public String describe() {
      return "training, validation, test by the paper's numbers of subjects and cells ("
          + String.join(
              "; ", wanted.train().text(), wanted.validation().text(), wanted.test().text())
          + "), test from part "
          + testPart
          + " where it is there"
          + (split == 1 ? "" : ", split " + split);
    }
  }
}
