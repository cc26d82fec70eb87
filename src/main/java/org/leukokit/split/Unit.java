package org.leukokit.split;

import org.leukokit.data.Cell;

/** What is drawn into folds as one piece. */
public enum Unit {
  /** Every row by itself, so that copies of one image may stand on both sides. */
  ROW("row"),
  /** A cell with all its copies. */
  CELL("cell"),
  /** All cells of a subject. */
  SUBJECT("subject"),
  /** All cells of a group of subjects that share cells. */
  GROUP("group"),
  /** All cells of a part that the makers of the collection laid down: each is a fold as it is. */
  PART("part");

  private final String id;

  Unit(String id) {
    this.id = id;
  }

  /** The name in addresses of random streams and in reports. */
  public String id() {
    return id;
  }

  /**
   * The unit that a protocol draws.
   *
   * @param published what the paper drew, for {@link Protocol#PUBLISHED}
   */
  public static Unit of(Protocol protocol, Unit published) {
    return switch (protocol) {
      case PUBLISHED -> published;
      case SPLIT_FIRST -> CELL;
      case SUBJECT_DISJOINT -> SUBJECT;
      case GROUP_DISJOINT -> GROUP;
    };
  }

  /** The name of the subject or group that a cell belongs to. */
  String of(Cell cell) {
    return switch (this) {
      case ROW, CELL -> cell.id();
      case SUBJECT -> cell.subject();
      case GROUP -> cell.group();
      case PART -> cell.part();
    };
  }
}
