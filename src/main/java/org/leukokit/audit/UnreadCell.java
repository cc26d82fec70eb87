package org.leukokit.audit;

import java.util.Objects;

/**
 * A cell of a table that holds something which could not be read as one printed value.
 *
 * @param score the score of its column
 * @param column its column's heading
 * @param text the cell as it stands
 * @param why why it was not read
 */
public record UnreadCell(Score score, String column, String text, String why) {
  /** Nothing is missing. */
  public UnreadCell {
    Objects.requireNonNull(score, "score");
    Objects.requireNonNull(column, "column");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(why, "why");
  }

  /** The cell in words, such as {@code accuracy "~89.4" (approximate)}. */
  @Override
  public String toString() {
    return column + " " + CellReader.shown(text) + " (" + why + ")";
  }
}
