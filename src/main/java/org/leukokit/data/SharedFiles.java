package org.leukokit.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Groups of subjects that have an image in common, see {@link Cell#sha256()}, become one group. */
final class SharedFiles {
  private SharedFiles() {}

  /**
   * The cells with groups that share no file. A joined group is called by the names of those that
   * it is made of, with {@code +} between them; cells without a group keep none.
   *
   * @param cells the cells, whose order stays
   */
  static List<Cell> grouped(List<Cell> cells) {
    Map<String, String> parent = new TreeMap<>();
    Map<String, String> first = new HashMap<>();
    for (Cell cell : cells) {
      if (!cell.group().isEmpty()) {
        parent.putIfAbsent(cell.group(), cell.group());
        String before = first.putIfAbsent(cell.sha256(), cell.group());
        if (before != null) {
          parent.put(root(parent, before), root(parent, cell.group()));
        }
      }
    }
    Map<String, TreeSet<String>> members = new HashMap<>();
    parent
        .keySet()
        .forEach(
            name -> members.computeIfAbsent(root(parent, name), r -> new TreeSet<>()).add(name));
    return cells.stream()
        .map(
            cell ->
                cell.group().isEmpty()
                    ? cell
                    : new Cell(
                        cell.id(),
                        cell.file(),
                        cell.sha256(),
                        cell.label(),
                        cell.subject(),
                        String.join("+", members.get(root(parent, cell.group()))),
                        cell.part()))
        .toList();
  }

  private static String root(Map<String, String> parent, String name) {
    String at = name;
    while (!parent.get(at).equals(at)) {
      at = parent.get(at);
    }
    return at;
  }
}
