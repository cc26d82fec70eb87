package org.leukokit.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.leukokit.exhibit.Figure;

/** What the painted charts share: marks, ticks, legends. */
final class Painted {
  private static final int LEGEND_LINE = 20;
  private static final int LONG = 46;

  private Painted() {}

  /** A mark of a series, filled or hollow. */
  static void mark(Graphics2D g, int series, double x, double y, double r, boolean filled) {
    g.setColor(Palette.colour(series));
    g.setStroke(new BasicStroke(1.8f));
    var shape =
        switch (series % 4) {
          case 0 -> new Ellipse2D.Double(x - r, y - r, 2 * r, 2 * r);
          case 1 -> new Rectangle2D.Double(x - r * 0.9, y - r * 0.9, 1.8 * r, 1.8 * r);
          case 2 -> polygon(x, y, r * 1.2, 3);
          default -> polygon(x, y, r * 1.15, 4);
        };
    if (filled) {
      g.fill(shape);
    } else {
      Color colour = g.getColor();
      g.setColor(Color.WHITE);
      g.fill(shape);
      g.setColor(colour);
    }
    g.draw(shape);
  }

  private static Path2D polygon(double x, double y, double r, int corners) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners - Math.PI / 2;
      double px = x + r * Math.cos(angle);
      double py = y + r * Math.sin(angle);
      if (i == 0) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    path.closePath();
    return path;
  }

  /** Round numbers from low to high, about as many as wanted. */
  static double[] ticks(double low, double high, int wanted) {
    double step = Math.pow(10, Math.floor(Math.log10((high - low) / wanted)));
    for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
      if ((high - low) / (step * factor) <= wanted) {
        step *= factor;
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    for (long k = (long) Math.ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
      ticks.add(k * step);
    }
    return ticks.stream().mapToDouble(t -> t).toArray();
  }

  /** A tick's number, with no more decimals than it needs. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value + 0.0);
    text = text.replaceFirst("\\.?0+$", "");
    return text.equals("-0") ? "0" : text;
  }

  /** The names of the series, each once, in their order. */
  static List<String> names(List<String> series) {
    return List.copyOf(new LinkedHashSet<>(series));
  }

  /** How high a legend is. */
  static int legendHeight(int series, List<String> lines) {
    return LEGEND_LINE
            * ((series > 0 ? 1 : 0) + (lines.size() + columns(lines) - 1) / columns(lines))
        + 8;
  }

  // Long names need the width for themselves.
  private static int columns(List<String> lines) {
    return lines.stream().anyMatch(l -> l.length() > LONG) ? 1 : 2;
  }

  /** The names of lines with their values, for the legend. */
  static List<String> lines(List<Figure.Level> levels) {
    return levels.stream()
        .map(l -> l.name() + ": " + number(Math.round(l.value() * 100) / 100.0))
        .toList();
  }

  /** Marks with the series' names, and below them dashes with the lines' names and values. */
  static void legend(
      Graphics2D g,
      double left,
      double top,
      double width,
      List<String> series,
      List<String> lines) {
    g.setFont(Fonts.regular(12));
    double x = left;
    double y = top + 12;
    for (int s = 0; s < series.size(); s++) {
      mark(g, s, x + 6, y - 4, 5, true);
      g.setColor(Palette.INK);
      g.drawString(series.get(s), (float) (x + 18), (float) y);
      x += 34 + g.getFontMetrics().stringWidth(series.get(s));
    }
    for (int i = 0; i < lines.size(); i++) {
      int columns = columns(lines);
      double lx = left + i % columns * width / columns;
      double ly = y + LEGEND_LINE * ((series.isEmpty() ? 0 : 1) + i / columns);
      level(g, i, new Line2D.Double(lx, ly - 4, lx + 30, ly - 4));
      g.setColor(Palette.INK);
      g.drawString(lines.get(i), (float) (lx + 38), (float) ly);
    }
  }

  /** The colour of a line: from the end of the palette, apart from the series. */
  static Color level(int index) {
    return Palette.colour(5 + index % 3);
  }

  /** A line at a control's value. */
  static void level(Graphics2D g, int index, Line2D line) {
    g.setColor(level(index));
    g.setStroke(Palette.stroke(index + 1, 1.6f));
    g.draw(line);
  }

  /** A line of the grid. */
  static void grid(Graphics2D g, Line2D line) {
    g.setColor(Palette.FAINT);
    g.setStroke(new BasicStroke(0.8f));
    g.draw(line);
  }

  /** The frame of a chart, with what runs along below it. */
  static void frame(Graphics2D g, Rectangle2D chart, String xLabel) {
    g.setColor(Palette.INK);
    g.setStroke(new BasicStroke(1f));
    g.draw(chart);
    g.setFont(Fonts.semiBold(13));
    centred(g, xLabel, chart.getCenterX(), chart.getMaxY() + 38);
  }

  /** The heading of a figure. */
  static void title(Graphics2D g, String text, double x, double y) {
    g.setColor(Palette.INK);
    g.setFont(Fonts.semiBold(15));
    centred(g, text, x, y);
  }

  static void centred(Graphics2D g, String text, double x, double y) {
    g.drawString(text, (float) (x - g.getFontMetrics().stringWidth(text) / 2.0), (float) y);
  }
}
