package org.leukokit.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which subjects of a collection share cells and must stay on one side of any split. A subject that
 * shares none is a group of its own.
 */
public final class SubjectGroups {
  private static final SubjectGroups CNMC_2019 =
      read(ManifestFiles.ofKit(), "cnmc2019-subject-groups.csv");

  private final Map<String, String> groups;
  private final Map<String, String> evidence;

  private SubjectGroups(Map<String, String> groups, Map<String, String> evidence) {
    this.groups = groups;
    this.evidence = evidence;
  }

  /**
   * Those of C-NMC 2019, found by equal hashes and equal bounding boxes of cells: 20 = 21, 51 = 75
   * = 78, H3 = H10, H2 = H4 = H5 = H6 = H7.
   */
  public static SubjectGroups cnmc2019() {
    return CNMC_2019;
  }

  /** A subject's name as the kit writes it: upper case ("h3" and "H3" are one person). */
  public static String fold(String subject) {
    return subject.toUpperCase(Locale.ROOT);
  }

  /**
   * The group of a subject.
   *
   * @param subject in any case; empty where it is not known
   * @return such as {@code 20+21}; the subject itself, upper case, where it shares no cells; empty
   *     for the empty subject
   */
  public String groupOf(String subject) {
    String folded = fold(subject);
    return groups.getOrDefault(folded, folded);
  }

  /** What shows that the subjects of a group share cells; empty for a subject that shares none. */
  public String evidence(String group) {
    return evidence.getOrDefault(group, "");
  }

  private static SubjectGroups read(ManifestFiles files, String name) {
    Map<String, String> groups = new TreeMap<>();
    Map<String, String> evidence = new TreeMap<>();
    for (Table.Row row :
        Table.read(
            files.read(name), files.describe(name), List.of("subject", "group", "evidence"))) {
      if (groups.put(fold(row.required("subject")), fold(row.required("group"))) != null) {
        throw row.wrong("the subject stands twice");
      }
      evidence.put(fold(row.text("group")), row.required("evidence"));
    }
    return new SubjectGroups(groups, evidence);
  }
}
