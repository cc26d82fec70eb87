package org.leukokit.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import org.leukokit.exhibit.Figure;

/**
 * Layers as boxes with arrows between them, network by network.
 *
 * @param figure what is drawn
 */
record LayersDrawing(Figure.Layers figure) implements Drawing {
  private static final int COLUMN = 230;
  private static final int BOX_WIDTH = 200;
  private static final int BOX_HEIGHT = 42;
  private static final int ARROW = 18;
  private static final int TOP = 78;
  private static final int MARGIN = 16;
  private static final Color FILL = new Color(0xe8, 0xf1, 0xf8);

  @Override
  public int width() {
    return 2 * MARGIN + COLUMN * figure.stacks().size();
  }

  @Override
  public int height() {
    int most = figure.stacks().stream().mapToInt(s -> s.boxes().size()).max().orElse(0);
    return TOP + most * (BOX_HEIGHT + ARROW) + MARGIN;
  }

  @Override
  public void paint(Graphics2D g) {
    Painted.title(g, figure.title(), width() / 2.0, 26);
    for (int i = 0; i < figure.stacks().size(); i++) {
      paint(g, figure.stacks().get(i), MARGIN + COLUMN * i + COLUMN / 2.0);
    }
  }

  private static void paint(Graphics2D g, Figure.Stack stack, double middle) {
    g.setColor(Palette.INK);
    g.setFont(Fonts.semiBold(12));
    Painted.centred(g, stack.name(), middle, TOP - 18);
    double y = TOP;
    for (int i = 0; i < stack.boxes().size(); i++) {
      if (i > 0) {
        arrow(g, middle, y - ARROW, y);
      }
      box(g, stack.boxes().get(i), middle, y);
      y += BOX_HEIGHT + ARROW;
    }
  }

  private static void box(Graphics2D g, Figure.Box box, double middle, double y) {
    RoundRectangle2D shape =
        new RoundRectangle2D.Double(middle - BOX_WIDTH / 2.0, y, BOX_WIDTH, BOX_HEIGHT, 8, 8);
    g.setColor(FILL);
    g.fill(shape);
    g.setColor(Palette.INK);
    g.setStroke(new BasicStroke(1f));
    g.draw(shape);
    g.setFont(Fonts.semiBold(12));
    Painted.centred(g, box.text(), middle, y + 18);
    g.setFont(Fonts.regular(11));
    Painted.centred(g, box.detail(), middle, y + 34);
  }

  private static void arrow(Graphics2D g, double x, double from, double to) {
    g.setColor(Palette.INK);
    Path2D path = new Path2D.Double();
    path.moveTo(x, from);
    path.lineTo(x, to - 5);
    g.draw(path);
    Path2D head = new Path2D.Double();
    head.moveTo(x - 4, to - 6);
    head.lineTo(x + 4, to - 6);
    head.lineTo(x, to);
    head.closePath();
    g.fill(head);
  }
}
