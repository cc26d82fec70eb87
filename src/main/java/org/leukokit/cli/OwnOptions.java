package org.leukokit.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.leukokit.base.UserError;
import org.leukokit.data.OwnData;
import picocli.CommandLine.Option;

/** How a folder of the user's tells classes and subjects. */
final class OwnOptions {
  @Option(
      names = "--positive",
      paramLabel = "NAME",
      split = ",",
      description =
          "The folders with leukemic cells in a folder or zip of your own, in any case (default"
              + " all).")
  private List<String> positive = List.of();

  @Option(
      names = "--negative",
      paramLabel = "NAME",
      split = ",",
      description = "The folders with healthy cells (default hem).")
  private List<String> negative = List.of();

  @Option(
      names = "--subject-pattern",
      paramLabel = "REGEX",
      description =
          "What its first group finds in an image's path is the subject, such as '^[^/]+/([^/]+)/'"
              + " for a folder a person. Default: names as in C-NMC (UID_<subject>_...).")
  private String pattern;

  @Option(
      names = "--table",
      paramLabel = "CSV",
      description =
          "A table with the columns file, label or subject or both, and group if you like (see"
              + " data-manifests/SCHEMAS.md). Where it has labels, what is not in it is left out.")
  private Path table;

  /** The options that were given. */
  List<String> used() {
    List<String> used = new ArrayList<>();
    if (!positive.isEmpty()) {
      used.add("--positive");
    }
    if (!negative.isEmpty()) {
      used.add("--negative");
    }
    if (pattern != null) {
      used.add("--subject-pattern");
    }
    if (table != null) {
      used.add("--table");
    }
    return used;
  }

  OwnData data() {
    try {
      OwnData own =
          OwnData.CNMC.withClassFolders(
              positive.isEmpty() ? OwnData.CNMC.positive() : positive,
              negative.isEmpty() ? OwnData.CNMC.negative() : negative);
      own = pattern == null ? own : own.withSubjectPattern(pattern);
      return table == null ? own : own.withTable(table);
    } catch (IllegalArgumentException e) {
      throw new UserError("--positive, --negative: " + e.getMessage(), e);
    }
  }
}
