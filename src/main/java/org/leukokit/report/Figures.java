package org.leukokit.report;

import java.awt.Graphics2D;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.leukokit.exhibit.Figure;

/** Figures as files of their own, for notebooks. */
public final class Figures {
  private Figures() {}

  /**
   * A figure as a PNG, as a report has it.
   *
   * @param figure what is drawn
   * @param synthetic whether its cells were drawn by the kit, which is marked
   * @return the bytes; {@link #width} points wide at two pixels a point
   */
  public static byte[] png(Figure figure, boolean synthetic) {
    return Encoding.png(Drawings.of(figure, synthetic));
  }

  /**
   * A chart of XChart's own as a PNG, at two pixels a point.
   *
   * @param chart what is drawn; charts with axes get the fonts and grid of the reports
   */
  public static byte[] png(Chart<?, ?> chart) {
    if (chart instanceof AxesChart<?, ?> axes) {
      ChartStyle.apply(axes, axes.getTitle(), axes.getXAxisTitle(), axes.getYAxisTitle());
    }
    return Encoding.png(
        new Drawing() {
          @Override
          public int width() {
            return chart.getWidth();
          }

          @Override
          public int height() {
            return chart.getHeight();
          }

          @Override
          public void paint(Graphics2D g) {
            chart.paint(g, width(), height());
          }
        });
  }

  /** The width of a figure on a page, in points. */
  public static int width(Figure figure) {
    return Drawings.of(figure, false).width();
  }
}
