package org.leukokit.record;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.leukokit.base.UserError;

/**
 * What a user may say of a file of predictions that were made elsewhere.
 *
 * @param name the method's name for people; its letters and digits make the method's id
 * @param positive the label of the positive class; empty for 1 of {0, 1} or true of {false, true}
 * @param columns the file's own names of columns by those of the kit, such as {@code id=filename}
 * @param turn which of {@link #TURNABLE} say the other class and are turned over; {@link #NONE}
 *     states that none does, however it looks; empty if the user doesn't say
 * @param withoutTruth whether the truth is not known, though there are scores or other columns
 * @param names what ids say of cells
 * @param data one line on the cells, for people
 * @param licence the licence of the images
 * @param citation how to cite them
 */
public record ImportOptions(
    String name,
    String positive,
    Map<String, String> columns,
    Set<String> turn,
    boolean withoutTruth,
    NamedCell.Reader names,
    String data,
    String licence,
    String citation) {
  /** The columns that the kit reads. */
  public static final List<String> COLUMNS =
      List.of("id", "truth", "score", "class", "subject", "group", "repetition", "fold");

  /** What can be turned over. */
  public static final List<String> TURNABLE = List.of("score", "class");

  /** Says that nothing is to be turned over. */
  public static final String NONE = "none";

  /**
   * Copies map and set.
   *
   * @throws UserError if the name has no letter or digit, a column is none that the kit reads, or
   *     something is to be turned over that can't be
   */
  public ImportOptions {
    Objects.requireNonNull(positive, "positive");
    Objects.requireNonNull(names, "names");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(licence, "licence");
    Objects.requireNonNull(citation, "citation");
    columns = Map.copyOf(new TreeMap<>(columns));
    turn = Set.copyOf(turn);
    if (slug(name).isEmpty()) {
      throw new UserError(
          "the name '" + name + "' has no letter or digit; name the method with --name");
    }
    for (String column : columns.keySet()) {
      if (!COLUMNS.contains(column)) {
        throw new UserError(
            "--column " + column + "=…: there is no column '" + column + "'; known are " + COLUMNS);
      }
    }
    for (String column : turn) {
      if (!TURNABLE.contains(column) && !(column.equals(NONE) && turn.size() == 1)) {
        throw new UserError(
            "--turn takes score, class or both, or none alone, not '"
                + String.join(",", turn)
                + "'; the truth is turned by --positive");
      }
    }
  }

  /** Of a file whose columns say what they should, and whose ids say nothing of the cells. */
  public ImportOptions(
      String name,
      String positive,
      Map<String, String> columns,
      String data,
      String licence,
      String citation) {
    this(
        name, positive, columns, Set.of(), false, id -> NamedCell.UNKNOWN, data, licence, citation);
  }

  /** A name, and otherwise what a file with the kit's own columns needs. */
  public static ImportOptions named(String name) {
    return new ImportOptions(name, "", Map.of(), name, "not stated", "not stated");
  }

  /** The same, with ids that say something of the cells. */
  public ImportOptions withNames(NamedCell.Reader reader) {
    return new ImportOptions(
        name, positive, columns, turn, withoutTruth, reader, data, licence, citation);
  }

  /** The same, with what is to be turned over. */
  public ImportOptions withTurned(Set<String> turned) {
    return new ImportOptions(
        name, positive, columns, turned, withoutTruth, names, data, licence, citation);
  }

  /** The same, of a file whose truth is not known. */
  public ImportOptions asWithoutTruth() {
    return new ImportOptions(name, positive, columns, turn, true, names, data, licence, citation);
  }

  /** The name of a column in the file. */
  String column(String column) {
    return columns.getOrDefault(column, column);
  }

  /** The method's id: lower-case letters, digits and single hyphens, at most 60. */
  String method() {
    return slug(name);
  }

  private static String slug(String text) {
    String[] words = text.toLowerCase(java.util.Locale.ROOT).split("[^a-z0-9]+");
    String slug = String.join("-", Arrays.stream(words).filter(w -> !w.isEmpty()).toList());
    return slug.substring(0, Math.min(60, slug.length())).replaceAll("-$", "");
  }
}
