package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leukokit.data.Fixtures.assertUserError;
import static org.leukokit.data.Fixtures.bmp;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;

/** The four cells of a manifest, found in copies of many shapes. */
class ManifestDatasetTest {
  private static final String ALL_20 = "UID_20_1_1_all.bmp";

  @TempDir Path temp;
  private Path zip;
  private byte[] zipBytes;
  private Manifest manifest;

  @BeforeEach
  void makeManifest() throws IOException {
    zip = Fixtures.zip(temp.resolve("four.zip"), Fixtures.fourCells());
    zipBytes = Files.readAllBytes(zip);
    manifest = Fixtures.fourManifest(temp.resolve("manifest"), Hashing.sha256Hex(zipBytes));
  }

  private DatasetOptions none() {
    return DatasetOptions.of(Fixtures.emptyStore(temp.resolve("home")));
  }

  private DatasetOptions mirrored(byte[]... contents) throws IOException {
    Mirror mirror = Fixtures.mirror(temp.resolve("mirror"), contents);
    return DatasetOptions.of(new Store(temp.resolve("home"), List.of(mirror)));
  }

  /** The data set must be whole, of the right bytes and of the one digest. */
  private void assertWhole(DatasetOptions options) {
    try (ManifestDataset data = ManifestDataset.open(manifest, options)) {
      assertEquals(4, data.cells().size());
      assertEquals(List.of(), data.missing());
      assertEquals(List.of(), data.warnings());
      assertEquals(
          DataDigest.of(manifest.cells().stream().map(Manifest.ManifestCell::cell).toList()),
          data.digest());
      for (Cell cell : data.cells()) {
        byte[] bytes = Fixtures.fourCells().get(cell.file());
        assertArrayEquals(
            org.leukokit.image.RasterReader.decode(bytes, "expected").rgb(),
            data.read(cell).rgb(),
            cell.id());
      }
    }
  }

  @Test
  void allCopiesGiveTheSameCells() throws IOException {
    assertWhole(mirrored(zipBytes));
    assertWhole(none().withImages(zip));
    assertWhole(none().withImages(Fixtures.folder(temp.resolve("a copy"), Fixtures.fourCells())));
    assertWhole(mirrored(bmp(1), bmp(2), bmp(3), bmp(4)));
  }

  @Test
  void layoutCaseAndForeignFilesDoNotMatter() throws IOException {
    Fixtures.assumeUnicodeNames();
    Map<String, byte[]> flat = new LinkedHashMap<>();
    flat.put("x/UID_20_1_1_ALL.BMP", bmp(1));
    flat.put("crops/UID_h3_1_1_hem.bmp", new byte[10]);
    flat.put("ünï côdé/UID_h3_1_1_hem.bmp", bmp(2));
    flat.put("UID_5_1_1_all.bmp", bmp(3));
    flat.put("prelim/1.bmp", bmp(4));
    flat.put("final/1.bmp", bmp(5));
    flat.put("read me.txt", new byte[3]);
    assertWhole(none().withImages(Fixtures.folder(temp.resolve("flat"), flat)));
    assertWhole(none().withImages(Fixtures.zip(temp.resolve("flat.zip"), flat)));
  }

  @Test
  void renamedCellsAreFoundByHash() throws IOException {
    Map<String, byte[]> renamed = new LinkedHashMap<>();
    for (int i = 1; i <= 4; i++) {
      renamed.put("image " + i + ".bin", bmp(i));
    }
    assertWhole(none().withImages(Fixtures.folder(temp.resolve("renamed"), renamed)));
  }

  @Test
  void aFileIsOneCellsOnly() throws IOException {
    // A fifth cell has the bytes of the first, as 106 pairs of C-NMC 2019 have.
    String twin =
        "UID_21_1_1_all.bmp,C/UID_21_1_1_all.bmp,%d,%s,leukemic,21,20+21,fold_2\n"
            .formatted(bmp(1).length, Hashing.sha256Hex(bmp(1)));
    String table = Fixtures.CELLS_HEADER + Fixtures.fourRows() + twin;
    Manifest five =
        Fixtures.manifest(
            temp.resolve("five"),
            table,
            Fixtures.description(table, "0".repeat(64)).replace("s\": 4", "s\": 5"));
    Map<String, byte[]> files = Fixtures.fourCells();
    Path copy = Fixtures.folder(temp.resolve("copy"), files);
    assertUserError(
        () -> ManifestDataset.open(five, none().withImages(copy)),
        "4 of the 5 cells",
        "missing: UID_21_1_1_all.bmp");
    Files.write(copy.resolve("renamed.bmp"), bmp(1));
    try (ManifestDataset data = ManifestDataset.open(five, none().withImages(copy))) {
      assertEquals(5, data.cells().size());
    }
  }

  @Test
  void zipsInsideAFolderAreLookedInto() throws IOException {
    Path copy = temp.resolve("downloads");
    Fixtures.zip(copy.resolve("part 1/a.zip"), Fixtures.fourCells());
    assertWhole(none().withImages(copy));
  }

  @Test
  void namesInTheCodePageOfDosAreRead() throws IOException {
    Map<String, byte[]> named = new LinkedHashMap<>();
    Fixtures.fourCells().forEach((path, bytes) -> named.put("Größe/" + path, bytes));
    assertWhole(
        none().withImages(Fixtures.zip(temp.resolve("dos.zip"), named, Charset.forName("IBM437"))));
  }

  @Test
  void gapsOfACopyAreFilledFromTheMirror() throws IOException {
    Map<String, byte[]> some = Fixtures.fourCells();
    some.keySet().removeIf(f -> f.contains("UID_20"));
    Path copy = Fixtures.folder(temp.resolve("some"), some);
    assertWhole(mirrored(zipBytes).withImages(copy));
  }

  @Test
  void missingCellsAreCountedAndNamed() throws IOException {
    Map<String, byte[]> some = Fixtures.fourCells();
    some.keySet().removeIf(f -> f.contains("UID_20") || f.endsWith("/1.bmp"));
    Path copy = Fixtures.folder(temp.resolve("some"), some);
    String message =
        assertUserError(
            () -> ManifestDataset.open(manifest, none().withImages(copy)),
            "2 of the 4 cells of four are at hand",
            copy.toString(),
            "missing: 1.bmp, " + ALL_20 + ";",
            "LEUKOKIT_MIRROR",
            manifest.archives().get(0).sha256());

    try (ManifestDataset part =
        ManifestDataset.open(manifest, none().withImages(copy).withPartial(true))) {
      assertEquals(2, part.cells().size());
      assertEquals(List.of("1.bmp", ALL_20), part.missing().stream().map(Cell::id).toList());
      assertEquals(List.of(message), part.warnings());
      assertTrue(part.info().title().contains("2 of these at hand"), part.info().title());
      assertEquals(10, part.info().collectionCells());
      assertEquals(DataDigest.of(part.cells()), part.digest());
      assertThrows(IllegalArgumentException.class, () -> part.read(part.missing().get(0)));
    }
  }

  @Test
  void withoutAnyImageNotEvenAPartIsOpened() {
    assertUserError(
        () -> ManifestDataset.open(manifest, none().withPartial(true)), "0 of the 4 cells");
    assertUserError(
        () -> ManifestDataset.open(manifest, none().withImages(temp.resolve("gone"))),
        temp.resolve("gone").toString(),
        "does not exist");
  }

  @Test
  void anAlteredCellIsNotTaken() throws IOException {
    Map<String, byte[]> altered = Fixtures.fourCells();
    byte[] bytes = bmp(1);
    bytes[bytes.length - 1] ^= 1;
    altered.put("C/training_data/fold_0/all/" + ALL_20, bytes);
    Path copy = Fixtures.folder(temp.resolve("altered"), altered);
    assertUserError(
        () -> ManifestDataset.open(manifest, none().withImages(copy)),
        "3 of the 4 cells",
        "present with other bytes: " + ALL_20);
  }

  @Test
  void aCellThatChangesLaterIsNoticedWhenItIsRead() throws IOException {
    Path copy = Fixtures.folder(temp.resolve("copy"), Fixtures.fourCells());
    try (ManifestDataset data = ManifestDataset.open(manifest, none().withImages(copy))) {
      Cell cell = data.cells().get(1);
      Path file = copy.resolve(cell.file());
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 1] ^= 1;
      Files.write(file, bytes);
      assertUserError(() -> data.read(cell), file.toString(), cell.id());
      Files.write(file, new byte[100_000]);
      assertUserError(() -> data.read(cell), file.toString(), "larger than stated or allowed");
      Files.write(file, new byte[3]);
      assertUserError(() -> data.read(cell), file.toString(), cell.id());
      Files.delete(file);
      assertUserError(() -> data.read(cell), file.toString(), "cannot read");
    }
  }

  @Test
  void aZipCutShortIsNamed() throws IOException {
    Path cut = temp.resolve("cut.zip");
    Files.write(cut, Arrays.copyOf(zipBytes, zipBytes.length - 40));
    assertUserError(
        () -> ManifestDataset.open(manifest, none().withImages(cut)), cut.toString(), "cut short");
    Files.write(cut, "<html>not found</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertUserError(
        () -> ManifestDataset.open(manifest, none().withImages(cut)), cut.toString(), "not a zip");
    Files.write(cut, new byte[0]);
    assertUserError(
        () -> ManifestDataset.open(manifest, none().withImages(cut)), cut.toString(), "not a zip");
  }

  @Test
  void aDamagedEntryOfAZipIsAMissingCell() throws IOException {
    byte[] damaged = zipBytes.clone();
    // The first entry's data begins after its local header of 30 bytes and its name.
    int at = 30 + Fixtures.fourCells().keySet().iterator().next().length() + 12;
    for (int i = at; i < at + 20; i++) {
      damaged[i] ^= 0x55;
    }
    Path file = Files.write(temp.resolve("damaged.zip"), damaged);
    assertUserError(
        () -> ManifestDataset.open(manifest, none().withImages(file)),
        "3 of the 4 cells",
        "present with other bytes: " + ALL_20);
  }

  @Test
  void anEntryThatUnpacksToMoreThanItSaysCostsNoMemory() throws IOException {
    // 256 MiB of zeros behind the name of a cell, with the central directory telling a lie.
    byte[] zeros = new byte[1 << 20];
    Path bomb = temp.resolve("bomb.zip");
    try (var out = new java.util.zip.ZipOutputStream(Files.newOutputStream(bomb))) {
      out.putNextEntry(new java.util.zip.ZipEntry(ALL_20));
      for (int i = 0; i < 256; i++) {
        out.write(zeros);
      }
      out.closeEntry();
    }
    byte[] bytes = Files.readAllBytes(bomb);
    int central = find(bytes, new byte[] {'P', 'K', 1, 2});
    int stated = bmp(1).length;
    for (int i = 0; i < 4; i++) {
      bytes[central + 24 + i] = (byte) (stated >>> (8 * i));
    }
    Files.write(bomb, bytes);
    assertUserError(
        () -> ManifestDataset.open(manifest, none().withImages(bomb)),
        "0 of the 4 cells",
        "present with other bytes: " + ALL_20);
  }

  private static int find(byte[] bytes, byte[] pattern) {
    for (int i = 0; i <= bytes.length - pattern.length; i++) {
      if (Arrays.equals(bytes, i, i + pattern.length, pattern, 0, pattern.length)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no such bytes");
  }

  @Test
  void aDamagedZipInTheMirrorIsAnError() throws IOException {
    DatasetOptions options = mirrored(zipBytes);
    Path file = temp.resolve("mirror/sha256").resolve(Hashing.sha256Hex(zipBytes));
    Files.write(file, Arrays.copyOf(zipBytes, zipBytes.length - 1));
    assertUserError(() -> ManifestDataset.open(manifest, options), file.toString(), "is damaged");
  }

  @Test
  void manyThreadsReadTheSameImages() throws Exception {
    try (ManifestDataset data = ManifestDataset.open(manifest, none().withImages(zip))) {
      ExecutorService pool = Executors.newFixedThreadPool(8);
      try {
        List<Future<String>> hashes = new java.util.ArrayList<>();
        for (int i = 0; i < 800; i++) {
          Cell cell = data.cells().get(i % 4);
          hashes.add(pool.submit(() -> cell.id() + Hashing.sha256Hex(data.read(cell).rgb())));
        }
        java.util.Set<String> distinct = new java.util.TreeSet<>();
        for (Future<String> hash : hashes) {
          distinct.add(hash.get());
        }
        assertEquals(4, distinct.size(), "every cell has one image");
      } finally {
        pool.shutdownNow();
      }
    }
  }

  @Test
  void aCellOfAnotherDataSetIsRefused() throws IOException {
    try (ManifestDataset data = ManifestDataset.open(manifest, none().withImages(zip))) {
      Cell own = data.cells().get(0);
      Cell other =
          new Cell(own.id(), own.file(), "f".repeat(64), own.label(), "9", "9", own.part());
      assertThrows(IllegalArgumentException.class, () -> data.read(other));
    }
    assertFalse(Files.exists(temp.resolve("home")), "opening writes nothing");
  }

  @Test
  void afterClosingAZipReadingIsAClearError() {
    ManifestDataset data = ManifestDataset.open(manifest, none().withImages(zip));
    data.close();
    assertUserError(() -> data.read(data.cells().get(0)), "cannot read", zip.toString());
  }
}
