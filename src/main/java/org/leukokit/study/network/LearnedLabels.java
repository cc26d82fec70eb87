package org.leukokit.study.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leukokit.base.RandomStream;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.split.Row;

/**
 * The labels that a method learns from: the cells' own, or, for the control, permuted among the
 * cells, so that the shares of the classes stay, and so that a cell's copies and repetitions have
 * one label as they have without the control. Where the epoch is chosen by validation rows, their
 * labels are permuted as well, since a network that is picked by true labels has learned something
 * from them. What a method says of test rows is always held against the cells' own labels.
 *
 * @param method the method
 * @param seed the seed of the study
 * @param fold the fold's name
 */
record LearnedLabels(NetworkMethod method, long seed, String fold) {
  private static final String PURPOSE = "shuffled-labels";

  /** The training rows as the method sees them. */
  List<Row> training(List<Row> rows) {
    return method.shuffledLabels()
        ? permuted(rows, RandomStream.at(seed, PURPOSE, method.id(), fold))
        : rows;
  }

  /** The rows that an epoch is judged by, as the method sees them. */
  List<Row> validation(List<Row> rows) {
    return shufflesValidation(method)
        ? permuted(rows, RandomStream.at(seed, PURPOSE, method.id(), fold, "validation"))
        : rows;
  }

  /** Whether the labels of validation rows are permuted, too. */
  static boolean shufflesValidation(NetworkMethod method) {
    return method.shuffledLabels() && method.training().needsValidation();
  }

  private static List<Row> permuted(List<Row> rows, RandomStream random) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    rows.forEach(row -> cells.putIfAbsent(row.cell().id(), row.cell()));
    List<Label> labels = new ArrayList<>();
    cells.values().forEach(cell -> labels.add(cell.label()));
    int[] order = random.permutation(labels.size());
    Map<String, Cell> relabelled = new HashMap<>();
    for (Cell cell : cells.values()) {
      relabelled.put(cell.id(), cell.withLabel(labels.get(order[relabelled.size()])));
    }
    return rows.stream()
        .map(row -> new Row(relabelled.get(row.cell().id()), row.version()))
        .toList();
  }
}
