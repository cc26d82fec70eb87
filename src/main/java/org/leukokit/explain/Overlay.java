package org.leukokit.explain;

import org.leukokit.image.Raster;

/** A heat map over the image that it is of. */
public final class Overlay {
  /** Colours of 0, ¼, ½, ¾ and 1: of rising lightness, so that the order survives in grey. */
  private static final int[][] RAMP = {
    {13, 8, 64}, {110, 20, 120}, {205, 64, 80}, {250, 155, 40}, {252, 245, 150}
  };

  /** How much of the colour is seen where the map is at its highest. */
  private static final double STRENGTH = 0.6;

  private Overlay() {}

  /**
   * Lays a map over an image: grey image below, colour above, the stronger the higher the map.
   *
   * @param raster the image
   * @param map the map, of any size; it is scaled to 0–1 and resized to the image
   */
  public static Raster of(Raster raster, HeatMap map) {
    HeatMap fitted = map.resized(raster.width(), raster.height()).scaled();
    byte[] in = raster.rgb();
    byte[] out = new byte[in.length];
    int[] colour = new int[3];
    for (int i = 0; i < fitted.values().length; i++) {
      double grey =
          0.299 * (in[3 * i] & 0xff)
              + 0.587 * (in[3 * i + 1] & 0xff)
              + 0.114 * (in[3 * i + 2] & 0xff);
      float heat = fitted.values()[i];
      ramp(heat, colour);
      for (int c = 0; c < 3; c++) {
        out[3 * i + c] =
            (byte) Math.round((1 - STRENGTH * heat) * grey + STRENGTH * heat * colour[c]);
      }
    }
    return new Raster(raster.width(), raster.height(), out);
  }

  /** The colour of a value from 0 to 1. */
  static void ramp(float value, int[] rgb) {
    double place = Math.max(0, Math.min(1, value)) * (RAMP.length - 1);
    int from = Math.min((int) place, RAMP.length - 2);
    double share = place - from;
    for (int c = 0; c < 3; c++) {
      rgb[c] = (int) Math.round((1 - share) * RAMP[from][c] + share * RAMP[from + 1][c]);
    }
  }
}
