package org.leukokit.report;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.Styler;
import org.leukokit.exhibit.Figure;

/**
 * Bars by category.
 *
 * @param figure what is drawn
 */
record BarsDrawing(Figure.Bars figure) implements Drawing {
  @Override
  public int width() {
    return 1080;
  }

  @Override
  public int height() {
    return 460;
  }

  @Override
  public void paint(Graphics2D g) {
    CategoryChart chart = new CategoryChart(width(), height());
    ChartStyle.apply(chart, figure.title(), figure.xLabel(), figure.yLabel());
    chart.getStyler().setYAxisMin(figure.yMin()).setYAxisMax(figure.yMax());
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setAvailableSpaceFill(0.82);
    for (int i = 0; i < figure.series().size(); i++) {
      Figure.BarSeries bars = figure.series().get(i);
      // XChart refuses NaN; a bar that is not there has no height.
      List<Double> heights = new ArrayList<>();
      for (double v : bars.values()) {
        heights.add(Double.isNaN(v) ? null : Double.valueOf(v));
      }
      CategorySeries series = chart.addSeries(bars.name(), figure.categories(), heights);
      series.setFillColor(Palette.bar(i));
    }
    chart.paint(g, width(), height());
  }
}
