package org.leukokit.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;

/**
 * A drawing under a strip that says that its cells are synthetic.
 *
 * @param inner what is shown
 * @param publishedOnly whether it shows the paper's printed values alone
 */
record Marked(Drawing inner, boolean publishedOnly) implements Drawing {
  private static final int STRIP = 22;

  @Override
  public int width() {
    return inner.width();
  }

  @Override
  public int height() {
    return inner.height() + STRIP;
  }

  @Override
  public boolean photographs() {
    return inner.photographs();
  }

  @Override
  public void paint(Graphics2D g) {
    AffineTransform before = g.getTransform();
    g.translate(0, STRIP);
    inner.paint(g);
    g.setTransform(before);
    g.setColor(Palette.SYNTHETIC);
    g.fillRect(0, 0, width(), STRIP);
    g.setColor(Color.WHITE);
    g.setFont(Fonts.semiBold(12));
    g.drawString(
        publishedOnly
            ? "SYNTHETIC report; this figure holds the paper's printed values alone"
            : "SYNTHETIC: phantom cells drawn by leukokit, not patients' cells",
        10,
        15);
  }
}
