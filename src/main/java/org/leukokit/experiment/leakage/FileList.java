package org.leukokit.experiment.leakage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.FoldSet;
import org.leukokit.split.IdenticalFiles;
import org.leukokit.split.Leakage;
import org.leukokit.split.Protocol;
import org.leukokit.split.Row;
import org.leukokit.split.Unit;

/**
 * What the list of the files of C-NMC 2019 alone says of leaks: no image is needed.
 *
 * @param dataset all cells of the collection
 * @param training the cells of the training folder, in the three official folds
 * @param pairs all pairs of identical files
 * @param folds what leaks between folds, by the name of the way in which they are drawn
 */
record FileList(
    Dataset dataset,
    List<Cell> training,
    List<IdenticalFiles.Pair> pairs,
    Map<String, Leakage> folds) {
  static final String OFFICIAL = "official folds";
  static final String COPIES = "augment first (5 versions), then by row";
  static final String BY_CELL = "by cell";
  static final String BY_SUBJECT = "by subject";
  static final String BY_GROUP = "by group";

  /** The paper's way: an original and four copies of each. */
  private static final List<String> VERSIONS =
      List.of(Row.ORIGINAL, "translated", "reflected", "rotated-left", "rotated-right");

  static final int FOLDS = 3;

  /**
   * Looks through the list.
   *
   * @param dataset the cells of C-NMC 2019, with or without images
   * @param seed the seed of the folds
   */
  static FileList of(Dataset dataset, long seed) {
    List<Cell> training = dataset.cells().stream().filter(FileList::isTraining).toList();
    Map<String, Leakage> folds = new LinkedHashMap<>();
    folds.put(OFFICIAL, Leakage.of(folds(training, Protocol.PUBLISHED, Unit.PART, seed)));
    folds.put(
        COPIES,
        Leakage.of(
            new FoldPlan(Protocol.PUBLISHED, Unit.ROW, VERSIONS, seed).kFold(training, FOLDS)));
    folds.put(BY_CELL, Leakage.of(folds(training, Protocol.SPLIT_FIRST, Unit.PART, seed)));
    folds.put(BY_SUBJECT, Leakage.of(folds(training, Protocol.SUBJECT_DISJOINT, Unit.PART, seed)));
    folds.put(BY_GROUP, Leakage.of(folds(training, Protocol.GROUP_DISJOINT, Unit.PART, seed)));
    return new FileList(dataset, training, IdenticalFiles.of(dataset.cells()), folds);
  }

  /** Whether the cell is of the training folder. */
  static boolean isTraining(Cell cell) {
    return cell.part().startsWith("fold_");
  }

  private static FoldSet folds(List<Cell> cells, Protocol protocol, Unit published, long seed) {
    return FoldPlan.ofOriginals(protocol, published, seed).kFold(cells, FOLDS);
  }

  /** Pairs of which both are in the training folder. */
  List<IdenticalFiles.Pair> trainingPairs() {
    return pairs.stream().filter(p -> isTraining(p.first()) && isTraining(p.second())).toList();
  }

  /** The groups of more than one subject, in the order of their names. */
  List<String> sharedGroups() {
    return training.stream()
        .filter(c -> !c.group().equals(c.subject()))
        .map(Cell::group)
        .distinct()
        .sorted()
        .toList();
  }

  /** The subjects of a group in the order of the group's name. */
  List<String> subjects(String group) {
    List<String> named = new ArrayList<>(List.of(group.split("\\+")));
    named.retainAll(training.stream().map(Cell::subject).distinct().toList());
    return named;
  }

  /** The official folds that a subject's cells stand in, sorted. */
  List<String> parts(String subject) {
    return training.stream()
        .filter(c -> c.subject().equals(subject))
        .map(Cell::part)
        .distinct()
        .sorted()
        .toList();
  }

  /** How many cells of the training folder a subject has. */
  long cells(String subject) {
    return training.stream().filter(c -> c.subject().equals(subject)).count();
  }

  /** The distinct values of a property of some cells. */
  static List<String> distinct(List<Cell> cells, java.util.function.Function<Cell, String> of) {
    return cells.stream().map(of).filter(s -> !s.isEmpty()).distinct().sorted().toList();
  }
}
