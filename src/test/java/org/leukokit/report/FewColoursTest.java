package org.leukokit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class FewColoursTest {
  private static BufferedImage chart() {
    BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, 300, 200);
    for (int i = 0; i < 12; i++) {
      g.setColor(Palette.colour(i));
      g.drawLine(0, 15 * i, 299, 199 - 15 * i);
      g.fillOval(20 * i, 100, 15, 15);
    }
    g.dispose();
    return image;
  }

  @Test
  void keepsMainColoursExactlyAndNoOtherIsFar() {
    BufferedImage before = chart();
    BufferedImage after = FewColours.of(before, FewColours.CHART);
    assertEquals(BufferedImage.TYPE_BYTE_INDEXED, after.getType());
    assertEquals(before.getRGB(2, 199), after.getRGB(2, 199));
    assertEquals(Palette.colour(3).getRGB(), after.getRGB(67, 107));
    for (int y = 0; y < 200; y++) {
      for (int x = 0; x < 300; x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          int d = (before.getRGB(x, y) >> shift & 255) - (after.getRGB(x, y) >> shift & 255);
          assertTrue(Math.abs(d) < 48, "off by " + d + " at " + x + ", " + y);
        }
      }
    }
  }
}
