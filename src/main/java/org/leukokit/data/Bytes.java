package org.leukokit.data;

import java.util.Locale;

/** Sizes for people. */
public final class Bytes {
  private static final String[] UNITS = {"KB", "MB", "GB", "TB"};

  private Bytes() {}

  /** Such as {@code 512 bytes}, {@code 6.1 MB} or {@code 9.8 GB}; a MB has 1,000,000 bytes. */
  public static String text(long bytes) {
    if (bytes < 1000) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    double value = bytes;
    int unit = -1;
    while (value >= 999.95 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }
}
