package org.leukokit.record;

import java.util.Objects;
import java.util.Optional;

/**
 * What the name of a cell's image says of the cell.
 *
 * @param leukemic whether the cell is leukemic; empty if the name doesn't say
 * @param subject the person; empty if the name doesn't say
 * @param group the subjects that share cells with that person; empty where subject is
 */
public record NamedCell(Optional<Boolean> leukemic, String subject, String group) {
  /** Says nothing. */
  public static final NamedCell UNKNOWN = new NamedCell(Optional.empty(), "", "");

  /** Nothing may be null. */
  public NamedCell {
    Objects.requireNonNull(leukemic, "leukemic");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(group, "group");
  }

  /** Reads names. */
  @FunctionalInterface
  public interface Reader {
    /** What an id says: a file's name, with or without folders and extension. */
    NamedCell read(String id);
  }
}
