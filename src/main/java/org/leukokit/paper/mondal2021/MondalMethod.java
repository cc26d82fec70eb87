package org.leukokit.paper.mondal2021;

import java.util.Locale;

/** Ids and titles of methods. */
final class MondalMethod {
  private static final String SPLIT = "-split-";

  private MondalMethod() {}

  /** The id in files: {@code xception-300}, {@code mobilenet-300-split-02}. */
  static String id(MondalNetwork network, MondalInput input, int split) {
    return network.id(input)
        + (split == 1 ? "" : String.format(Locale.ROOT, "%s%02d", SPLIT, split));
  }

  /** The name in tables: {@code Xception, 300 px}. */
  static String title(MondalNetwork network, MondalInput input, int split) {
    return network.title() + ", " + input.pixels() + " px" + (split == 1 ? "" : ", split " + split);
  }
}
