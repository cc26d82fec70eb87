package org.leukokit.cli;

import java.util.Locale;

/** Sizes of files for people, in powers of ten as disks are sold. */
final class Sizes {
  private Sizes() {}

  /** Such as {@code 553.4 MB}. */
  static String text(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
