package org.leukokit.audit;

import java.util.List;
import java.util.Objects;

/**
 * A row of a published table.
 *
 * @param name the row's name
 * @param values its scores that could be read
 * @param unread its cells that hold something which could not be read
 */
public record PrintedRow(String name, List<PrintedValue> values, List<UnreadCell> unread) {
  /** Copies the lists. */
  public PrintedRow {
    Objects.requireNonNull(name, "name");
    values = List.copyOf(values);
    unread = List.copyOf(unread);
  }

  /** A row of which everything was read. */
  public PrintedRow(String name, List<PrintedValue> values) {
    this(name, values, List.of());
  }
}
