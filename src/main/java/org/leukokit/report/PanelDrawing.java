package org.leukokit.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.leukokit.exhibit.Figure;

/** Pictures in a grid, with headings. */
final class PanelDrawing implements Drawing {
  /** Pictures that are wider are made smaller; any other shows each of its pixels. */
  private static final int WIDEST = 960;

  private static final int TITLE = 36;
  private static final int HEADINGS = 26;
  private static final int SIDE = 96;

  /** Around what is said of a picture. */
  private static final int INSET = 4;

  private static final Color GROUND = new Color(0, 0, 0, 170);

  /** Space beside the headings of rows. */
  private static final int MARGIN = 10;

  private final Figure.Panel figure;
  private final BufferedImage picture;
  private final int left;
  private final int top;
  private final int shownWidth;
  private final int shownHeight;
  private final int width;

  PanelDrawing(Figure.Panel figure) {
    this.figure = figure;
    try {
      picture = ImageIO.read(new ByteArrayInputStream(figure.png()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    left = figure.rows().isEmpty() ? 0 : side(figure);
    top = TITLE + (figure.columns().isEmpty() ? 0 : HEADINGS);
    shownWidth = Math.min(picture.getWidth(), WIDEST);
    shownHeight = (int) Math.round((double) shownWidth * picture.getHeight() / picture.getWidth());
    width = Math.max(left + shownWidth, title(figure));
  }

  /** As wide as the longest heading needs. */
  private static int side(Figure.Panel figure) {
    FontMetrics metrics = metrics(Fonts.regular(13));
    int widest = figure.rows().stream().mapToInt(metrics::stringWidth).max().orElse(0);
    return Math.max(SIDE, widest + 2 * MARGIN);
  }

  /** What the title needs, or an empty line's width, so that the strip above it fits. */
  private static int title(Figure.Panel figure) {
    return Math.max(480, metrics(Fonts.semiBold(15)).stringWidth(figure.title()) + 2 * MARGIN);
  }

  private static FontMetrics metrics(Font font) {
    return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
        .createGraphics()
        .getFontMetrics(font);
  }

  @Override
  public int width() {
    return width;
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
    g.drawString(figure.title(), (width - metrics.stringWidth(figure.title())) / 2, 24);
    boolean whole = shownWidth == picture.getWidth();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION,
        whole
            ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
            : RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(picture, left, top, shownWidth, shownHeight, null);
    g.setFont(Fonts.regular(13));
    metrics = g.getFontMetrics();
    double step = (double) shownWidth / Math.max(1, figure.columns().size());
    for (int i = 0; i < figure.columns().size(); i++) {
      String heading = figure.columns().get(i);
      double x = left + step * (i + 0.5) - metrics.stringWidth(heading) / 2.0;
      g.drawString(heading, (float) x, top - 8);
    }
    double row = (double) shownHeight / Math.max(1, figure.rows().size());
    for (int i = 0; i < figure.rows().size(); i++) {
      g.drawString(figure.rows().get(i), MARGIN, (float) (top + row * (i + 0.5) + 5));
    }
    g.setFont(Fonts.regular(11));
    for (Figure.Words words : figure.words()) {
      words(g, words, step, row);
    }
  }

  /** In the lower edge of a picture, on a dark ground, in as many lines as they need. */
  private void words(Graphics2D g, Figure.Words words, double step, double row) {
    FontMetrics metrics = g.getFontMetrics();
    double most = step - 2 * INSET;
    List<String> lines = lines(words.text(), metrics, most);
    int lineHeight = metrics.getHeight();
    double x = left + step * words.column();
    double y = top + row * (words.row() + 1) - INSET - lines.size() * lineHeight;
    g.setColor(GROUND);
    g.fill(new Rectangle2D.Double(x + INSET / 2.0, y, most, lines.size() * lineHeight));
    g.setColor(Color.WHITE);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      g.drawString(
          line,
          (float) (x + INSET / 2.0 + (most - metrics.stringWidth(line)) / 2),
          (float) (y + i * lineHeight + metrics.getAscent()));
    }
  }

  private static List<String> lines(String text, FontMetrics metrics, double most) {
    List<String> lines = new ArrayList<>();
    for (String word : text.split(" ")) {
      int last = lines.size() - 1;
      String longer = last < 0 ? word : lines.get(last) + " " + word;
      if (last >= 0 && metrics.stringWidth(longer) <= most) {
        lines.set(last, longer);
      } else {
        lines.add(word);
      }
    }
    return lines;
  }
}
