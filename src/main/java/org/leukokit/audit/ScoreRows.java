package org.leukokit.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.leukokit.base.UserError;

/**
 * The rows of somebody's table of scores.
 *
 * <p>Nothing is left out in silence: each cell of a score is a value, or printed as nothing, or not
 * read and named; each other column names the row or is named as not read.
 */
final class ScoreRows {
  private static final int LONGEST_NAME = 60;
  private static final int MOST_NOTES = 20;
  private static final String AMBIGUOUS =
      "per cent or a fraction? its row and its column have values above 1; add percent or fraction"
          + " to the heading";

  private final String file;
  private final List<Heading> headings;
  private final List<List<String>> lines;
  private final Map<Integer, Score> scores = new TreeMap<>();
  private final List<String> columnsNotRead = new ArrayList<>();
  private final Set<Integer> naming = new LinkedHashSet<>();
  private final Map<String, List<String>> notes = new LinkedHashMap<>();
  private final Map<Integer, Boolean> hasAboveOne = new HashMap<>();

  private ScoreRows(String file, List<List<String>> records) {
    this.file = file;
    headings = records.get(0).stream().map(Heading::of).toList();
    lines = records.subList(1, records.size());
  }

  /**
   * Reads rows.
   *
   * @param file how the table is called in errors
   * @param records the heading and the rows, all of one length
   * @throws UserError if no score is named, one is named twice, or there is no row
   */
  static ScoreRows of(String file, List<List<String>> records) {
    ScoreRows rows = new ScoreRows(file, records);
    rows.columns();
    if (rows.lines.stream().noneMatch(ScoreRows::hasContent)) {
      throw new UserError(file + " has a heading but no rows");
    }
    for (int c : rows.scores.keySet()) {
      rows.hasAboveOne.put(
          c,
          rows.lines.stream()
              .map(l -> CellReader.read(l.get(c)))
              .anyMatch(cell -> cell instanceof Cell.Number n && n.isAboveOne() && !n.percent()));
    }
    return rows;
  }

  private static boolean hasContent(List<String> line) {
    return line.stream().anyMatch(c -> !c.isBlank());
  }

  private void columns() {
    for (int c = 0; c < headings.size(); c++) {
      Heading heading = headings.get(c);
      if (heading.score().isPresent()) {
        Score score = heading.score().get();
        if (scores.containsValue(score)) {
          throw new UserError(file + " has two columns of " + score.title() + "; leave one out");
        }
        scores.put(c, score);
      } else {
        other(c);
      }
    }
    if (scores.isEmpty()) {
      throw new UserError(
          file
              + " names no score in its heading ("
              + printable(String.join(",", headings.stream().map(Heading::text).toList()))
              + "); use accuracy, precision, sensitivity, specificity, npv, f1, wp, wr, wfs, ba,"
              + " macro precision, macro recall, macro f1 or kappa");
    }
  }

  private void other(int column) {
    Heading heading = headings.get(column);
    List<Cell> cells = lines.stream().map(l -> CellReader.read(l.get(column))).toList();
    if (cells.stream().allMatch(Cell.Nothing.class::isInstance)) {
      return;
    }
    if (heading.isAuc()) {
      columnsNotRead.add(heading.shown() + " (an area follows from no confusion matrix)");
      return;
    }
    boolean numbers =
        cells.stream().allMatch(c -> c instanceof Cell.Nothing || c instanceof Cell.Number);
    boolean whole =
        numbers
            && cells.stream()
                .allMatch(
                    c -> c instanceof Cell.Nothing || ((Cell.Number) c).digits().matches("\\d+"));
    boolean digits =
        lines.stream().anyMatch(l -> l.get(column).chars().anyMatch(Character::isDigit));
    if (heading.soundsLikeScore() && digits || numbers && !whole) {
      columnsNotRead.add(heading.shown() + " (not a score that the audit knows)");
    } else {
      naming.add(column);
    }
  }

  /** The rows, in their order; a line without content is none. */
  List<PrintedRow> rows() {
    List<PrintedRow> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (hasContent(lines.get(i))) {
        rows.add(row(lines.get(i), i + 2));
      }
    }
    return rows;
  }

  private String name(List<String> line, int number) {
    List<String> parts = naming.stream().map(line::get).filter(text -> !text.isBlank()).toList();
    String name = printable(String.join(" ", parts));
    return name.isBlank() ? "row " + number : name;
  }

  private PrintedRow row(List<String> line, int number) {
    String name = name(line, number);
    Map<Integer, Cell> cells = new TreeMap<>();
    scores.keySet().forEach(c -> cells.put(c, CellReader.read(line.get(c))));
    boolean above =
        cells.entrySet().stream()
            .anyMatch(
                e ->
                    headings.get(e.getKey()).unit() == Heading.Unit.NOT_STATED
                        && e.getValue() instanceof Cell.Number n
                        && !n.percent()
                        && n.isAboveOne());
    boolean shares =
        cells.values().stream()
            .allMatch(c -> !(c instanceof Cell.Number n) || !n.percent() && !n.isAboveOne());
    List<PrintedValue> values = new ArrayList<>();
    List<UnreadCell> unread = new ArrayList<>();
    for (Map.Entry<Integer, Cell> e : cells.entrySet()) {
      Heading heading = headings.get(e.getKey());
      if (e.getValue() instanceof Cell.Nothing nothing && !nothing.text().isEmpty()) {
        note("taken as no value printed", name, heading, nothing.text());
      } else if (e.getValue() instanceof Cell.Unread u) {
        unread.add(new UnreadCell(scores.get(e.getKey()), heading.text(), u.text(), u.why()));
      } else if (e.getValue() instanceof Cell.Number n) {
        n.left().forEach(what -> note(what, name, heading, n.text()));
        Heading.Unit unit = unit(n, e.getKey(), above, shares, name);
        if (unit == Heading.Unit.NOT_STATED) {
          unread.add(new UnreadCell(scores.get(e.getKey()), heading.text(), n.text(), AMBIGUOUS));
        } else {
          values.add(
              new PrintedValue(scores.get(e.getKey()), n.digits(), unit == Heading.Unit.PERCENT));
        }
      }
    }
    return new PrintedRow(name, values, unread);
  }

  /** The unit of one cell; not stated where it can't be known. */
  private Heading.Unit unit(
      Cell.Number n, int column, boolean rowAbove, boolean rowOfShares, String row) {
    Heading heading = headings.get(column);
    if (n.percent()) {
      return Heading.Unit.PERCENT;
    }
    if (heading.unit() == Heading.Unit.FRACTION) {
      return Heading.Unit.FRACTION;
    }
    if (n.isAboveOne()) {
      return Heading.Unit.PERCENT;
    }
    if (heading.unit() == Heading.Unit.PERCENT) {
      boolean fraction = rowOfShares && n.isShare();
      if (fraction) {
        note("headed per cent, read as a fraction of 1", row, heading, n.text());
      }
      return fraction ? Heading.Unit.FRACTION : Heading.Unit.PERCENT;
    }
    if (hasAboveOne.get(column) && !rowAbove) {
      note("read as a fraction of 1, other rows as per cent", row, heading, n.text());
      return Heading.Unit.FRACTION;
    }
    if (hasAboveOne.get(column) && n.isShare()) {
      return Heading.Unit.NOT_STATED;
    }
    return hasAboveOne.get(column) ? Heading.Unit.PERCENT : Heading.Unit.FRACTION;
  }

  private void note(String what, String row, Heading heading, String text) {
    notes
        .computeIfAbsent(what, w -> new ArrayList<>())
        .add(row + ", " + heading.text() + " " + CellReader.shown(text));
  }

  /** What was read how; call it after {@link #rows()}. */
  TableReading reading() {
    List<String> lines = new ArrayList<>();
    notes.forEach(
        (what, cells) -> {
          int shown = Math.min(MOST_NOTES, cells.size());
          String rest = cells.size() > shown ? " and " + (cells.size() - shown) + " more" : "";
          lines.add(what + ": " + String.join("; ", cells.subList(0, shown)) + rest);
        });
    return new TableReading(columnsNotRead, lines);
  }

  private static String printable(String text) {
    String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) + "…" : plain;
  }
}
