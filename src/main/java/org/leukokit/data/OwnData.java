package org.leukokit.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.leukokit.base.UserError;

/**
 * How the cells of a folder of the user's are told: their classes and their subjects.
 *
 * @param positive the names of the folders with leukemic cells, in any case
 * @param negative the names of the folders with healthy cells, in any case
 * @param subjectPattern its first group, found in an image's path below the folders that all images
 *     have in common, is the subject; empty: names in C-NMC's way tell it
 * @param table a CSV table with the columns {@code file} and {@code label} or {@code subject} or
 *     both, and {@code group} if wanted: labels in it go before folders, subjects before patterns
 */
public record OwnData(
    List<String> positive,
    List<String> negative,
    Optional<Pattern> subjectPattern,
    Optional<Path> table) {
  /** Class folders {@code all} and {@code hem}, subjects from names in C-NMC's way. */
  public static final OwnData CNMC =
      new OwnData(List.of("all"), List.of("hem"), Optional.empty(), Optional.empty());

  /**
   * @throws IllegalArgumentException if a class has no folder, two folders have one name, or a name
   *     is blank or a path
   */
  public OwnData {
    positive = List.copyOf(positive);
    negative = List.copyOf(negative);
    Objects.requireNonNull(subjectPattern, "subjectPattern");
    Objects.requireNonNull(table, "table");
    for (List<String> names : List.of(positive, negative)) {
      if (names.isEmpty()) {
        throw new IllegalArgumentException("a class needs the name of a folder, such as all");
      }
      for (String name : names) {
        if (name.isBlank() || name.contains("/") || name.contains("\\")) {
          throw new IllegalArgumentException(
              "a class is named by its folder's name, such as all or hem, not '" + name + "'");
        }
      }
    }
    for (String name : positive) {
      if (holds(negative, name)) {
        throw new IllegalArgumentException("both classes have the folder name " + name);
      }
    }
  }

  /** With other class folders. */
  public OwnData withClassFolders(List<String> leukemic, List<String> healthy) {
    return new OwnData(leukemic, healthy, subjectPattern, table);
  }

  /**
   * With a pattern that tells subjects.
   *
   * @throws UserError if it doesn't compile or has no group
   */
  public OwnData withSubjectPattern(String regex) {
    try {
      Pattern pattern = Pattern.compile(regex);
      if (pattern.matcher("").groupCount() == 0) {
        throw new UserError(
            "the subject pattern '"
                + Lists.printable(regex)
                + "' has no group; put what names the subject in parentheses");
      }
      return new OwnData(positive, negative, Optional.of(pattern), table);
    } catch (PatternSyntaxException e) {
      throw new UserError(
          "the subject pattern '"
              + Lists.printable(regex)
              + "' is no regular expression: "
              + Lists.printable(e.getDescription())
              + " near place "
              + Math.max(0, e.getIndex()),
          e);
    }
  }

  /** With a table of labels or subjects. */
  public OwnData withTable(Path csv) {
    return new OwnData(positive, negative, subjectPattern, Optional.of(csv));
  }

  /** The class that a folder of this name has; empty if it names none. */
  Optional<Label> classOf(String folder) {
    return holds(positive, folder)
        ? Optional.of(Label.LEUKEMIC)
        : holds(negative, folder) ? Optional.of(Label.HEALTHY) : Optional.empty();
  }

  /** The names of a class's folders, for messages. */
  String names(Label label) {
    return String.join(" or ", label == Label.LEUKEMIC ? positive : negative);
  }

  private static boolean holds(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }
}
