package org.leukokit.image;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures by formula, the same as in src/test/python/image_fixtures.py, and the files it makes.
 */
final class Fixtures {
  private Fixtures() {}

  /** Neighbours that have nothing to do with each other. */
  static Raster rough(int w, int h) {
    Raster r = Raster.black(w, h);
    int i = 0;
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        for (int c = 0; c < 3; c++) {
          r.rgb()[i++] = (byte) (x * x * 3 + y * y * 5 + x * y * 7 + c * 41 + (x ^ y) * 11);
        }
      }
    }
    return r;
  }

  /** A rough disc on black, as cells are. */
  static Raster framed(int w, int h) {
    Raster r = rough(w, h);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        long dx = 2L * x - w;
        long dy = 2L * y - h;
        if (16 * dx * dx * h * h + 16 * dy * dy * w * w > 9L * w * w * h * h) {
          java.util.Arrays.fill(r.rgb(), 3 * (y * w + x), 3 * (y * w + x) + 3, (byte) 0);
        }
      }
    }
    return r;
  }

  /** A slope of at most 4 a pixel. */
  static Raster smooth(int w, int h) {
    Raster r = Raster.black(w, h);
    int i = 0;
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        for (int c = 0; c < 3; c++) {
          r.rgb()[i++] = (byte) (20 + 3 * x + 2 * y + 15 * c);
        }
      }
    }
    return r;
  }

  static byte[] bytes(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/image/" + name)) {
      assertNotNull(in, "fixture " + name);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a table with a header, each as column name to value. */
  static List<Map<String, String>> table(String name) {
    String[] lines = new String(bytes(name), StandardCharsets.UTF_8).split("\n");
    String[] header = lines[0].split("\t", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String[] values = lines[i].split("\t", -1);
      Map<String, String> row = new HashMap<>();
      for (int c = 0; c < header.length; c++) {
        row.put(header[c], values[c]);
      }
      rows.add(row);
    }
    return rows;
  }

  static int integer(Map<String, String> row, String column) {
    return Integer.parseInt(row.get(column));
  }
}
