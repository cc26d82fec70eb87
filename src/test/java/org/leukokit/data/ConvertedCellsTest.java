package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leukokit.data.Fixtures.assertUserError;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;
import org.leukokit.base.Progress;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterWriter;

/** Cells that are kept in another format than the collection's. */
class ConvertedCellsTest {
  private static final int W = 21;
  private static final int H = 16;

  @TempDir Path temp;

  private static Raster pixels(int seed) {
    Raster raster = Raster.black(W, H);
    for (int i = 0; i < raster.rgb().length; i++) {
      raster.rgb()[i] = (byte) (seed * 91 + i * i * 7 + i / 3);
    }
    return raster;
  }

  /** As the collection writes it, by its description and not by the kit's own writer. */
  private static byte[] collection(Raster raster, boolean preliminary) {
    int header = preliminary ? 138 : 54;
    int stride = 64;
    ByteBuffer out = ByteBuffer.allocate(header + stride * H).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'B').put((byte) 'M').putInt(header + stride * H).putInt(0).putInt(header);
    out.putInt(preliminary ? 124 : 40).putInt(W).putInt(H).putShort((short) 1).putShort((short) 24);
    out.putInt(0).putInt(stride * H).putInt(3779).putInt(3779).putInt(0).putInt(0);
    if (preliminary) {
      out.putInt(0xff0000).putInt(0xff00).putInt(0xff).putInt(0xff000000).putInt(0x73524742);
      for (int v : new int[] {0, 0, 0xfc1eb854, 0, 0, 0xfc666666, 0, 0, 0xff28f5c4}) {
        out.putInt(v);
      }
      out.putInt(0).putInt(0).putInt(0).putInt(4);
    }
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        for (int c = 0; c < 3; c++) {
          out.put(header + stride * (H - 1 - y) + 3 * x + c, raster.rgb()[3 * (y * W + x) + 2 - c]);
        }
      }
    }
    return out.array();
  }

  private static byte[] write(String format, Raster raster, int type) throws IOException {
    BufferedImage image = new BufferedImage(W, H, type);
    for (int i = 0; i < W * H; i++) {
      int rgb =
          (raster.rgb()[3 * i] & 0xff) << 16
              | (raster.rgb()[3 * i + 1] & 0xff) << 8
              | raster.rgb()[3 * i + 2] & 0xff;
      image.setRGB(i % W, i / W, 0xff000000 | rgb);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, format, out), format);
    return out.toByteArray();
  }

  private static Manifest.ManifestCell cell(String id, String part, byte[] file) {
    return new Manifest.ManifestCell(
        new Cell(
            id,
            "C/" + part + "/" + id.replace("prelim-", ""),
            Hashing.sha256Hex(file),
            id.contains("hem") ? Label.HEALTHY : Label.LEUKEMIC,
            "1",
            "1",
            part),
        file.length);
  }

  /** Two cells, a twin of the second by its bytes, and one of the first by its pixels. */
  private static Manifest manifest() {
    return new Manifest(
        new DatasetInfo("tiny", "Tiny", "CC0", "nobody", false, 4),
        "none",
        List.of(),
        List.of(
            cell("UID_1_1_1_all.bmp", "fold_0", collection(pixels(1), false)),
            cell("UID_1_2_1_hem.bmp", "fold_0", collection(pixels(2), false)),
            cell("UID_1_3_1_hem.bmp", "fold_1", collection(pixels(2), false)),
            cell("prelim-1.bmp", "prelim", collection(pixels(1), true))));
  }

  private static Map<String, byte[]> originals() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("a/UID_1_1_1_all.bmp", collection(pixels(1), false));
    files.put("a/UID_1_2_1_hem.bmp", collection(pixels(2), false));
    files.put("b/UID_1_3_1_hem.bmp", collection(pixels(2), false));
    files.put("b/1.bmp", collection(pixels(1), true));
    return files;
  }

  private static Map<String, byte[]> lossless() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("a/UID_1_1_1_all.png", RasterWriter.png(pixels(1)));
    files.put("a/UID_1_2_1_hem.tif", write("tiff", pixels(2), BufferedImage.TYPE_INT_RGB));
    files.put("b/UID_1_3_1_hem.bmp", write("bmp", pixels(2), BufferedImage.TYPE_3BYTE_BGR));
    files.put("b/1.png", write("png", pixels(1), BufferedImage.TYPE_INT_ARGB));
    return files;
  }

  private Verification verify(Path place) {
    try (CollectionScan scan =
        CollectionScan.of(manifest(), place, temp.resolve("home"), Progress.NONE)) {
      return scan.result();
    }
  }

  @Test
  void everyLosslessFormatIsTheCell() throws IOException {
    Verification found = verify(Fixtures.folder(temp.resolve("copy"), lossless()));
    assertTrue(found.whole(), found.toString());
    assertEquals(
        List.of(
            "a/UID_1_1_1_all.png = UID_1_1_1_all.bmp",
            "a/UID_1_2_1_hem.tif = UID_1_2_1_hem.bmp",
            "b/1.png = prelim-1.bmp",
            "b/UID_1_3_1_hem.bmp = UID_1_3_1_hem.bmp"),
        found.converted());
    assertEquals(4, found.decoded());
    assertEquals(List.of("UID_1_2_1_hem.bmp = UID_1_3_1_hem.bmp"), found.identical());
    assertEquals(List.of(), found.contradicting());
    Stream.of(found.changed(), found.missing(), found.renamed(), found.duplicated(), found.extra())
        .forEach(list -> assertEquals(List.of(), list));
  }

  @Test
  void whatHasNotTheCellsPixelsIsNamedAsWhatItIs() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("UID_1_1_1_all.jpg", write("jpg", pixels(1), BufferedImage.TYPE_3BYTE_BGR));
    files.put("UID_1_2_1_hem.png", RasterWriter.png(pixels(3)));
    files.put("UID_1_3_1_hem.png", RasterWriter.png(pixels(2)));
    files.put("masks/UID_1_3_1_hem.png", RasterWriter.png(Raster.black(W, H)));
    files.put("other.jpg", write("jpg", pixels(5), BufferedImage.TYPE_3BYTE_BGR));
    byte[] cut = RasterWriter.png(pixels(1));
    files.put("1.png", java.util.Arrays.copyOf(cut, cut.length / 2));
    Verification found = verify(Fixtures.folder(temp.resolve("copy"), files));
    assertEquals(List.of("UID_1_3_1_hem.png = UID_1_3_1_hem.bmp"), found.converted());
    assertEquals(List.of("UID_1_1_1_all.jpg ~ UID_1_1_1_all.bmp"), found.lossy());
    assertEquals(List.of("1.png", "UID_1_2_1_hem.png"), found.changed());
    assertEquals(List.of("UID_1_1_1_all.bmp"), found.missing());
    assertEquals(List.of("masks/UID_1_3_1_hem.png", "other.jpg"), found.extra());
    assertTrue(found.lossyText().startsWith("1 of its images"), found.lossyText());
  }

  @Test
  void anOriginalGoesBeforeItsCopyAndOtherNamesAreFound() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("a/UID_1_1_1_all.png", RasterWriter.png(pixels(1)));
    files.put("b/UID_1_1_1_all.bmp", collection(pixels(1), false));
    files.put("c/mine.png", RasterWriter.png(pixels(2)));
    files.put("c/yours.png", RasterWriter.png(pixels(2)));
    Verification found = verify(Fixtures.folder(temp.resolve("copy"), files));
    assertEquals(4, found.cells() + found.missing().size());
    assertEquals(
        List.of("c/mine.png = UID_1_2_1_hem.bmp", "c/yours.png = UID_1_3_1_hem.bmp"),
        found.converted());
    // Its pixels are those of the preliminary cell, too, of which there is no other file.
    assertEquals(3, found.renamed().size() + found.duplicated().size());
  }

  @Test
  void convertedAndOriginalCopiesAreOneDataSet() throws IOException {
    Path bmp = Fixtures.folder(temp.resolve("bmp"), originals());
    Path other = Fixtures.zip(temp.resolve("other.zip"), lossless());
    DatasetOptions options = DatasetOptions.of(Fixtures.emptyStore(temp.resolve("none")));
    List<Dataset> opened = new ArrayList<>();
    opened.add(ManifestDataset.open(manifest(), options.withImages(bmp)));
    opened.add(ManifestDataset.open(manifest(), options.withImages(other)));
    Store store = Fixtures.emptyStore(temp.resolve("home"));
    try (CollectionScan scan = CollectionScan.of(manifest(), other, store.home(), Progress.NONE)) {
      CollectionImport.plan(scan, store, false).run(Progress.NONE);
      // Twins are one file.
      assertEquals(3, CollectionImport.plan(scan, store, false).there() - 1);
    }
    Files.move(temp.resolve("home"), temp.resolve("moved"));
    opened.add(
        ManifestDataset.open(
            manifest(), DatasetOptions.of(Fixtures.emptyStore(temp.resolve("moved")))));
    for (Dataset data : opened) {
      assertEquals(opened.get(0).digest(), data.digest());
      for (Cell cell : data.cells()) {
        assertArrayEquals(opened.get(0).read(cell).rgb(), data.read(cell).rgb(), cell.id());
      }
    }
    // A copy that is not the cell any more is refused when it is read.
    Path home = temp.resolve("moved/sha256");
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        var time = Files.getLastModifiedTime(file);
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
      }
    }
    Dataset damaged = opened.get(2);
    assertUserError(() -> damaged.read(damaged.cells().get(0)), "is not the cell");
    assertFalse(damaged.cells().isEmpty());
  }
}
