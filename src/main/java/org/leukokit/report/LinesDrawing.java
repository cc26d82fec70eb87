package org.leukokit.report;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.leukokit.exhibit.Figure;

/**
 * Plots of lines, one above the other, with the title over the first.
 *
 * @param figure what is drawn
 */
record LinesDrawing(Figure.Lines figure) implements Drawing {
  private static final int WIDTH = 720;
  private static final int ALONE = 440;
  private static final int STACKED = 320;

  /** Up to so many points each is marked, so that a line of one or two points is seen. */
  private static final int MARKED = 30;

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return figure.plots().size() == 1 ? ALONE : STACKED * figure.plots().size();
  }

  @Override
  public void paint(Graphics2D g) {
    int each = height() / figure.plots().size();
    for (int i = 0; i < figure.plots().size(); i++) {
      AffineTransform before = g.getTransform();
      g.translate(0, i * each);
      chart(figure.plots().get(i), i == 0 ? figure.title() : "", each).paint(g, WIDTH, each);
      g.setTransform(before);
    }
  }

  private static XYChart chart(Figure.Plot plot, String title, int height) {
    XYChart chart = new XYChart(WIDTH, height);
    ChartStyle.apply(chart, title, plot.xLabel(), plot.yLabel());
    chart.getStyler().setChartTitleVisible(!title.isEmpty());
    if (!Double.isNaN(plot.yMin())) {
      chart.getStyler().setYAxisMin(plot.yMin());
    }
    if (!Double.isNaN(plot.yMax())) {
      chart.getStyler().setYAxisMax(plot.yMax());
    }
    for (int i = 0; i < plot.curves().size(); i++) {
      Figure.Curve curve = plot.curves().get(i);
      XYSeries series = chart.addSeries(curve.name(), uneven(curve.x()), curve.y());
      boolean marked = curve.x().length <= MARKED;
      series.setMarker(marked ? Palette.marker(i) : SeriesMarkers.NONE);
      series.setMarkerColor(Palette.colour(i));
      series.setLineColor(Palette.colour(i));
      series.setLineStyle(Palette.stroke(i, 2f));
    }
    return chart;
  }

  // Where values are equally spaced XChart writes them under the axis, however close they come; a
  // last one that is off by a fraction of a pixel's worth gives ticks with room between them. It
  // takes less than 1e-4 for equal.
  private static double[] uneven(double[] x) {
    double[] out = x.clone();
    if (x.length > MARKED) {
      out[x.length - 1] += Math.max(2e-4, (x[x.length - 1] - x[0]) * 1e-6);
    }
    return out;
  }
}
