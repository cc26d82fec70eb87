package org.leukokit.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;

/**
 * How folds are drawn: protocol, what the paper drew, versions of each cell, seed.
 *
 * <p>What the folds of a plan are depends on the set of cells and on the seed, not on the order in
 * which the cells come. Draws are addressed by the unit drawn and not by the protocol, so two
 * protocols that draw the same unit of the same cells get the same folds.
 *
 * <p>Where cells are drawn, those whose images are identical are drawn as one, unless all of them
 * stand in one known group of subjects.
 *
 * <ul>
 *   <li>{@link Unit#ROW} (augment, then split): all rows, cell × version, are drawn; rows of every
 *       version are trained on and tested.
 *   <li>{@link Unit#CELL}, {@link Unit#SUBJECT}, {@link Unit#GROUP} (split, then augment): training
 *       has every version of its cells, test has the originals only.
 * </ul>
 *
 * @param protocol the protocol
 * @param published what the paper drew, which {@link Protocol#PUBLISHED} follows
 * @param versions the versions of each cell, {@link Row#ORIGINAL} among them; only the original
 *     where nothing is augmented before training
 * @param seed the seed of the study
 */
public record FoldPlan(Protocol protocol, Unit published, List<String> versions, long seed) {
  /** The order of rows in every fold: by cell id, then by version. */
  private static final Comparator<Cell> BY_ID = Comparator.comparing(Cell::id);

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the original is missing or a version comes twice
   */
  public FoldPlan {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(published, "published");
    versions = List.copyOf(versions);
    if (!versions.contains(Row.ORIGINAL)
        || versions.size() != versions.stream().distinct().count()) {
      throw new IllegalArgumentException(
          "versions must be distinct and hold '" + Row.ORIGINAL + "', were " + versions);
    }
  }

  /** A plan without augmented copies. */
  public static FoldPlan ofOriginals(Protocol protocol, Unit published, long seed) {
    return new FoldPlan(protocol, published, List.of(Row.ORIGINAL), seed);
  }

  /**
   * What a run's settings say of how the plan draws these cells, beside protocol and seed: that
   * copies are drawn as one. Empty where there are none, as in most collections.
   */
  public Map<String, String> settings(List<Cell> cells) {
    int[] leaders = unit() == Unit.CELL ? Copies.leaders(cells) : new int[0];
    for (int c = 0; c < leaders.length; c++) {
      if (leaders[c] != c) {
        return Map.of("identical files", "drawn as one");
      }
    }
    return Map.of();
  }

  /** The unit that this plan draws. */
  public Unit unit() {
    return Unit.of(protocol, published);
  }

  /**
   * Stratified k-fold cross-validation. Rows and cells: the numbers of each class in two test folds
   * differ by one at most. Subjects and groups: as near to equal numbers as {@link GroupAssignment}
   * comes, each class in each test fold if it has k subjects or groups. Parts: nothing is drawn,
   * each is a fold of its own name.
   *
   * @param cells the cells, in any order, each once, leukemic or healthy
   * @param k how many folds, at least 2; the number of parts where those are the folds
   * @return folds {@code fold-01}, {@code fold-02}, …; every row that is tested at all is tested
   *     once
   * @throws UserError if the cells don't allow it, naming the cure
   */
  public FoldSet kFold(List<Cell> cells, int k) {
    if (k < 2) {
      throw new UserError("cross-validation needs at least 2 folds, not " + k);
    }
    List<Cell> ordered = ordered(cells);
    double[] shares = new double[k];
    Arrays.fill(shares, 1.0 / k);
    int[][] bins = draw(ordered, shares);
    List<Fold> folds = new ArrayList<>();
    for (int f = 0; f < k; f++) {
      String name =
          unit() == Unit.PART
              ? parts(ordered).get(f)
              : String.format(Locale.ROOT, "fold-%02d", f + 1);
      folds.add(fold(name, ordered, bins, f));
    }
    return new FoldSet(protocol, folds);
  }

  /**
   * A stratified hold-out: one fold, {@code hold-out}.
   *
   * @param cells the cells, in any order, each once, leukemic or healthy
   * @param testFraction the share to test on, above 0 and below 1; of rows and cells each class
   *     gives its share, rounded; subjects and groups come as near as {@link GroupAssignment} can
   * @throws UserError if the cells don't allow it, naming the cure
   */
  public FoldSet holdOut(List<Cell> cells, double testFraction) {
    if (!(testFraction > 0 && testFraction < 1)) {
      throw new UserError("the hold-out fraction must lie between 0 and 1, not " + testFraction);
    }
    if (unit() == Unit.PART) {
      throw new UserError("parts of a collection give folds, not a hold-out; draw another unit");
    }
    List<Cell> ordered = ordered(cells);
    int[][] bins = draw(ordered, new double[] {testFraction, 1 - testFraction});
    return new FoldSet(protocol, List.of(fold("hold-out", ordered, bins, 0)));
  }

  /**
   * Three parts by their shares: one fold, {@code three-way}, with a validation part. Of rows and
   * cells each class gives its test share rounded to the nearest whole number, its validation share
   * rounded down, and trains on the rest (6:3:1 of 7,272 and 3,389 cells: 4364/2181/727 and
   * 2034/1016/339, the counts of oliveira2021's Table 1), at least one to each part. Subjects and
   * groups come as near as {@link GroupAssignment} can; {@link PartSizes#of(Fold)} says how near.
   *
   * @param cells the cells, in any order, each once, leukemic or healthy
   * @param train the training share; only the ratio of the three counts
   * @param validation the validation share
   * @param test the test share
   * @return validation and test rows are originals only, unless rows are what is drawn
   * @throws UserError if a share is not positive, or the cells don't give every part both classes
   */
  public FoldSet threeWay(List<Cell> cells, double train, double validation, double test) {
    return threeWay(cells, train, validation, test, Sharing.CELLS);
  }

  /**
   * As above.
   *
   * @param sharing what the shares count where subjects or groups are drawn; of their own number,
   *     each class gives its training and validation shares rounded down and tests the rest, at
   *     least one to each part
   */
  public FoldSet threeWay(
      List<Cell> cells, double train, double validation, double test, Sharing sharing) {
    double all = train + validation + test;
    if (!(train > 0 && validation > 0 && test > 0 && all < Double.POSITIVE_INFINITY)) {
      throw new UserError(
          "three parts need three positive shares, not " + train + ":" + validation + ":" + test);
    }
    if (unit() == Unit.PART) {
      throw new UserError("parts of a collection give folds, not three shares; draw another unit");
    }
    List<Cell> ordered = ordered(cells);
    int[][] bins =
        ThreeParts.draw(ordered, unit(), sharing, versions, validation / all, test / all, seed);
    return new FoldSet(
        protocol, List.of(ThreeParts.fold("three-way", ordered, versions, bins, unit())));
  }

  /**
   * The same folds with a validation part drawn from the training rows of each; the test rows stay.
   * What is drawn is the plan's unit (for {@link Unit#PART}: groups, subjects or cells, the first
   * of them that all cells know), so that validation is kept apart from training as test is.
   *
   * @param set folds of this plan
   * @param share the share of the training rows that goes to validation, above 0 and below 1
   * @throws UserError if the share is out of range, a fold has a validation part already, or its
   *     training rows don't give both parts both classes
   */
  public FoldSet withValidation(FoldSet set, double share) {
    if (!(share > 0 && share < 1)) {
      throw new UserError("the validation share must lie between 0 and 1, not " + share);
    }
    return new FoldSet(
        set.protocol(),
        set.folds().stream()
            .map(fold -> ThreeParts.withValidation(fold, unit(), versions, share, seed))
            .toList());
  }

  private List<Cell> ordered(List<Cell> cells) {
    CellChecks.check(cells, protocol, unit());
    return cells.stream().sorted(BY_ID).toList();
  }

  /** The bin of each cell (rows of the result) in each version (columns). */
  private int[][] draw(List<Cell> cells, double[] shares) {
    Unit unit = unit();
    if (unit == Unit.PART) {
      return ofParts(cells, shares.length);
    }
    if (unit == Unit.ROW) {
      return CellAssignment.ofRows(cells, versions, shares, seed);
    }
    int[] ofCell =
        unit == Unit.CELL
            ? CellAssignment.ofCells(cells, shares, seed)
            : GroupAssignment.of(cells, unit, shares, seed);
    int[][] bins = new int[cells.size()][versions.size()];
    for (int c = 0; c < ofCell.length; c++) {
      Arrays.fill(bins[c], ofCell[c]);
    }
    return bins;
  }

  private int[][] ofParts(List<Cell> cells, int folds) {
    List<String> parts = parts(cells);
    if (parts.size() != folds) {
      throw new UserError(
          "folds by part: the cells stand in "
              + parts.size()
              + " parts ("
              + String.join(", ", parts)
              + "), which give as many folds, not "
              + folds);
    }
    int[][] bins = new int[cells.size()][versions.size()];
    for (int c = 0; c < bins.length; c++) {
      Arrays.fill(bins[c], parts.indexOf(cells.get(c).part()));
    }
    return bins;
  }

  private static List<String> parts(List<Cell> cells) {
    return cells.stream().map(Cell::part).distinct().sorted().toList();
  }

  private Fold fold(String name, List<Cell> cells, int[][] bins, int test) {
    boolean copiesAreTested = unit() == Unit.ROW;
    List<Row> trainRows = new ArrayList<>();
    List<Row> testRows = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      for (int v = 0; v < versions.size(); v++) {
        Row row = new Row(cells.get(c), versions.get(v));
        if (bins[c][v] != test) {
          trainRows.add(row);
        } else if (copiesAreTested || row.isOriginal()) {
          testRows.add(row);
        }
      }
    }
    return new Fold(name, trainRows, testRows);
  }
}
