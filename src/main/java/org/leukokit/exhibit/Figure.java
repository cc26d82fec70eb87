package org.leukokit.exhibit;

import java.util.List;

/** A figure: what is drawn, in the units of its axes. */
public sealed interface Figure extends Exhibit {

  /**
   * Bars by category, one colour a series.
   *
   * @param id a short name for files and links
   * @param title the heading
   * @param caption what a reader must know to read it
   * @param xLabel what the categories are
   * @param yLabel what the height is, with its unit
   * @param yMin the lower end of the axis
   * @param yMax the upper end of the axis
   * @param categories the names along the axis
   * @param series the bars; NaN where there is none
   * @param publishedOnly whether the bars are the paper's printed values alone
   */
  record Bars(
      String id,
      String title,
      String caption,
      String xLabel,
      String yLabel,
      double yMin,
      double yMax,
      List<String> categories,
      List<BarSeries> series,
      boolean publishedOnly)
      implements Figure {}

  /**
   * The bars of one colour.
   *
   * @param name the name in the legend
   * @param values one a category, NaN where there is none
   */
  record BarSeries(String name, double[] values) {}

  /**
   * Points with intervals by category, side by side.
   *
   * @param id a short name for files and links
   * @param title the heading
   * @param caption what a reader must know to read it
   * @param xLabel what the categories are
   * @param yLabel what the height is, with its unit
   * @param yMin the lower end of the axis
   * @param yMax the upper end of the axis
   * @param categories the names along the axis
   * @param series the points
   * @param reference a height at which a line is drawn across, NaN for none
   * @param referenceName what the line stands for
   */
  record Points(
      String id,
      String title,
      String caption,
      String xLabel,
      String yLabel,
      double yMin,
      double yMax,
      List<String> categories,
      List<PointSeries> series,
      double reference,
      String referenceName)
      implements Figure {}

  /**
   * The points of one mark.
   *
   * @param name the name in the legend
   * @param published whether the values are printed in the paper
   * @param values one a category, NaN where there is none
   * @param low the lower ends of the intervals, NaN where there is none
   * @param high the upper ends of the intervals, NaN where there is none
   */
  record PointSeries(
      String name, boolean published, double[] values, double[] low, double[] high) {}

  /**
   * Curves in the unit square or beyond.
   *
   * @param id a short name for files and links
   * @param title the heading
   * @param caption what a reader must know to read it
   * @param xLabel what runs along, with its unit
   * @param yLabel what runs up, with its unit
   * @param curves the curves
   * @param diagonal what the line of equal coordinates is called, such as {@code chance}; empty for
   *     none
   */
  record Curves(
      String id,
      String title,
      String caption,
      String xLabel,
      String yLabel,
      List<Curve> curves,
      String diagonal)
      implements Figure {}

  /**
   * One curve.
   *
   * @param name the name in the legend
   * @param x along, not falling
   * @param y up
   */
  record Curve(String name, double[] x, double[] y) {}

  /**
   * Plots of lines, one above the other: what runs over epochs or iterations.
   *
   * @param id a short name for files and links
   * @param title the heading
   * @param caption what a reader must know to read it
   * @param plots the plots from above, at least one
   */
  record Lines(String id, String title, String caption, List<Plot> plots) implements Figure {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no plot
     */
    public Lines {
      plots = List.copyOf(plots);
      if (plots.isEmpty()) {
        throw new IllegalArgumentException("a figure of lines needs a plot");
      }
    }
  }

  /**
   * One plot of lines.
   *
   * @param xLabel what runs along, with its unit
   * @param yLabel what runs up, with its unit
   * @param yMin the lower end of the axis, NaN to take it from the lines
   * @param yMax the upper end of the axis, NaN to take it from the lines
   * @param curves the lines; NaN where one is not defined
   */
  record Plot(String xLabel, String yLabel, double yMin, double yMax, List<Curve> curves) {
    /** Copies the list. */
    public Plot {
      curves = List.copyOf(curves);
    }
  }

  /**
   * Values with intervals in rows, one below the other, and lines down through all of them: for
   * many methods with long names.
   *
   * @param id a short name for files and links
   * @param title the heading
   * @param caption what a reader must know to read it
   * @param xLabel what runs along, with its unit
   * @param xMin the left end of the axis
   * @param xMax the right end of the axis
   * @param rows the rows from above, at least one
   * @param levels the lines
   */
  record Forest(
      String id,
      String title,
      String caption,
      String xLabel,
      double xMin,
      double xMax,
      List<ForestRow> rows,
      List<Level> levels)
      implements Figure {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no row, or the axis has no length
     */
    public Forest {
      rows = List.copyOf(rows);
      levels = List.copyOf(levels);
      if (rows.isEmpty() || !(xMin < xMax)) {
        throw new IllegalArgumentException("a forest needs rows and an axis from low to high");
      }
    }
  }

  /**
   * A row of a forest.
   *
   * @param name what it is
   * @param series whose it is: rows of one series share a colour and a mark
   * @param value the value, NaN for none
   * @param low the lower end of its interval, NaN for none
   * @param high the upper end of its interval, NaN for none
   * @param dots single values behind it, such as one a replicate
   */
  record ForestRow(
      String name, String series, double value, double low, double high, double[] dots) {}

  /**
   * A line at a value, such as what a control reaches.
   *
   * @param name what it stands for
   * @param value where it is
   */
  record Level(String name, double value) {}

  /**
   * Points by two measured values, each with its name, and lines across at what controls reach.
   *
   * @param id a short name for files and links
   * @param title the heading
   * @param caption what a reader must know to read it
   * @param xLabel what runs along, on a logarithmic axis, with its unit
   * @param yLabel what runs up, with its unit
   * @param yMin the lower end of the axis
   * @param yMax the upper end of the axis
   * @param points the points, at least one; along they are above 0
   * @param levels the lines
   */
  record Scatter(
      String id,
      String title,
      String caption,
      String xLabel,
      String yLabel,
      double yMin,
      double yMax,
      List<ScatterPoint> points,
      List<Level> levels)
      implements Figure {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no point, or one is not above 0 along
     */
    public Scatter {
      points = List.copyOf(points);
      levels = List.copyOf(levels);
      if (points.isEmpty() || points.stream().anyMatch(p -> !(p.x() > 0))) {
        throw new IllegalArgumentException("a scatter needs points, each above 0 along");
      }
    }
  }

  /**
   * A point of a scatter.
   *
   * @param name what it is
   * @param series whose it is: points of one series share a colour and a mark
   * @param x along, above 0
   * @param y up
   * @param low the lower end of the interval of y, NaN for none
   * @param high the upper end of the interval of y, NaN for none
   * @param front whether no other point is better and costs less
   */
  record ScatterPoint(
      String name, String series, double x, double y, double low, double high, boolean front) {}

  /**
   * Confusion matrices side by side.
   *
   * @param id a short name for files and links
   * @param title the heading
   * @param caption what a reader must know to read it
   * @param classes the names of the classes, rows and columns alike
   * @param matrices the matrices
   */
  record Matrices(
      String id, String title, String caption, List<String> classes, List<Matrix> matrices)
      implements Figure {}

  /**
   * One confusion matrix.
   *
   * @param name what it belongs to
   * @param counts rows: truth; columns: prediction
   */
  record Matrix(String name, long[][] counts) {}

  /**
   * Networks or parts of them as boxes, a layer each, from above; side by side.
   *
   * @param id a short name for files and links
   * @param title the heading
   * @param caption what a reader must know to read it
   * @param stacks the networks, at least one
   * @param publishedOnly whether they are the paper's alone
   */
  record Layers(String id, String title, String caption, List<Stack> stacks, boolean publishedOnly)
      implements Figure {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Layers {
      stacks = List.copyOf(stacks);
      if (stacks.isEmpty()) {
        throw new IllegalArgumentException("a figure of layers needs a network");
      }
    }
  }

  /**
   * A network from above.
   *
   * @param name its name
   * @param boxes its layers
   */
  record Stack(String name, List<Box> boxes) {
    /** Copies the list. */
    public Stack {
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * A layer.
   *
   * @param text what it is
   * @param detail what comes out of it, and how many values are learned
   */
  record Box(String text, String detail) {}

  /**
   * Pictures in a grid, as a run folder holds them.
   *
   * @param id a short name for files and links
   * @param title the heading
   * @param caption what a reader must know to read it
   * @param columns a heading for each column of the grid; may be empty
   * @param rows a heading for each row of the grid; may be empty
   * @param png the grid as a PNG
   * @param words what is said of single pictures, in their lower edge
   */
  record Panel(
      String id,
      String title,
      String caption,
      List<String> columns,
      List<String> rows,
      byte[] png,
      List<Words> words)
      implements Figure {
    /** Copies the list. */
    public Panel {
      words = List.copyOf(words);
    }

    /** Pictures that say all themselves. */
    public Panel(
        String id,
        String title,
        String caption,
        List<String> columns,
        List<String> rows,
        byte[] png) {
      this(id, title, caption, columns, rows, png, List.of());
    }
  }

  /**
   * What is said of a picture of a grid.
   *
   * @param row its row, from 0
   * @param column its column, from 0
   * @param text a few words; they are broken into lines as wide as the picture
   */
  record Words(int row, int column, String text) {}
}
