package org.leukokit.base;

import java.util.Locale;

/** Sizes of files for people, in powers of ten as disks are sold. */
public final class ByteSize {
  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private ByteSize() {}

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
