package org.leukokit.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** XChart charts of the columns of a Tablesaw table. */
public final class Charts {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 380;

  private Charts() {}

  /**
   * One point a row.
   *
   * @param table the rows
   * @param x the column along
   * @param y the column up
   * @param by the column of words that colours the points
   */
  public static XYChart scatter(Table table, String x, String y, String by) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(y + " against " + x)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    chart.getStyler().setMarkerSize(6);
    for (String name : names(table, by)) {
      Table own = rows(table, by, name);
      chart.addSeries(name, values(own, x), values(own, y));
    }
    return chart;
  }

  /**
   * A line through the rows, in their order.
   *
   * @param table the rows
   * @param x the column along
   * @param y the column up
   */
  public static XYChart line(Table table, String x, String y) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(table.name())
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setMarkerSize(0);
    double[] up = values(table, y);
    if (Arrays.stream(up).map(Math::abs).max().orElse(1) < 0.1) {
      // Without a pattern the zero before the point is left out.
      chart.getStyler().setYAxisDecimalPattern("0.0###");
    }
    chart.addSeries(y, values(table, x), up);
    return chart;
  }

  /**
   * How often values fall into intervals of equal width.
   *
   * @param table the rows
   * @param column the values
   * @param by the column of words that makes a colour each
   * @param bins how many intervals, at least 1
   */
  public static CategoryChart histogram(Table table, String column, String by, int bins) {
    if (bins < 1) {
      throw new Stop("a histogram has at least 1 interval, not " + bins);
    }
    double[] all = values(table, column);
    double low = Arrays.stream(all).min().orElse(0);
    double high = Arrays.stream(all).max().orElse(1);
    double width = high > low ? (high - low) / bins : 1;
    List<String> names = new ArrayList<>();
    for (int b = 0; b < bins; b++) {
      names.add(String.format(Locale.ROOT, "%.0f", low + (b + 0.5) * width));
    }
    CategoryChart chart = categories("Cells by " + column, column + " (middle of the interval)");
    chart.setYAxisTitle("cells");
    for (String name : names(table, by)) {
      Integer[] counts = Collections.nCopies(bins, 0).toArray(Integer[]::new);
      for (double v : values(rows(table, by, name), column)) {
        counts[(int) Math.min(bins - 1, (v - low) / width)]++;
      }
      chart.addSeries(name, names, List.of(counts));
    }
    return chart;
  }

  /**
   * One bar a row, in the order of the rows.
   *
   * @param table the rows
   * @param category the column of words along
   * @param value the column of heights
   */
  public static CategoryChart bars(Table table, String category, String value) {
    CategoryChart chart = categories(table.name(), category);
    chart.setYAxisTitle(value);
    chart.getStyler().setLegendVisible(false);
    List<Double> heights = new ArrayList<>();
    for (double v : values(table, value)) {
      heights.add(v);
    }
    chart.addSeries(value, table.stringColumn(category).asList(), heights);
    return chart;
  }

  private static CategoryChart categories(String title, String along) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(along)
            .build();
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setXAxisLabelRotation(45);
    return chart;
  }

  private static Set<String> names(Table table, String column) {
    return new LinkedHashSet<>(table.stringColumn(column).asList());
  }

  private static Table rows(Table table, String column, String name) {
    return table.where(table.stringColumn(column).isEqualTo(name));
  }

  private static double[] values(Table table, String column) {
    if (table.column(column) instanceof NumericColumn<?> numbers) {
      return numbers.asDoubleArray();
    }
    throw new Stop("the column '" + column + "' holds no numbers");
  }
}
