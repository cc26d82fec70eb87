package org.leukokit.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.leukokit.base.Hashing;

/** The 99 real cells of the mirror: the pixels that Pillow reads, the boxes that were published. */
class RealCellsTest {
  private static final String SAMPLE =
      "82839f1ecffd51fa19e4f3808bb63226cc8001d612b71c8c5aaf4e4deb7a9c42";

  @Test
  void pixelsAreThoseThatPillowReads() throws IOException {
    Map<String, Raster> cells = cells();
    int seen = 0;
    for (Map<String, String> row : Fixtures.table("cnmc2019-sample-pixels.tsv")) {
      Raster cell = cells.get(row.get("file"));
      assertEquals(row.get("sha256"), Hashing.sha256Hex(cell.rgb()), row.get("file"));
      seen++;
    }
    assertEquals(99, seen);
    assertEquals(99, cells.size());
  }

  // Published widths and heights are differences of the outermost pixels, one less than their
  // count.
  @Test
  void boxesAreThosePublished() throws IOException {
    Map<String, Raster> cells = cells();
    int seen = 0;
    for (Map<String, String> row : Fixtures.table("cnmc2019-sample-pixels.tsv")) {
      if (row.get("box_x").isEmpty()) {
        continue;
      }
      BoundingBox published =
          new BoundingBox(
              Fixtures.integer(row, "box_x"),
              Fixtures.integer(row, "box_y"),
              Fixtures.integer(row, "box_w") + 1,
              Fixtures.integer(row, "box_h") + 1);
      assertEquals(
          published, BoundingBox.of(cells.get(row.get("file")), 0).orElseThrow(), row.get("file"));
      seen++;
    }
    assertEquals(90, seen);
  }

  private static Map<String, Raster> cells() throws IOException {
    String mirror = System.getenv("LEUKOKIT_MIRROR");
    boolean required = "true".equals(System.getenv("LEUKOKIT_REQUIRE_MIRROR"));
    if (mirror == null) {
      assertTrue(!required, "LEUKOKIT_REQUIRE_MIRROR is true, but LEUKOKIT_MIRROR is not set");
    }
    assumeTrue(mirror != null, "skipped: LEUKOKIT_MIRROR, the folder with the real cells, not set");
    Path zip = Path.of(mirror, "sha256", SAMPLE);
    if (!required) {
      assumeTrue(Files.exists(zip), "skipped: the mirror lacks the real cells: " + zip);
    }
    Map<String, Raster> cells = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        if (e.getName().endsWith(".bmp")) {
          String name = e.getName().substring(e.getName().lastIndexOf('/') + 1);
          cells.put(name, RasterReader.decode(in.readAllBytes(), name));
        }
      }
    }
    return cells;
  }
}
