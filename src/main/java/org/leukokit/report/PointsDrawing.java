package org.leukokit.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.leukokit.exhibit.Figure;

/**
 * Points with intervals by category. XChart's error bars are symmetric and its XY axis has no
 * categories, so the intervals and the names below the axis are painted over the chart, at the
 * coordinates that XChart gives.
 *
 * @param figure what is drawn
 */
record PointsDrawing(Figure.Points figure) implements Drawing {
  private static final double SPREAD = 0.68;

  @Override
  public int width() {
    return 980;
  }

  @Override
  public int height() {
    return 520;
  }

  @Override
  public void paint(Graphics2D g) {
    XYChart chart = new XYChart(width(), height());
    ChartStyle.apply(chart, figure.title(), figure.xLabel(), figure.yLabel());
    int n = figure.categories().size();
    chart.getStyler().setXAxisMin(-0.5).setXAxisMax(n - 0.5);
    chart.getStyler().setYAxisMin(figure.yMin()).setYAxisMax(figure.yMax());
    chart.getStyler().setXAxisTickLabelsFormattingFunction(x -> " ");
    chart.getStyler().setPlotGridVerticalLinesVisible(false);
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    // A dash fills its place, so that the name before it needs room.
    chart.getStyler().setLegendPadding(20);
    chart.getStyler().setMarkerSize(10);
    // The axes begin and end where they say, so that the names can stand right below.
    chart.getStyler().setPlotContentSize(1.0);
    for (int s = 0; s < figure.series().size(); s++) {
      addPoints(chart, s);
    }
    if (!Double.isNaN(figure.reference())) {
      double y = figure.reference();
      XYSeries line =
          chart.addSeries(
              figure.referenceName(), new double[] {-0.5, n - 0.5}, new double[] {y, y});
      line.setMarker(SeriesMarkers.NONE);
      line.setLineColor(Palette.INK);
      line.setLineStyle(Palette.stroke(2, 1.4f));
    }
    chart.paint(g, width(), height());
    paintIntervals(g, chart);
    paintCategories(g, chart);
  }

  private void addPoints(XYChart chart, int s) {
    Figure.PointSeries points = figure.series().get(s);
    int[] there =
        IntStream.range(0, points.values().length)
            .filter(i -> !Double.isNaN(points.values()[i]))
            .toArray();
    if (there.length == 0) {
      return;
    }
    double[] x = IntStream.of(there).mapToDouble(i -> position(s, i)).toArray();
    double[] y = IntStream.of(there).mapToDouble(i -> points.values()[i]).toArray();
    XYSeries series = chart.addSeries(points.name(), x, y);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
    series.setMarker(points.published() ? SeriesMarkers.DIAMOND : Palette.marker(s));
    series.setMarkerColor(colour(s));
  }

  private Color colour(int s) {
    return figure.series().get(s).published() ? Palette.INK : Palette.colour(s);
  }

  private double position(int s, int category) {
    int n = figure.series().size();
    return category + (n == 1 ? 0 : SPREAD * (s / (n - 1.0) - 0.5));
  }

  private void paintIntervals(Graphics2D g, XYChart chart) {
    g.setStroke(new BasicStroke(1.6f));
    for (int s = 0; s < figure.series().size(); s++) {
      Figure.PointSeries points = figure.series().get(s);
      g.setColor(colour(s));
      for (int i = 0; i < points.values().length; i++) {
        if (Double.isNaN(points.low()[i]) || Double.isNaN(points.high()[i])) {
          continue;
        }
        double x = chart.getScreenXFromChart(position(s, i));
        double low = chart.getScreenYFromChart(Math.max(points.low()[i], figure.yMin()));
        double high = chart.getScreenYFromChart(Math.min(points.high()[i], figure.yMax()));
        g.draw(new Line2D.Double(x, low, x, high));
        g.draw(new Line2D.Double(x - 3, low, x + 3, low));
        g.draw(new Line2D.Double(x - 3, high, x + 3, high));
      }
    }
  }

  private void paintCategories(Graphics2D g, XYChart chart) {
    g.setFont(Fonts.regular(12));
    g.setColor(Palette.INK);
    FontMetrics metrics = g.getFontMetrics();
    float y = (float) chart.getScreenYFromChart(figure.yMin()) + 17;
    for (int i = 0; i < figure.categories().size(); i++) {
      String name = figure.categories().get(i);
      double x = chart.getScreenXFromChart(i);
      g.drawString(name, (float) (x - metrics.stringWidth(name) / 2.0), y);
    }
  }
}
