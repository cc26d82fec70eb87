package org.leukokit.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Manifest.ManifestCell;

/**
 * Finds the cells of a manifest in whatever copy of the collection a user has: by file name, size
 * and hash; cells whose names were changed by size and hash alone; and cells that are kept in
 * another lossless format by their pixels. Folders don't matter, since public copies are laid out
 * in many ways.
 */
final class CellFinder {
  private final Trove trove;
  private final Progress progress;
  private final Map<TroveItem, String> hashes = new ConcurrentHashMap<>();
  private final Set<String> altered = new TreeSet<>();

  CellFinder(Trove trove, Progress progress) {
    this.trove = trove;
    this.progress = progress;
  }

  /** The cells whose file name and size were there with other bytes; after {@link #find}. */
  Set<String> altered() {
    return altered;
  }

  /** Where each cell is that was found, by id. */
  Map<String, TroveItem> find(List<ManifestCell> wanted) {
    Map<String, TroveItem> found = new LinkedHashMap<>();
    List<ManifestCell> missing = byName(wanted, found);
    if (!missing.isEmpty()) {
      byHash(missing, found);
    }
    byPixels(wanted, found);
    altered.removeAll(found.keySet());
    return found;
  }

  private List<ManifestCell> byName(List<ManifestCell> wanted, Map<String, TroveItem> found) {
    Map<String, List<TroveItem>> named = new HashMap<>();
    for (TroveItem item : trove.items()) {
      named.computeIfAbsent(key(item.name()), k -> new ArrayList<>()).add(item);
    }
    List<List<TroveItem>> candidates = new ArrayList<>();
    for (ManifestCell cell : wanted) {
      String file = cell.cell().file();
      candidates.add(
          named.getOrDefault(key(file.substring(file.lastIndexOf('/') + 1)), List.of()).stream()
              .filter(i -> i.size() == cell.bytes())
              .toList());
    }
    hashAll(candidates.stream().flatMap(List::stream).distinct().toList(), "checking cells");
    List<ManifestCell> missing = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Cell cell = wanted.get(i).cell();
      candidates.get(i).stream()
          .filter(item -> hashes.get(item).equals(cell.sha256()))
          .findFirst()
          .ifPresent(item -> found.put(cell.id(), item));
      if (!found.containsKey(cell.id())) {
        missing.add(wanted.get(i));
        if (!candidates.get(i).isEmpty()) {
          altered.add(cell.id());
        }
      }
    }
    return missing;
  }

  /** A file is one cell's: a copy with one of two identical files has one of the two cells. */
  private void byHash(List<ManifestCell> missing, Map<String, TroveItem> found) {
    Set<Long> sizes = new HashSet<>();
    Map<String, Deque<Cell>> byHash = new HashMap<>();
    for (ManifestCell cell : missing) {
      sizes.add((long) cell.bytes());
      byHash.computeIfAbsent(cell.cell().sha256(), h -> new ArrayDeque<>()).add(cell.cell());
    }
    Set<TroveItem> taken = new HashSet<>(found.values());
    List<TroveItem> candidates =
        trove.items().stream().filter(i -> sizes.contains(i.size()) && !taken.contains(i)).toList();
    hashAll(
        candidates.stream().filter(i -> !hashes.containsKey(i)).toList(),
        "looking for renamed cells");
    for (TroveItem item : candidates) {
      Deque<Cell> cells = byHash.get(hashes.get(item));
      if (cells != null && !cells.isEmpty()) {
        found.put(cells.remove().id(), item);
      }
    }
  }

  /** Images in other formats: those with the name of a missing cell, then, if need be, all. */
  private void byPixels(List<ManifestCell> wanted, Map<String, TroveItem> found) {
    Set<TroveItem> seen = new HashSet<>(found.values());
    for (boolean named : new boolean[] {true, false}) {
      List<ManifestCell> missing =
          wanted.stream().filter(c -> !found.containsKey(c.cell().id())).toList();
      Set<String> stems =
          missing.stream()
              .map(c -> PixelIdentity.stem(c.cell().file()))
              .collect(Collectors.toCollection(HashSet::new));
      List<TroveItem> candidates =
          missing.isEmpty()
              ? List.of()
              : trove.items().stream()
                  .filter(FolderCells::isImage)
                  .filter(
                      i ->
                          !seen.contains(i)
                              && (!named || stems.contains(PixelIdentity.stem(i.path()))))
                  .toList();
      seen.addAll(candidates);
      take(missing, candidates, found);
    }
  }

  /** A file is one cell's, of equal ones that with its name. */
  private void take(
      List<ManifestCell> missing, List<TroveItem> candidates, Map<String, TroveItem> found) {
    PixelIdentity identity = new PixelIdentity(missing);
    Map<TroveItem, List<String>> known = new ConcurrentHashMap<>();
    try (Progress.Task task = progress.start("comparing pixels", candidates.size())) {
      candidates.parallelStream()
          .forEach(
              item -> {
                known.put(item, identity.of(item).hashes());
                task.step();
              });
    }
    Map<String, List<Cell>> byHash = new HashMap<>();
    missing.forEach(
        c -> byHash.computeIfAbsent(c.cell().sha256(), h -> new ArrayList<>()).add(c.cell()));
    for (boolean named : new boolean[] {true, false}) {
      for (TroveItem item : candidates) {
        List<Cell> cells =
            known.get(item).stream()
                .flatMap(h -> byHash.getOrDefault(h, List.of()).stream())
                .filter(c -> !found.containsKey(c.id()))
                .filter(
                    c ->
                        !named
                            || PixelIdentity.stem(c.file()).equals(PixelIdentity.stem(item.path())))
                .toList();
        if (!cells.isEmpty()) {
          found.put(cells.get(0).id(), item);
          known.put(item, List.of());
        }
      }
    }
  }

  /** Hashes in parallel; what is found does not depend on the order. */
  private void hashAll(List<TroveItem> items, String what) {
    try (Progress.Task task = progress.start(what, items.size())) {
      items.parallelStream()
          .forEach(
              item -> {
                hashes.put(item, hash(item));
                task.step();
              });
    }
  }

  /** The hash of an item; the empty text, which no cell has, if it can't be read. */
  private static String hash(TroveItem item) {
    try {
      return item.sha256();
    } catch (UserError e) {
      // A damaged entry is a cell that is missing, and is told as one.
      return "";
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
