package org.leukokit.split;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.leukokit.base.UserError;

/** How strictly training and test are kept apart, from the paper's own way to the strictest. */
public enum Protocol {
  /** As the paper did it. */
  PUBLISHED("published"),
  /** Split before augmenting: no copy of a test cell in training. */
  SPLIT_FIRST("split-first"),
  /** Besides, no subject on both sides. */
  SUBJECT_DISJOINT("subject-disjoint"),
  /** Besides, no group of subjects that share cells on both sides. */
  GROUP_DISJOINT("group-disjoint");

  private final String id;

  Protocol(String id) {
    this.id = id;
  }

  /** The name on the command line, in files and in reports. */
  public String id() {
    return id;
  }

  /**
   * The protocol of a name.
   *
   * @throws UserError if there is none; lists those that there are
   */
  public static Protocol named(String id) {
    return Arrays.stream(values())
        .filter(p -> p.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "unknown protocol '"
                        + id
                        + "'; known are "
                        + Arrays.stream(values()).map(p -> p.id).collect(Collectors.joining(", "))
                        + " and all"));
  }
}
