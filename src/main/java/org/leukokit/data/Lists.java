package org.leukokit.data;

import java.util.List;

/** Long lists in short messages. */
final class Lists {
  private static final int SHOWN = 3;

  private Lists() {}

  /** A name on one line, whatever it holds: control characters give way to a visible form. */
  static String printable(String name) {
    StringBuilder text = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                text.append(String.format(java.util.Locale.ROOT, "\\u%04x", c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString();
  }

  /** The first few, and how many more there are. */
  static String few(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
  }
}
