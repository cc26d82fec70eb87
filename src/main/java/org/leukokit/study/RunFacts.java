package org.leukokit.study;

import java.util.List;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.data.DatasetInfo;
import org.leukokit.data.Label;
import org.leukokit.record.RunRecord;

/** What every run says of its data. */
public final class RunFacts {
  private RunFacts() {}

  /**
   * The cells of a run.
   *
   * @param dataset where they are from
   * @param cells those that take part
   */
  public static RunRecord.Data data(Dataset dataset, List<Cell> cells) {
    DatasetInfo info = dataset.info();
    return new RunRecord.Data(
        info.name(),
        info.title(),
        info.licence(),
        info.citation(),
        info.synthetic(),
        cells.size(),
        (int) cells.stream().filter(c -> c.label() == Label.LEUKEMIC).count(),
        distinct(cells.stream().map(Cell::subject).toList()),
        distinct(cells.stream().map(Cell::group).toList()),
        info.collectionCells());
  }

  private static int distinct(List<String> names) {
    return (int) names.stream().filter(n -> !n.isEmpty()).distinct().count();
  }
}
