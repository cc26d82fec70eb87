package org.leukokit.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;

/**
 * A split whose parts hold printed numbers of subjects and cells, such as Table 3 of mondal2021:
 * {@code published} and {@code subject-disjoint} draw subjects, {@code group-disjoint} groups of
 * subjects that share cells, {@code split-first} cells.
 *
 * <p>Subjects and groups are searched exactly, each class by itself: if any subset holds the wanted
 * numbers, one of them is drawn, each equally likely; otherwise one of those that come nearest, by
 * |subjects − wanted| / wanted + |cells − wanted| / wanted. Where subjects have cells of both
 * classes, or a collection is too large for the table of the search, {@link GroupAssignment} comes
 * as near to the shares as it can instead.
 *
 * <p>The test part is the collection's own ({@code testPart}) if that holds at least {@code least}
 * cells of each class; only the rest is divided then. Otherwise, and whenever cells are drawn, all
 * cells are pooled and test is drawn as the others are. What is wanted of a collection that holds
 * less or more than the printed one is scaled: of each class the same shares of the subjects and
 * cells to be divided, rounded, and at least one of each to a part.
 *
 * @param protocol the protocol
 * @param wanted the printed numbers
 * @param testPart the part of the collection that is the test set, such as {@code prelim}; empty to
 *     draw test always
 * @param least how many cells of each class that part must hold at least, from 1
 * @param seed the seed of the study
 */
public record SubjectPlan(
    Protocol protocol, PartSizes wanted, String testPart, int least, long seed) {
  /** Draws for each split that was asked for, until it is given up. */
  private static final int DRAWS = 50;

  /**
   * @throws IllegalArgumentException if a wanted number is 0, or least is
   */
  public SubjectPlan {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(testPart, "testPart");
    for (PartSize part : List.of(wanted.train(), wanted.validation(), wanted.test())) {
      for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
        if (part.subjects(label) == 0 || part.cells(label) == 0) {
          throw new IllegalArgumentException(
              "every part needs subjects and cells of both classes, not " + part.text());
        }
      }
    }
    if (least < 1) {
      throw new IllegalArgumentException("the least number of test cells is 1, not " + least);
    }
  }

  /**
   * A split that was drawn.
   *
   * @param folds one fold, {@code three-way}, of originals
   * @param wanted what was wanted of this collection; no subjects where cells were drawn
   * @param drawn what the parts hold
   * @param ownTest whether test is the collection's own test part
   * @param admissible how many splits come as near, of this test part; infinite beyond a double,
   *     NaN where they were not counted
   * @param searched whether the search was exact; otherwise subjects have cells of both classes, or
   *     are too many, and only shares of cells were looked at
   */
  public record Drawn(
      FoldSet folds,
      PartSizes wanted,
      PartSizes drawn,
      boolean ownTest,
      double admissible,
      boolean searched) {
    /** Whether every part holds exactly what was wanted. */
    public boolean exact() {
      return drawn.meet(wanted);
    }

    /** For people: a line a part, and one that says where test is from and how many others fit. */
    public List<String> lines() {
      List<String> lines = new ArrayList<>(drawn.lines(wanted));
      lines.add(
          (ownTest ? "test is the collection's own test part" : "test was drawn as the others were")
              + (Double.isNaN(admissible)
                  ? ""
                  : String.format(Locale.ROOT, "; %.4g splits come as near", admissible))
              + (searched
                  ? ""
                  : "; subjects of both classes, or too many to search them all: near shares of"
                      + " cells, whatever the numbers of subjects"));
      return List.copyOf(lines);
    }
  }

  /** What is drawn. */
  public Unit unit() {
    return Unit.of(protocol, Unit.SUBJECT);
  }

  /**
   * Draws the split of the seed.
   *
   * @param cells the cells, in any order, each once, leukemic or healthy
   * @throws UserError if the cells don't give every part both classes, or a group of subjects
   *     stands in the collection's test part and outside it
   */
  public Drawn draw(List<Cell> cells) {
    return draws(cells, 1).get(0);
  }

  /**
   * Draws several splits, each as near as any, no two the same. The first is {@link #draw}'s.
   *
   * @param n how many, from 1
   * @return n splits, or as many as were found if there seem to be fewer
   * @throws UserError as {@link #draw}
   */
  public List<Drawn> draws(List<Cell> cells, int n) {
    CellChecks.check(cells, protocol, unit());
    List<Cell> ordered = cells.stream().sorted(Comparator.comparing(Cell::id)).toList();
    List<Cell> own =
        unit() == Unit.CELL || testPart.isEmpty()
            ? List.of()
            : ordered.stream().filter(c -> c.part().equals(testPart)).toList();
    PartSize ownSize = PartSize.of(rows(own));
    boolean ownTest = Math.min(ownSize.leukemicCells(), ownSize.healthyCells()) >= least;
    List<Cell> divided =
        ownTest ? ordered.stream().filter(c -> !c.part().equals(testPart)).toList() : ordered;
    if (ownTest) {
      apart(own, divided);
    }
    PartSize whole = PartSize.of(rows(divided));
    PartSizes scaled = ScaledSizes.of(wanted, whole, ownTest ? ownSize : null, unit());
    List<Drawn> drawn = new ArrayList<>();
    Set<List<Row>> seen = new HashSet<>();
    SubjectSearch search = new SubjectSearch(divided, unit(), scaled, !ownTest, seed);
    for (int attempt = 0; drawn.size() < n && attempt < DRAWS * n; attempt++) {
      SubjectSearch.Result found = search.draw(attempt);
      Fold three =
          ThreeParts.fold(
              "three-way",
              divided,
              List.of(Row.ORIGINAL),
              ThreeParts.ofEveryVersion(found.bins(), List.of(Row.ORIGINAL)),
              unit());
      Fold fold =
          ownTest ? new Fold(three.name(), three.train(), three.validation(), rows(own)) : three;
      List<Row> key = new ArrayList<>(fold.validation());
      key.addAll(fold.test());
      if (seen.add(key)) {
        drawn.add(
            new Drawn(
                new FoldSet(protocol, List.of(fold)),
                scaled,
                PartSizes.of(fold),
                ownTest,
                found.admissible(),
                found.searched()));
      }
    }
    return List.copyOf(drawn);
  }

  private void apart(List<Cell> own, List<Cell> divided) {
    Set<String> names = new HashSet<>();
    own.forEach(cell -> names.add(unit().of(cell)));
    for (Cell cell : divided) {
      if (names.contains(unit().of(cell))) {
        throw new UserError(
            "the %s %s stands in the part %s and outside it; draw the test part instead of taking %s"
                .formatted(unit().id(), unit().of(cell), testPart, testPart));
      }
    }
  }

  private static List<Row> rows(List<Cell> cells) {
    return cells.stream().map(Row::original).toList();
  }
}
