package org.leukokit.report;

import org.leukokit.exhibit.Figure;

/** The drawing of each kind of figure. */
final class Drawings {
  private Drawings() {}

  /** How the figure is drawn; marked where its cells are synthetic. */
  static Drawing of(Figure figure, boolean synthetic) {
    Drawing plain = plain(figure);
    return synthetic ? new Marked(plain, figure.publishedOnly()) : plain;
  }

  private static Drawing plain(Figure figure) {
    if (figure instanceof Figure.Bars bars) {
      return new BarsDrawing(bars);
    } else if (figure instanceof Figure.Points points) {
      return new PointsDrawing(points);
    } else if (figure instanceof Figure.Curves curves) {
      return new CurvesDrawing(curves);
    } else if (figure instanceof Figure.Lines lines) {
      return new LinesDrawing(lines);
    } else if (figure instanceof Figure.Forest forest) {
      return new ForestDrawing(forest);
    } else if (figure instanceof Figure.Scatter scatter) {
      return new ScatterDrawing(scatter);
    } else if (figure instanceof Figure.Matrices matrices) {
      return new MatricesDrawing(matrices);
    } else if (figure instanceof Figure.Layers layers) {
      return new LayersDrawing(layers);
    } else if (figure instanceof Figure.Panel panel) {
      return new PanelDrawing(panel);
    }
    throw new IllegalStateException("no drawing for " + figure.getClass());
  }
}
