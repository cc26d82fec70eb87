package org.leukokit.audit;

import java.util.List;
import java.util.Objects;

/**
 * A row of a published table.
 *
 * @param name the row's name
 * @param values its scores that could be read
 */
public record PrintedRow(String name, List<PrintedValue> values) {
  /** Copies the values. */
  public PrintedRow {
    Objects.requireNonNull(name, "name");
    values = List.copyOf(values);
  }
}
