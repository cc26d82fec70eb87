package org.leukokit.base;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of images as different programs write them: with folders or without, with an extension or
 * without, and with another one where the image was converted.
 */
public final class ImageName {
  private static final Pattern EXTENSION =
      Pattern.compile("\\.(bmp|png|jpe?g|tiff?|webp|gif)$", Pattern.CASE_INSENSITIVE);

  private ImageName() {}

  /** The name with its folders, without extension, in lower case, with forward slashes. */
  public static String path(String name) {
    String unix = name.strip().replace('\\', '/').replaceFirst("^(\\./)+", "");
    return EXTENSION.matcher(unix).replaceFirst("").toLowerCase(Locale.ROOT);
  }

  /** The name without folders and extension, in lower case. */
  public static String stem(String name) {
    String path = path(name);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Which names of one list mean which of another. Equal names mean each other; of the others those
   * that differ in folders or extension alone, where no second one could be meant on either side.
   *
   * @param names distinct names
   * @param others distinct names
   * @return of each name that means one of the others, that one
   */
  public static Map<String, String> pairs(Collection<String> names, Collection<String> others) {
    Set<String> known = new HashSet<>(others);
    Map<String, String> pairs = new HashMap<>();
    List<String> left = new ArrayList<>();
    for (String name : names) {
      if (known.contains(name)) {
        pairs.put(name, name);
      } else {
        left.add(name);
      }
    }
    if (left.isEmpty()) {
      return pairs;
    }
    Map<String, List<String>> byStem = new HashMap<>();
    for (String other : others) {
      if (!pairs.containsKey(other)) {
        byStem.computeIfAbsent(stem(other), s -> new ArrayList<>()).add(other);
      }
    }
    Map<String, List<String>> leftByStem = new HashMap<>();
    left.forEach(n -> leftByStem.computeIfAbsent(stem(n), s -> new ArrayList<>()).add(n));
    leftByStem.forEach((stem, mine) -> pair(mine, byStem.getOrDefault(stem, List.of()), pairs));
    return pairs;
  }

  /** Pairs names of one stem. */
  private static void pair(List<String> mine, List<String> theirs, Map<String, String> pairs) {
    if (mine.size() == 1 && theirs.size() == 1) {
      pairs.put(mine.get(0), theirs.get(0));
      return;
    }
    // Several of one stem, such as fold_0/1.bmp and fold_1/1.bmp: folders have to tell.
    for (String name : mine) {
      List<String> ending = theirs.stream().filter(t -> sameEnd(name, t)).toList();
      if (ending.size() == 1 && mine.stream().filter(m -> sameEnd(m, ending.get(0))).count() == 1) {
        pairs.put(name, ending.get(0));
      }
    }
  }

  /** Whether one name ends with all of the other, but for the extension and upper case. */
  public static boolean sameEnd(String a, String b) {
    String x = "/" + path(a);
    String y = "/" + path(b);
    return x.endsWith(y) || y.endsWith(x);
  }
}
