package org.leukokit.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.leukokit.exhibit.Figure;

/**
 * Rows of values with intervals, and lines through all of them.
 *
 * @param figure what is drawn
 */
record ForestDrawing(Figure.Forest figure) implements Drawing {
  private static final int WIDTH = 760;
  private static final int LEFT = 226;
  private static final int RIGHT = 24;
  private static final int TOP = 44;
  private static final int ROW = 24;
  private static final int AXIS = 48;

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return bottom() + AXIS + Painted.legendHeight(series().size(), Painted.lines(figure.levels()));
  }

  private int bottom() {
    return TOP + ROW * figure.rows().size() + 6;
  }

  private List<String> series() {
    return Painted.names(figure.rows().stream().map(Figure.ForestRow::series).toList());
  }

  private double x(double value) {
    double inside = Math.max(figure.xMin(), Math.min(figure.xMax(), value));
    return LEFT
        + (WIDTH - LEFT - RIGHT) * (inside - figure.xMin()) / (figure.xMax() - figure.xMin());
  }

  @Override
  public void paint(Graphics2D g) {
    Painted.title(g, figure.title(), WIDTH / 2.0, 24);
    axis(g);
    for (int i = 0; i < figure.levels().size(); i++) {
      double at = figure.levels().get(i).value();
      if (at >= figure.xMin() && at <= figure.xMax()) {
        Painted.level(g, i, new Line2D.Double(x(at), TOP, x(at), bottom()));
      }
    }
    for (int r = 0; r < figure.rows().size(); r++) {
      row(g, figure.rows().get(r), TOP + ROW * r + ROW / 2.0 + 3);
    }
    Painted.legend(g, 16, bottom() + AXIS, WIDTH - 32, series(), Painted.lines(figure.levels()));
  }

  private void axis(Graphics2D g) {
    g.setFont(Fonts.regular(12));
    for (double tick : Painted.ticks(figure.xMin(), figure.xMax(), 8)) {
      Painted.grid(g, new Line2D.Double(x(tick), TOP, x(tick), bottom()));
      g.setColor(Palette.INK);
      Painted.centred(g, Painted.number(tick), x(tick), bottom() + 17);
    }
    Painted.frame(
        g,
        new Rectangle2D.Double(LEFT, TOP, WIDTH - LEFT - RIGHT, bottom() - TOP),
        figure.xLabel());
  }

  private void row(Graphics2D g, Figure.ForestRow row, double y) {
    int series = series().indexOf(row.series());
    g.setColor(Palette.INK);
    g.setFont(Fonts.regular(12));
    int width = g.getFontMetrics().stringWidth(row.name());
    g.drawString(row.name(), LEFT - 10 - width, (int) (y + 4));
    Color colour = Palette.colour(series);
    for (double dot : row.dots()) {
      g.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 110));
      g.fill(new Ellipse2D.Double(x(dot) - 3, y - 3, 6, 6));
    }
    if (!Double.isNaN(row.low()) && !Double.isNaN(row.high())) {
      g.setColor(colour);
      g.setStroke(new BasicStroke(1.8f));
      g.draw(new Line2D.Double(x(row.low()), y, x(row.high()), y));
      for (double end : new double[] {row.low(), row.high()}) {
        // An end beyond the axis has no stop.
        if (end >= figure.xMin() && end <= figure.xMax()) {
          g.draw(new Line2D.Double(x(end), y - 4, x(end), y + 4));
        }
      }
    }
    if (!Double.isNaN(row.value())) {
      Painted.mark(g, series, x(row.value()), y, 5, true);
    } else {
      g.setColor(Palette.INK);
      g.drawString("undefined", LEFT + 8, (int) (y + 4));
    }
  }
}
