package org.leukokit.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.classifier.FeatureMatrix;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.feature.FeatureRequest;
import org.leukokit.image.BoundingBox;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterOp;
import org.leukokit.split.Row;

/**
 * What the methods of a study see: one row of features for each version of each cell, computed when
 * first asked for.
 */
final class StudyFeatures {
  private final StudySpec spec;
  private final FeatureSource source;
  private final Progress progress;
  private final ResizedCells images;
  private final ResizedCells fullSize;
  private final List<Row> rows = new ArrayList<>();
  private final List<RasterOp> ops = new ArrayList<>();
  private final Map<Row, Integer> index = new HashMap<>();
  private final boolean[] positive;
  private FeatureMatrix deep;
  private FeatureMatrix measured;
  private FeatureMatrix cellSize;

  StudyFeatures(
      StudySpec spec, Dataset dataset, List<Cell> cells, FeatureSource source, Progress progress) {
    this.spec = spec;
    this.source = source;
    this.progress = progress;
    this.images = new ResizedCells(dataset, spec.inputSize());
    this.fullSize = ResizedCells.atFullSize(dataset);
    for (Cell cell : cells) {
      for (Augmentation augmentation : spec.augmentations()) {
        Row row = new Row(cell, augmentation.version());
        index.put(row, rows.size());
        rows.add(row);
        ops.add(augmentation.draw(spec.seed(), cell.id()));
      }
    }
    positive = new boolean[rows.size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = rows.get(i).cell().label() == org.leukokit.data.Label.LEUKEMIC;
    }
  }

  /** The class of each row of the matrices. */
  boolean[] positive() {
    return positive;
  }

  /** Where rows stand in the matrices. */
  int[] indices(List<Row> wanted) {
    return wanted.stream().mapToInt(index::get).toArray();
  }

  /** The features that a method sees. */
  FeatureMatrix of(MethodSpec.Features features) {
    return switch (features) {
      case DEEP -> deep();
      case MEASURED -> measured();
      case CELL_SIZE -> cellSize();
      // A matrix needs a column; the method that asks for nothing doesn't read it.
      case NONE -> FeatureMatrix.ofRows(new float[rows.size()][1]);
    };
  }

  private FeatureMatrix deep() {
    if (deep == null) {
      List<FeatureRequest> requests = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        int row = i;
        requests.add(
            new FeatureRequest(
                rows.get(i).cell().sha256(), spec.transform(ops.get(i)), () -> raster(row)));
      }
      deep = FeatureMatrix.ofRows(source.extract(requests, progress));
    }
    return deep;
  }

  private FeatureMatrix measured() {
    if (measured == null) {
      List<FeatureRequest> requests = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        Cell cell = rows.get(i).cell();
        RasterOp op = ops.get(i);
        requests.add(
            new FeatureRequest(
                cell.sha256(), spec.fullSizeTransform(op), () -> op.apply(fullSize.get(cell))));
      }
      measured = FeatureMatrix.ofRows(source.extract(requests, progress));
    }
    return measured;
  }

  private FeatureMatrix cellSize() {
    if (cellSize == null) {
      float[][] boxes = new float[rows.size()][];
      try (Progress.Task task = progress.start("cell sizes: images", rows.size())) {
        for (int i = 0; i < boxes.length; i++) {
          boxes[i] = box(i);
          task.step();
        }
      }
      cellSize = FeatureMatrix.ofRows(boxes);
    }
    return cellSize;
  }

  private float[] box(int row) {
    Optional<BoundingBox> box = BoundingBox.of(raster(row), StudySpec.BOX_THRESHOLD);
    BoundingBox b =
        box.orElseThrow(
            () ->
                new UserError(
                    rows.get(row).cell().file()
                        + " is black all over, so there is no cell to measure; take it out"));
    return new float[] {b.width(), b.height()};
  }

  private Raster raster(int row) {
    return ops.get(row).apply(images.get(rows.get(row).cell()));
  }
}
