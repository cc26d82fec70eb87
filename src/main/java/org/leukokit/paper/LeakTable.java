package org.leukokit.paper;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Leakage;
import org.leukokit.study.FoldTables;

/** The table of what stands on both sides of the folds, a row a protocol. */
public final class LeakTable {
  private final TableBuilder table;
  private final int decimals;

  /**
   * @param title the heading
   * @param caption what a reader must know to read it
   * @param decimals of the shares in percent
   * @param first the columns before those of the leaks
   */
  public LeakTable(String title, String caption, int decimals, TableExhibit.Column... first) {
    List<TableExhibit.Column> columns = new ArrayList<>(List.of(first));
    for (Leakage.Kind kind : Leakage.Kind.values()) {
      columns.add(numbers(kind.display() + " (%)"));
    }
    this.table = new TableBuilder("leaks", title, caption, columns);
    this.decimals = decimals;
  }

  /** The leaks of a run's folds. */
  public static Leakage leaks(RunFolder run) {
    return Leakage.of(FoldTables.of(run));
  }

  /**
   * Adds the shares of a run's test rows that leak.
   *
   * @param first the values before them
   */
  public void row(RunFolder run, Leakage leaks, Object... first) {
    table.add(
        TableExhibit.Origin.OURS,
        false,
        run.record().shortId(),
        List.of(first),
        Arrays.stream(Leakage.Kind.values())
            .map(kind -> TableBuilder.number(100 * leaks.affectedShare(kind), decimals))
            .toList());
  }

  /** The table. */
  public TableExhibit build() {
    return table.build();
  }
}
