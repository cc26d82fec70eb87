package org.leukokit.experiment.size;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leukokit.base.Hashing;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.feature.FeatureRequest;
import org.leukokit.record.RunRecord;
import org.leukokit.study.FeatureSource;

/** Width and height of cells from a table of boxes; images are never asked for. */
public final class TableBoxes implements FeatureSource {
  private final BoxTable table;
  private final Map<String, float[]> byContent = new HashMap<>();
  private final String digest;

  /**
   * @param table the boxes
   * @param cells the cells that they are wanted for; each has its box
   * @throws UserError if a cell has no box, or if two cells with one file content have boxes of
   *     different size
   */
  public TableBoxes(BoxTable table, List<Cell> cells) {
    this.table = table;
    Map<String, String> first = new HashMap<>();
    StringBuilder text = new StringBuilder();
    for (Cell cell : cells) {
      BoxTable.Box box = table.of(cell);
      if (box == null) {
        throw new UserError(table.name() + " has no box for " + cell.id());
      }
      float[] size = {(float) box.w(), (float) box.h()};
      float[] other = byContent.putIfAbsent(cell.sha256(), size);
      String before = first.putIfAbsent(cell.sha256(), cell.id());
      if (other != null && (other[0] != size[0] || other[1] != size[1])) {
        throw new UserError(
            table.name()
                + ": "
                + before
                + " and "
                + cell.id()
                + " are one file twice, but their boxes differ; correct one of them");
      }
      text.append(cell.id()).append('\t').append(box.w()).append('\t').append(box.h()).append('\n');
    }
    digest = Hashing.sha256Hex(text.toString());
  }

  /** The cells that the table has no box for. */
  public static List<Cell> without(BoxTable table, List<Cell> cells) {
    return cells.stream().filter(c -> table.of(c) == null).toList();
  }

  @Override
  public String weightsDigest() {
    return "boxes:" + digest;
  }

  @Override
  public String engine() {
    return "width and height of given boxes/1";
  }

  @Override
  public RunRecord.Weights weights() {
    return new RunRecord.Weights(
        "none",
        "box",
        false,
        "no network: width and height of the cell's box, from the table "
            + table.name()
            + " (sha256 "
            + table.sha256()
            + ")");
  }

  @Override
  public float[][] extract(List<FeatureRequest> requests, Progress progress) {
    List<float[]> rows = new ArrayList<>();
    for (FeatureRequest request : requests) {
      float[] size = byContent.get(request.sha256());
      if (size == null) {
        throw new IllegalArgumentException("no box for the content " + request.sha256());
      }
      rows.add(size.clone());
    }
    return rows.toArray(float[][]::new);
  }
}
