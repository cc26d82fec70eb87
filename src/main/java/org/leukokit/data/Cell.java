package org.leukokit.data;

import java.util.Objects;

/**
 * One cell image of a data set.
 *
 * @param id the cell's name, unique in its data set, such as {@code UID_11_1_1_all.bmp}
 * @param file where it lies in the data set, with forward slashes; for people, and for reading
 * @param sha256 the digest of the image's bytes, 64 hexadecimal digits: as stored, or, where the
 *     same pixels are stored in other bytes as well, as one of these files has them
 * @param label leukemic, healthy or unknown
 * @param subject the person that the cell is from, upper case; empty where that is not known
 * @param group the subjects that must stay on one side of a split because they share cells; the
 *     subject itself where it shares none; empty where subjects are not known
 * @param part the part of the collection, such as {@code fold_0} or {@code prelim}
 */
public record Cell(
    String id, String file, String sha256, Label label, String subject, String group, String part) {
  /** All parts are there; subject and group may be empty. */
  public Cell {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(part, "part");
  }

  /** The same cell with another label, for controls that learn from wrong ones. */
  public Cell withLabel(Label other) {
    return new Cell(id, file, sha256, other, subject, group, part);
  }
}
