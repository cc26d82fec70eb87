package org.leukokit.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.leukokit.exhibit.Figure;

/**
 * Points by two values with their names, on a logarithmic axis along. Points that no other beats
 * are filled.
 *
 * @param figure what is drawn
 */
record ScatterDrawing(Figure.Scatter figure) implements Drawing {
  private static final int WIDTH = 760;
  private static final int LEFT = 66;
  private static final int RIGHT = 20;
  private static final int TOP = 44;
  private static final int BOTTOM = 470;
  private static final int AXIS = 48;

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return BOTTOM + AXIS + Painted.legendHeight(series().size(), Painted.lines(figure.levels()));
  }

  private List<String> series() {
    return Painted.names(figure.points().stream().map(Figure.ScatterPoint::series).toList());
  }

  private double low() {
    double least = figure.points().stream().mapToDouble(Figure.ScatterPoint::x).min().orElseThrow();
    return Math.log10(least) - 0.15;
  }

  private double high() {
    double most = figure.points().stream().mapToDouble(Figure.ScatterPoint::x).max().orElseThrow();
    return Math.log10(most) + 0.35;
  }

  private double x(double value) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (Math.log10(value) - low()) / (high() - low());
  }

  private double y(double value) {
    double inside = Math.max(figure.yMin(), Math.min(figure.yMax(), value));
    return BOTTOM - (BOTTOM - TOP) * (inside - figure.yMin()) / (figure.yMax() - figure.yMin());
  }

  @Override
  public void paint(Graphics2D g) {
    Painted.title(g, figure.title(), WIDTH / 2.0, 24);
    axes(g);
    for (int i = 0; i < figure.levels().size(); i++) {
      double at = figure.levels().get(i).value();
      if (at >= figure.yMin() && at <= figure.yMax()) {
        Painted.level(g, i, new Line2D.Double(LEFT, y(at), WIDTH - RIGHT, y(at)));
      }
    }
    for (Figure.ScatterPoint p : figure.points()) {
      int series = series().indexOf(p.series());
      if (!Double.isNaN(p.low()) && !Double.isNaN(p.high())) {
        g.setColor(Palette.colour(series));
        g.setStroke(new BasicStroke(0.9f));
        g.draw(new Line2D.Double(x(p.x()), y(p.low()), x(p.x()), y(p.high())));
      }
    }
    for (Figure.ScatterPoint p : figure.points()) {
      Painted.mark(g, series().indexOf(p.series()), x(p.x()), y(p.y()), 5.5, p.front());
    }
    names(g);
    Painted.legend(g, 16, BOTTOM + AXIS, WIDTH - 32, series(), Painted.lines(figure.levels()));
  }

  private void axes(Graphics2D g) {
    g.setFont(Fonts.regular(12));
    for (double tick : Painted.ticks(figure.yMin(), figure.yMax(), 8)) {
      Painted.grid(g, new Line2D.Double(LEFT, y(tick), WIDTH - RIGHT, y(tick)));
      g.setColor(Palette.INK);
      String text = Painted.number(tick);
      g.drawString(text, LEFT - 8 - g.getFontMetrics().stringWidth(text), (int) y(tick) + 4);
    }
    for (int decade = (int) Math.floor(low()); decade <= high(); decade++) {
      for (int times = 1; times < 10; times++) {
        double value = times * Math.pow(10, decade);
        if (Math.log10(value) >= low() && Math.log10(value) <= high()) {
          g.setColor(Palette.FAINT);
          g.setStroke(new BasicStroke(times == 1 ? 1.2f : 0.5f));
          g.draw(new Line2D.Double(x(value), TOP, x(value), BOTTOM));
          if (times == 1 || times == 3) {
            g.setColor(Palette.INK);
            Painted.centred(g, Painted.number(value), x(value), BOTTOM + 17);
          }
        }
      }
    }
    Painted.frame(
        g, new Rectangle2D.Double(LEFT, TOP, WIDTH - LEFT - RIGHT, BOTTOM - TOP), figure.xLabel());
    var before = g.getTransform();
    g.rotate(-Math.PI / 2, 18, (TOP + BOTTOM) / 2.0);
    Painted.centred(g, figure.yLabel(), 18, (TOP + BOTTOM) / 2.0);
    g.setTransform(before);
  }

  /** Each name at the first place beside its point where nothing stands yet. */
  private void names(Graphics2D g) {
    g.setFont(Fonts.regular(11));
    List<Rectangle2D> taken = new ArrayList<>();
    for (Figure.ScatterPoint p : figure.points()) {
      taken.add(new Rectangle2D.Double(x(p.x()) - 7, y(p.y()) - 7, 14, 14));
    }
    List<Figure.ScatterPoint> order =
        figure.points().stream()
            .sorted(Comparator.comparingDouble((Figure.ScatterPoint p) -> -p.y()))
            .toList();
    for (Figure.ScatterPoint p : order) {
      double width = g.getFontMetrics().stringWidth(p.name());
      Rectangle2D place = place(x(p.x()), y(p.y()), width, taken);
      taken.add(place);
      g.setColor(Palette.INK);
      g.drawString(p.name(), (float) place.getX(), (float) (place.getMaxY() - 3));
    }
  }

  private static Rectangle2D place(double x, double y, double width, List<Rectangle2D> taken) {
    Rectangle2D first = null;
    for (int far = 0; far < 14; far++) {
      for (double dy : new double[] {-far * 7.0, far * 7.0}) {
        for (double left : new double[] {x + 10, x - 10 - width, x - width / 2}) {
          Rectangle2D place = new Rectangle2D.Double(left, y - 7 + dy, width, 13);
          first = first == null ? place : first;
          boolean inside =
              place.getX() > LEFT + 2
                  && place.getMaxX() < WIDTH - RIGHT - 2
                  && place.getY() > TOP
                  && place.getMaxY() < BOTTOM;
          if (inside && taken.stream().noneMatch(place::intersects)) {
            return place;
          }
        }
      }
    }
    return first;
  }
}
