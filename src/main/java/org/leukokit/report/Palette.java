package org.leukokit.report;

import java.awt.BasicStroke;
import java.awt.Color;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Colours, dashes and markers that stay apart for colour-blind eyes and in grey: the palette of
 * Okabe and Ito (<em>Color Universal Design</em>, 2008), each colour with a dash and a marker of
 * its own.
 */
final class Palette {
  static final Color INK = new Color(0x22, 0x26, 0x2b);
  static final Color FAINT = new Color(0xd5, 0xd9, 0xde);
  static final Color SYNTHETIC = new Color(0xa6, 0x1c, 0x00);

  private static final Color[] COLOURS = {
    new Color(0x00, 0x72, 0xb2),
    new Color(0xe6, 0x9f, 0x00),
    new Color(0x00, 0x9e, 0x73),
    new Color(0xcc, 0x79, 0xa7),
    new Color(0x56, 0xb4, 0xe9),
    new Color(0xd5, 0x5e, 0x00),
    new Color(0x66, 0x66, 0x66),
    new Color(0x8c, 0x7a, 0x00),
  };

  /** Bars stand side by side without marks, so these fall apart by lightness alone. */
  private static final Color[] BARS = {
    new Color(0x1b, 0x2a, 0x49),
    new Color(0x00, 0x72, 0xb2),
    new Color(0xe6, 0x9f, 0x00),
    new Color(0xbf, 0xd7, 0xea),
  };

  private static final float[][] DASHES = {
    null, {9, 4}, {3, 3}, {12, 4, 3, 4}, {6, 6}, {2, 5}, {14, 3}, {5, 2, 2, 2}
  };

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.TRIANGLE_DOWN,
    SeriesMarkers.CROSS,
    SeriesMarkers.PLUS,
    SeriesMarkers.OVAL,
    SeriesMarkers.RECTANGLE,
  };

  private Palette() {}

  static Color colour(int index) {
    return COLOURS[index % COLOURS.length];
  }

  static Color bar(int index) {
    return BARS[index % BARS.length];
  }

  static Marker marker(int index) {
    return MARKERS[index % MARKERS.length];
  }

  static BasicStroke stroke(int index, float width) {
    // The colours come again behind the last; with another dash than the first time.
    float[] dash = DASHES[(index + index / COLOURS.length * 3) % DASHES.length];
    return dash == null
        ? new BasicStroke(width)
        : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }
}
