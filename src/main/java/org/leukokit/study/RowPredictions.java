package org.leukokit.study;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.split.Row;

/** What a method said of rows, with the truth about their cells. */
public final class RowPredictions {
  private RowPredictions() {}

  /**
   * The predictions of one fold.
   *
   * @param fold its name
   * @param rows the rows
   * @param scores a row, from 0 to 1
   * @param margins a row; NaN where not known
   */
  public static Predictions of(String fold, List<Row> rows, double[] scores, double[] margins) {
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Cell cell = row.cell();
      predictions.add(
          new Prediction(
              cell.id(),
              row.version(),
              cell.subject(),
              cell.group(),
              fold,
              cell.label() == Label.LEUKEMIC,
              scores[i],
              margins[i]));
    }
    return new Predictions(predictions);
  }
}
