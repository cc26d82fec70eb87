package org.leukokit.report;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.leukokit.exhibit.Figure;

/** Pictures in a grid, with headings. */
final class PanelDrawing implements Drawing {
  private static final int WIDTH = 860;
  private static final int TITLE = 36;
  private static final int HEADINGS = 26;
  private static final int SIDE = 96;

  /** Space beside the headings of rows. */
  private static final int MARGIN = 10;

  private final Figure.Panel figure;
  private final BufferedImage picture;
  private final int left;
  private final int top;
  private final int shownHeight;

  PanelDrawing(Figure.Panel figure) {
    this.figure = figure;
    try {
      picture = ImageIO.read(new ByteArrayInputStream(figure.png()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    left = figure.rows().isEmpty() ? 0 : side(figure);
    top = TITLE + (figure.columns().isEmpty() ? 0 : HEADINGS);
    shownHeight =
        (int) Math.round((double) (WIDTH - left) * picture.getHeight() / picture.getWidth());
  }

  /** As wide as the longest heading needs. */
  private static int side(Figure.Panel figure) {
    BufferedImage one = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    FontMetrics metrics = one.createGraphics().getFontMetrics(Fonts.regular(13));
    int widest = figure.rows().stream().mapToInt(metrics::stringWidth).max().orElse(0);
    return Math.max(SIDE, widest + 2 * MARGIN);
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int height() {
    return top + shownHeight;
  }

  @Override
  public boolean photographs() {
    return true;
  }

  @Override
  public void paint(Graphics2D g) {
    g.setColor(Palette.INK);
    g.setFont(Fonts.semiBold(15));
    FontMetrics metrics = g.getFontMetrics();
    g.drawString(figure.title(), (WIDTH - metrics.stringWidth(figure.title())) / 2, 24);
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(picture, left, top, WIDTH - left, shownHeight, null);
    g.setFont(Fonts.regular(13));
    metrics = g.getFontMetrics();
    double step = (double) (WIDTH - left) / Math.max(1, figure.columns().size());
    for (int i = 0; i < figure.columns().size(); i++) {
      String heading = figure.columns().get(i);
      double x = left + step * (i + 0.5) - metrics.stringWidth(heading) / 2.0;
      g.drawString(heading, (float) x, top - 8);
    }
    double row = (double) shownHeight / Math.max(1, figure.rows().size());
    for (int i = 0; i < figure.rows().size(); i++) {
      g.drawString(figure.rows().get(i), MARGIN, (float) (top + row * (i + 0.5) + 5));
    }
  }
}
