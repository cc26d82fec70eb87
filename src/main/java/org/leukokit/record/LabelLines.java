package org.leukokit.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.leukokit.base.UserError;
import org.leukokit.base.UserText;

/**
 * Predicted classes without a heading, as challenges collect them: a 0 or 1 a line in the order of
 * the cells, or an id and a 0 or 1 a line.
 *
 * @param ids the cells; their numbers from 1 where the file has no ids
 * @param labels 0 or 1 each, false or true
 * @param numbers the number of each line
 * @param numbered whether the ids are numbers of lines
 * @param text what was decoded
 */
record LabelLines(
    List<String> ids, List<String> labels, List<Long> numbers, boolean numbered, UserText text) {
  private static final String LABEL = "\"?([01](?:\\.0+)?|(?i:true|false))\"?";
  private static final Pattern ALONE = Pattern.compile(LABEL + "[,;]?");
  private static final Pattern WITH_ID =
      Pattern.compile("\"?([^,;\\t|\"]+?)\"?\\s*[,;\\t |]\\s*" + LABEL);

  /**
   * Reads lines.
   *
   * @param file named in messages
   * @param known names of columns; a file that begins with one of them is a table
   * @return empty if the file is a table with a heading
   * @throws UserError if an id stands there twice, or there is a gap among labels without ids
   */
  static Optional<LabelLines> of(String file, UserText text, Collection<String> known) {
    List<String> lines = text.text().lines().map(String::strip).toList();
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isEmpty()) {
      end--;
    }
    boolean alone = ALONE.matcher(lines.get(0)).matches();
    Pattern pattern = alone ? ALONE : WITH_ID;
    List<String> ids = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < end; i++) {
      Matcher m = pattern.matcher(lines.get(i));
      if (!m.matches()) {
        if (alone && i > 0) {
          throw new UserError(
              file
                  + ", line "
                  + (i + 1)
                  + ": '"
                  + shown(lines.get(i))
                  + "' is no 0 or 1, but the lines before it are; labels without a heading stand"
                  + " one a line");
        }
        return Optional.empty();
      }
      if (i == 0 && !alone && known.contains(m.group(1))) {
        return Optional.empty();
      }
      String id = alone ? Integer.toString(i + 1) : m.group(1).strip();
      if (!seen.add(id)) {
        throw new UserError(
            file + ", line " + (i + 1) + ": the id " + shown(id) + " stands there twice");
      }
      if (ids.size() == PredictionImport.MOST_ROWS) {
        throw new UserError(
            file + " has more than " + PredictionImport.MOST_ROWS + " rows; take parts of it");
      }
      ids.add(id);
      labels.add(PredictionFile.whole(m.group(alone ? 1 : 2)).toLowerCase(Locale.ROOT));
      numbers.add(i + 1L);
    }
    return Optional.of(new LabelLines(ids, labels, numbers, alone, text));
  }

  private static String shown(String line) {
    String clean = line.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > 40 ? clean.substring(0, 40) + "…" : clean;
  }

  /** As a file of predictions. */
  PredictionFile asFile(String sha256) {
    List<PredictionFile.Line> rows = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      rows.add(
          new PredictionFile.Line(
              numbers.get(i), ids.get(i), "", Double.NaN, labels.get(i), "", "", ""));
    }
    List<String> readings = new ArrayList<>(text.notes());
    readings.add(
        numbered
            ? "labels without a heading; the id of a cell is the number of its line"
            : "ids and labels without a heading");
    return new PredictionFile(sha256, List.of("id", "class"), rows, List.of(), readings);
  }
}
