package org.leukokit.data;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.leukokit.record.NamedCell;

/**
 * What names as C-NMC 2019 gives them say: {@code UID_<subject>_<image>_<cell>_<class>}, and of
 * other names the class alone, where they end in {@code _all} or {@code _hem} or lie in a folder of
 * that name.
 */
public final class CellNames {
  private static final Pattern CNMC =
      Pattern.compile("UID_(H?\\d+)_\\d+_\\d+_(all|hem)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ENDING =
      Pattern.compile(".*_(all|hem)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern EXTENSION = Pattern.compile("\\.[A-Za-z]{2,5}$");
  private static final Pattern COPY = Pattern.compile(" ?\\(\\d+\\)$");

  private CellNames() {}

  /**
   * What an id says of its cell.
   *
   * @param id the name of an image, with or without folders and extension
   */
  public static NamedCell read(String id) {
    String path = id.replace('\\', '/');
    String[] parts = path.split("/");
    String last = parts.length == 0 ? "" : parts[parts.length - 1];
    String stem = COPY.matcher(EXTENSION.matcher(last).replaceFirst("")).replaceFirst("");
    Matcher cnmc = CNMC.matcher(stem);
    if (cnmc.matches()) {
      String subject = SubjectGroups.fold(cnmc.group(1));
      return new NamedCell(
          Optional.of(isAll(cnmc.group(2))), subject, SubjectGroups.cnmc2019().groupOf(subject));
    }
    Matcher ending = ENDING.matcher(stem);
    if (ending.matches()) {
      return ofClass(ending.group(1));
    }
    for (int i = parts.length - 2; i >= 0; i--) {
      String folder = parts[i].toLowerCase(Locale.ROOT);
      if (folder.equals("all") || folder.equals("hem")) {
        return ofClass(folder);
      }
    }
    return NamedCell.UNKNOWN;
  }

  private static NamedCell ofClass(String name) {
    return new NamedCell(Optional.of(isAll(name)), "", "");
  }

  private static boolean isAll(String name) {
    return name.equalsIgnoreCase("all");
  }
}
