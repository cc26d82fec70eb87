package org.leukokit.study;

import java.util.List;
import java.util.Objects;

/**
 * A run that a study will do, or has done.
 *
 * @param folder the name of its folder
 * @param title the method's name for people
 * @param protocol the protocol's id
 * @param folds the names of its folds
 * @param steps how many steps its trainings take in all; for a classical method its folds
 * @param kind what decides how long a step takes: runs of one kind take as long; its first word
 *     says whether it is a network or a classifier
 */
public record PlannedRun(
    String folder, String title, String protocol, List<String> folds, long steps, String kind) {
  /** Copies the list. */
  public PlannedRun {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(kind, "kind");
    folds = List.copyOf(folds);
  }

  /** The first word of the kind. */
  String family() {
    return kind.replaceFirst(" .*", "");
  }
}
