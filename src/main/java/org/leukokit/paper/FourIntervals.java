package org.leukokit.paper;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;

import java.util.List;
import java.util.stream.Stream;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.stats.GroupIntervals;

/** An accuracy with its interval by each of four ways to draw one, as columns of a table. */
public final class FourIntervals {
  /** The columns. */
  public static final List<TableExhibit.Column> COLUMNS =
      List.of(
          numbers("cluster jackknife (%)"),
          numbers("studentised bootstrap (%)"),
          numbers("percentile bootstrap (%)"),
          numbers("over cells: too narrow (%)"));

  private FourIntervals() {}

  /** What stands in them. */
  public static List<Entry> entries(GroupIntervals all) {
    return Stream.of(all.recommended(), all.studentised(), all.percentile(), all.overCells())
        .<Entry>map(i -> Entry.Measured.percent(all.estimate(), i, 1))
        .toList();
  }
}
