package org.leukokit.paper;

import java.util.Locale;
import org.leukokit.base.Text;
import org.leukokit.record.RunRecord;

/** One line on the data of a report. */
public final class DataLine {
  private DataLine() {}

  /** The line in the words of most reports. */
  public static String of(RunRecord.Data data) {
    return of(data, "", "leukemic", "healthy");
  }

  /**
   * The line.
   *
   * @param data the cells
   * @param verb what is done with them, such as {@code are split}; may be empty
   * @param positive what cells of the positive class are called
   * @param negative what the others are called
   */
  public static String of(RunRecord.Data data, String verb, String positive, String negative) {
    String whole =
        data.synthetic()
            ? ""
            : String.format(Locale.ROOT, " of %,d in the collection", data.collectionCells());
    return String.format(
        Locale.ROOT,
        "%s: %s%s%s (%,d %s, %,d %s), %s",
        data.title(),
        Text.count(data.cells(), "cell"),
        whole,
        verb.isEmpty() ? "" : " " + verb,
        data.leukemic(),
        positive,
        data.cells() - data.leukemic(),
        negative,
        data.subjects() == 0
            ? "subjects not known"
            : Text.count(data.subjects(), "subject") + " in " + Text.count(data.groups(), "group"));
  }
}
