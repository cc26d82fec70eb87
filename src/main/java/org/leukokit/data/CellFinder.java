package org.leukokit.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.leukokit.base.Hashing;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Manifest.ManifestCell;

/**
 * Finds the cells of a manifest in whatever copy of the collection a user has: by file name, size
 * and hash; and cells whose names were changed by size and hash alone. Folders don't matter, since
 * public copies are laid out in many ways.
 */
final class CellFinder {
  private final Trove trove;
  private final Progress progress;
  private final Map<Trove.Item, String> hashes = new HashMap<>();
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
  Map<String, Trove.Item> find(List<ManifestCell> wanted) {
    Map<String, Trove.Item> found = new LinkedHashMap<>();
    List<ManifestCell> missing = byName(wanted, found);
    if (!missing.isEmpty()) {
      byHash(missing, found);
    }
    altered.removeAll(found.keySet());
    return found;
  }

  private List<ManifestCell> byName(List<ManifestCell> wanted, Map<String, Trove.Item> found) {
    Map<String, List<Trove.Item>> named = new HashMap<>();
    for (Trove.Item item : trove.items()) {
      named.computeIfAbsent(key(item.name()), k -> new ArrayList<>()).add(item);
    }
    List<ManifestCell> missing = new ArrayList<>();
    try (Progress.Task task = progress.start("checking cells", wanted.size())) {
      for (ManifestCell cell : wanted) {
        String file = cell.cell().file();
        String name = key(file.substring(file.lastIndexOf('/') + 1));
        Trove.Item match = null;
        for (Trove.Item item : named.getOrDefault(name, List.of())) {
          if (item.size() == cell.bytes()) {
            if (hash(item, cell.bytes()).equals(cell.cell().sha256())) {
              match = item;
              break;
            }
            altered.add(cell.cell().id());
          }
        }
        if (match == null) {
          missing.add(cell);
        } else {
          found.put(cell.cell().id(), match);
        }
        task.step();
      }
    }
    return missing;
  }

  private void byHash(List<ManifestCell> missing, Map<String, Trove.Item> found) {
    Set<Long> sizes = new HashSet<>();
    Map<String, List<ManifestCell>> byHash = new HashMap<>();
    for (ManifestCell cell : missing) {
      sizes.add((long) cell.bytes());
      byHash.computeIfAbsent(cell.cell().sha256(), h -> new ArrayList<>()).add(cell);
    }
    List<Trove.Item> candidates =
        trove.items().stream().filter(i -> sizes.contains(i.size())).toList();
    try (Progress.Task task = progress.start("looking for renamed cells", candidates.size())) {
      for (Trove.Item item : candidates) {
        if (byHash.isEmpty()) {
          return;
        }
        List<ManifestCell> cells = byHash.remove(hash(item, (int) item.size()));
        if (cells != null) {
          cells.forEach(c -> found.put(c.cell().id(), item));
        }
        task.step();
      }
    }
  }

  /** The hash of an item; the empty text, which no cell has, if it can't be read. */
  private String hash(Trove.Item item, int size) {
    return hashes.computeIfAbsent(
        item,
        i -> {
          try {
            return Hashing.sha256Hex(i.read(size));
          } catch (UserError e) {
            // A damaged entry is a cell that is missing, and is told as one.
            return "";
          }
        });
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
