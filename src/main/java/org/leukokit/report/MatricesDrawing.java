package org.leukokit.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.Locale;
import org.leukokit.exhibit.Figure;

/**
 * Confusion matrices side by side: truth down, prediction across, each cell with its count and its
 * share of the row, shaded by that share. Painted without XChart, whose heat map runs upward and
 * writes no text into its cells.
 *
 * @param figure what is drawn
 */
record MatricesDrawing(Figure.Matrices figure) implements Drawing {
  private static final int ACROSS = 4;
  private static final int CELL = 86;
  private static final int LEFT = 96;
  private static final int TOP = 78;
  private static final int BLOCK_WIDTH = LEFT + 2 * CELL + 22;
  private static final int BLOCK_HEIGHT = TOP + 2 * CELL + 20;
  private static final int TITLE = 36;

  @Override
  public int width() {
    return Math.min(ACROSS, figure.matrices().size()) * BLOCK_WIDTH + 16;
  }

  @Override
  public int height() {
    return TITLE + (figure.matrices().size() + ACROSS - 1) / ACROSS * BLOCK_HEIGHT + 8;
  }

  @Override
  public void paint(Graphics2D g) {
    Painted.title(g, figure.title(), width() / 2.0, 24);
    for (int i = 0; i < figure.matrices().size(); i++) {
      AffineTransform before = g.getTransform();
      g.translate(i % ACROSS * BLOCK_WIDTH + 8, TITLE + i / ACROSS * BLOCK_HEIGHT);
      paint(g, figure.matrices().get(i));
      g.setTransform(before);
    }
  }

  private void paint(Graphics2D g, Figure.Matrix matrix) {
    double middle = LEFT + CELL;
    g.setColor(Palette.INK);
    g.setFont(Fonts.semiBold(13));
    Painted.centred(g, matrix.name(), middle, 18);
    g.setFont(Fonts.regular(12));
    Painted.centred(g, "predicted", middle, 42);
    for (int i = 0; i < 2; i++) {
      Painted.centred(g, figure.classes().get(i), LEFT + CELL * (i + 0.5), 66);
      String truth = figure.classes().get(i);
      int y = TOP + CELL * i + CELL / 2;
      g.drawString(truth, LEFT - 10 - g.getFontMetrics().stringWidth(truth), y + 12);
      g.drawString("true", LEFT - 10 - g.getFontMetrics().stringWidth("true"), y - 4);
    }
    for (int row = 0; row < 2; row++) {
      long sum = matrix.counts()[row][0] + matrix.counts()[row][1];
      for (int column = 0; column < 2; column++) {
        paintCell(g, row, column, matrix.counts()[row][column], sum);
      }
    }
  }

  private static void paintCell(Graphics2D g, int row, int column, long count, long sum) {
    double share = sum == 0 ? 0 : (double) count / sum;
    int x = LEFT + CELL * column;
    int y = TOP + CELL * row;
    g.setColor(shade(share));
    g.fillRect(x, y, CELL, CELL);
    g.setColor(Palette.INK);
    g.drawRect(x, y, CELL, CELL);
    g.setColor(share > 0.55 ? Color.WHITE : Palette.INK);
    g.setFont(Fonts.semiBold(17));
    Painted.centred(g, Long.toString(count), x + CELL / 2.0, y + CELL / 2.0);
    g.setFont(Fonts.regular(12));
    String percent = sum == 0 ? "none" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    Painted.centred(g, percent, x + CELL / 2.0, y + CELL / 2.0 + 20);
  }

  private static Color shade(double share) {
    int[] white = {0xff, 0xff, 0xff};
    int[] blue = {0x00, 0x4c, 0x7f};
    int[] mix = new int[3];
    for (int c = 0; c < 3; c++) {
      mix[c] = (int) Math.round(white[c] + share * (blue[c] - white[c]));
    }
    return new Color(mix[0], mix[1], mix[2]);
  }
}
