package org.leukokit.report;

import java.awt.Graphics2D;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.leukokit.exhibit.Figure;

/**
 * Curves, each with a colour and a dash of its own.
 *
 * @param figure what is drawn
 */
record CurvesDrawing(Figure.Curves figure) implements Drawing {
  @Override
  public int width() {
    return 720;
  }

  @Override
  public int height() {
    return 480;
  }

  @Override
  public void paint(Graphics2D g) {
    XYChart chart = new XYChart(width(), height());
    ChartStyle.apply(chart, figure.title(), figure.xLabel(), figure.yLabel());
    if (!figure.diagonal().isEmpty()) {
      chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0);
      chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
    }
    for (int i = 0; i < figure.curves().size(); i++) {
      Figure.Curve curve = figure.curves().get(i);
      XYSeries series = chart.addSeries(curve.name(), curve.x(), curve.y());
      series.setMarker(SeriesMarkers.NONE);
      series.setLineColor(Palette.colour(i));
      series.setLineStyle(Palette.stroke(i, 2.2f));
    }
    if (!figure.diagonal().isEmpty()) {
      double[] ends = {0, 1};
      XYSeries line = chart.addSeries(figure.diagonal(), ends, ends);
      line.setMarker(SeriesMarkers.NONE);
      line.setLineColor(Palette.INK);
      line.setLineStyle(Palette.stroke(2, 1.2f));
    }
    chart.paint(g, width(), height());
  }
}
