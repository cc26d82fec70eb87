package org.leukokit.data;

import java.util.List;

/** Long lists in short messages. */
final class Lists {
  private static final int SHOWN = 3;

  private Lists() {}

  /** The first few, and how many more there are. */
  static String few(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
  }
}
