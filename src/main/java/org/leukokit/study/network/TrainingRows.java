package org.leukokit.study.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.leukokit.base.RandomStream;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.image.CopyDraw;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterOp;
import org.leukokit.image.WarpDraw;
import org.leukokit.split.Row;
import org.leukokit.study.Augmentation;

/** What a network is trained on, given the rows of a fold. */
public sealed interface TrainingRows {
  /**
   * The versions of a cell that the folds must know: the original alone, unless copies are drawn
   * into folds.
   */
  List<String> versions();

  /** The examples of an epoch, in a fixed order. */
  List<TrainingExample> examples(List<Row> rows, long seed);

  /**
   * The examples that an epoch is judged by, in a fixed order. What a method says of its validation
   * rows is always of the cells themselves, whatever stands here.
   */
  default List<TrainingExample> validation(List<Row> rows, long seed) {
    List<TrainingExample> examples = new ArrayList<>();
    for (Row row : rows) {
      if (row.isOriginal()) {
        examples.add(TrainingExample.plain(row.cell(), row.version()));
      } else {
        // Copies stand among them where the protocol draws rows.
        examples.addAll(examples(List.of(row), seed));
      }
    }
    return examples;
  }

  /** In words, for settings and reports. */
  String describe();

  /** Numbers for settings and reports, by name. */
  default Map<String, String> counts() {
    return Map.of();
  }

  /**
   * The rows themselves, each a version of a cell that is drawn once and stays the same in every
   * epoch.
   *
   * @param augmentations the versions, the original first
   */
  record Versions(List<Augmentation> augmentations) implements TrainingRows {
    /** The cells as they are. */
    public static final Versions PLAIN = new Versions(List.of(Augmentation.original()));

    /** Copies the list. */
    public Versions {
      augmentations = List.copyOf(augmentations);
    }

    @Override
    public List<String> versions() {
      return augmentations.stream().map(Augmentation::version).toList();
    }

    @Override
    public List<TrainingExample> examples(List<Row> rows, long seed) {
      Map<String, Augmentation> byName =
          augmentations.stream()
              .collect(Collectors.toMap(Augmentation::version, Function.identity()));
      List<TrainingExample> examples = new ArrayList<>();
      for (Row row : rows) {
        RasterOp op = byName.get(row.version()).draw(seed, row.cell().id());
        examples.add(new TrainingExample(row.cell(), row.version(), epoch -> op::apply));
      }
      return examples;
    }

    @Override
    public String describe() {
      return augmentations.stream().map(Augmentation::describe).collect(Collectors.joining(", "));
    }
  }

  /**
   * Each class filled up to a number with copies of its cells. The source of each copy is drawn
   * with replacement from the cells of its class, and so is what is done to it; copies are drawn
   * once and stay the same in every epoch. Both classes end equally large: where one holds more
   * cells already than was asked for, it keeps them all and the other is filled up to as many.
   *
   * @param perClass how many training rows each class is to have, at least 1
   * @param perClassInValidation how many validation rows each class is to have; 0 to leave them as
   *     they are
   * @param copies how copies are made
   */
  record Balanced(int perClass, int perClassInValidation, CopyDraw copies) implements TrainingRows {
    /** The name of {@code perClass} among {@link #counts()}. */
    public static final String TRAINING_COUNT = "training rows of each class";

    /** The name of {@code perClassInValidation} among {@link #counts()}. */
    public static final String VALIDATION_COUNT = "validation rows of each class";

    /**
     * @throws UserError if the first number is below 1 or the second negative
     */
    public Balanced {
      Objects.requireNonNull(copies, "copies");
      if (perClass < 1 || perClassInValidation < 0) {
        throw new UserError(
            "each class needs at least 1 training row and 0 (as they are) or more in validation,"
                + " not "
                + perClass
                + " and "
                + perClassInValidation);
      }
    }

    @Override
    public List<String> versions() {
      return List.of(Row.ORIGINAL);
    }

    /** Training rows are filled up, validation rows left as they are. */
    public Balanced(int perClass, CopyDraw copies) {
      this(perClass, 0, copies);
    }

    /**
     * How many rows each class has when it is filled up.
     *
     * @param wanted how many it is to have at least; 0 to leave it as it is
     * @param own how many cells it has, at least 1
     * @param other how many the other class has
     */
    public static long filled(long wanted, long own, long other) {
      return wanted == 0 ? own : Math.max(wanted, Math.max(own, other));
    }

    @Override
    public List<TrainingExample> examples(List<Row> rows, long seed) {
      return filled(rows, perClass, "training", seed);
    }

    @Override
    public List<TrainingExample> validation(List<Row> rows, long seed) {
      return filled(rows, perClassInValidation, "validation", seed);
    }

    private List<TrainingExample> filled(List<Row> rows, int wanted, String part, long seed) {
      List<TrainingExample> examples = new ArrayList<>();
      rows.forEach(r -> examples.add(TrainingExample.plain(r.cell(), r.version())));
      for (Label label : List.of(Label.HEALTHY, Label.LEUKEMIC)) {
        List<Cell> cells = Oversampled.of(rows, label);
        if (!cells.isEmpty()) {
          long all = filled(wanted, cells.size(), rows.size() - cells.size());
          for (int i = 1; cells.size() + i <= all; i++) {
            RandomStream random = RandomStream.at(seed, "copy", part, label, i);
            Cell source = cells.get(random.nextInt(cells.size()));
            examples.add(TrainingExample.copy(source, "copy-" + i, copies.draw(random)));
          }
        }
      }
      return examples;
    }

    @Override
    public Map<String, String> counts() {
      return Map.of(
          TRAINING_COUNT,
          Integer.toString(perClass),
          VALIDATION_COUNT,
          perClassInValidation == 0 ? "as they are" : Integer.toString(perClassInValidation));
    }

    @Override
    public String describe() {
      String validation =
          perClassInValidation == 0 ? "" : ", in validation to " + perClassInValidation;
      return "each class filled up to "
          + perClass
          + " rows"
          + validation
          + ", or to as many as the larger class has, with copies of cells drawn with replacement; "
          + copies.describe();
    }
  }

  /**
   * The smaller class repeated, in a drawn order, until it is as large as the other; every row is
   * warped anew in every epoch.
   *
   * @param warp how
   */
  record Oversampled(WarpDraw warp) implements TrainingRows {
    /** What a cell on a slide may look like as well: turned, mirrored, a little moved. */
    public static final Oversampled AS_ON_A_SLIDE =
        new Oversampled(new WarpDraw(180, 0.05, 0.05, true, true));

    /** Checks for null. */
    public Oversampled {
      Objects.requireNonNull(warp, "warp");
    }

    @Override
    public List<String> versions() {
      return List.of(Row.ORIGINAL);
    }

    @Override
    public List<TrainingExample> examples(List<Row> rows, long seed) {
      List<TrainingExample> examples = new ArrayList<>();
      rows.forEach(r -> examples.add(warped(r.cell(), r.version(), seed)));
      List<Cell> healthy = of(rows, Label.HEALTHY);
      List<Cell> leukemic = of(rows, Label.LEUKEMIC);
      boolean more = leukemic.size() > healthy.size();
      List<Cell> fewer = more ? healthy : leukemic;
      int[] order = order(fewer, more ? Label.HEALTHY : Label.LEUKEMIC, seed);
      int missing = Math.abs(leukemic.size() - healthy.size());
      for (int i = 0; i < missing && order.length > 0; i++) {
        String version = "again-" + (i / order.length + 1);
        examples.add(warped(fewer.get(order[i % order.length]), version, seed));
      }
      return examples;
    }

    private TrainingExample warped(Cell cell, String version, long seed) {
      return new TrainingExample(
          cell, version, epoch -> new Late(warp, seed, epoch, cell, version));
    }

    /** A warp whose parameters are drawn when the size of the image is known. */
    private record Late(WarpDraw warp, long seed, int epoch, Cell cell, String version)
        implements UnaryOperator<Raster> {
      @Override
      public Raster apply(Raster raster) {
        RandomStream random = RandomStream.at(seed, "augment", epoch, cell.id(), version);
        return warp.draw(raster.width(), raster.height(), random).apply(raster);
      }
    }

    @Override
    public String describe() {
      return "the smaller class oversampled; in every epoch " + warp.describe();
    }

    static List<Cell> of(List<Row> rows, Label label) {
      return rows.stream().map(Row::cell).filter(c -> c.label() == label).toList();
    }

    static int[] order(List<Cell> cells, Label label, long seed) {
      return RandomStream.at(seed, "copies", label).permutation(cells.size());
    }
  }
}
