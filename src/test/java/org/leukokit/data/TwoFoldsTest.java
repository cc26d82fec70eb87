package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterWriter;

/** Real cells as lossless WebP, where the machine has them. */
class TwoFoldsTest {
  @TempDir Path temp;

  @Test
  void everyCellIsAtHandAndItsPixelsHaveThePublishedHash() {
    Store store = MirrorForTests.store(temp.resolve("home"));
    assertEquals(6_679, DataCatalog.of("cnmc2019-two-folds", store).atHand());
    try (ManifestDataset data =
        ManifestDataset.open(Manifest.named("cnmc2019-two-folds"), DatasetOptions.of(store))) {
      assertEquals(6_679, data.cells().size());
      assertEquals(List.of(), data.missing());
      assertEquals(
          73,
          data.cells().stream().map(Cell::subject).distinct().count(),
          "all subjects are known");
      assertEquals(65, data.cells().stream().map(Cell::group).distinct().count());
      // Reading compares with the hash; every 40th cell, on several threads.
      List<Cell> some =
          java.util.stream.IntStream.range(0, data.cells().size())
              .filter(i -> i % 40 == 0)
              .mapToObj(i -> data.cells().get(i))
              .toList();
      assertTrue(some.parallelStream().map(data::read).allMatch(r -> r.width() == 450));
    }
  }

  @Test
  void aFolderOfWebpAndOneOfBitmapsAreOneDataSet() throws IOException {
    Store store = MirrorForTests.store(temp.resolve("home"));
    try (ManifestDataset data =
        ManifestDataset.open(Manifest.named("cnmc2019-two-folds"), DatasetOptions.of(store))) {
      List<Cell> few =
          data.cells().stream()
              .filter(c -> c.id().matches("UID_(11|H14)_1_\\d_(all|hem)\\.bmp"))
              .toList();
      assertTrue(few.size() >= 2, few.toString());
      for (Cell cell : few) {
        Raster pixels = data.read(cell);
        String folder = cell.label() == Label.LEUKEMIC ? "all/" : "hem/";
        byte[] bmp = RasterWriter.bmp(CollectionBmpHeader.training(), pixels);
        assertEquals(cell.sha256(), Hashing.sha256Hex(bmp), cell.id());
        write("bmp/C/" + folder + cell.id(), bmp);
        write("png/C/" + folder + cell.id().replace(".bmp", ".png"), RasterWriter.png(pixels));
      }
      DatasetOptions options = DatasetOptions.of(store);
      try (FolderDataset bmp = FolderDataset.open(temp.resolve("bmp/C"), options);
          FolderDataset png = FolderDataset.open(temp.resolve("png/C"), options)) {
        assertEquals(few.size(), png.converted().size());
        assertEquals(0, bmp.converted().size());
        assertEquals(bmp.digest(), png.digest());
        assertEquals(bmp.info(), png.info());
      }
    }
  }

  private void write(String name, byte[] bytes) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** The header of the training folders' files, as they have it. */
  private static final class CollectionBmpHeader {
    static byte[] training() {
      return java.util.HexFormat.of()
          .parseHex(
              "424dc6480900000000003600000028000000c2010000c20100000100180000000000904809"
                  + "00c30e0000c30e00000000000000000000");
    }
  }
}
