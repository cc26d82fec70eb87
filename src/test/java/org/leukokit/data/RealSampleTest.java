package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.image.Raster;

/** The 99 real cells and the real weights, from the mirror. */
class RealSampleTest {
  @TempDir Path temp;

  @Test
  void everyCellOfTheMirrorsZipIsReadAndIsWhatTheManifestSays() {
    Path home = temp.resolve("home");
    Store store = MirrorForTests.store(home);
    Dataset data = Datasets.open("cnmc2019-sample", DatasetOptions.of(store));
    assertEquals(99, data.cells().size());
    assertEquals(15_114, data.info().collectionCells());
    assertFalse(data.info().synthetic());
    assertEquals(52, data.cells().stream().filter(c -> c.label() == Label.LEUKEMIC).count());
    Set<String> subjects = data.cells().stream().map(Cell::subject).collect(Collectors.toSet());
    assertTrue(subjects.contains("H3") && !subjects.contains("h3"), "subjects: " + subjects);
    for (Cell cell : data.cells()) {
      Raster raster = data.read(cell);
      assertEquals(450, raster.width(), cell.id());
      assertEquals(450, raster.height(), cell.id());
      assertEquals(0, raster.get(0, 0, 0) + raster.get(449, 449, 2), "corners are black");
    }
    assertFalse(Files.exists(home), "reading writes nothing");
  }

  @Test
  void weightsAndPhotographsAreFound() {
    Store store = MirrorForTests.store(temp.resolve("home"));
    assertTrue(Weights.find("mobilenet", store).isPresent());
    assertTrue(Weights.find("squeezenet", store).isPresent());
    assertTrue(Weights.find("alexnet", store).isEmpty());
    List<WeightsEntry> mirrored =
        Weights.known().stream().filter(e -> Weights.claimed(e, store)).toList();
    assertEquals(6, mirrored.size());
    for (WeightsEntry entry : mirrored) {
      Path file = store.require(entry.sha256().orElseThrow(), entry.name());
      assertEquals(entry.bytes(), file.toFile().length(), entry.name());
    }
    assertEquals("keras-h5", Weights.ofNetwork("mobilenet").orElseThrow().layout());
  }

  @Test
  void aFolderAndAZipOfTheUsersGiveTheSameCellsAsTheMirror() throws IOException {
    Store mirrored = MirrorForTests.store(temp.resolve("home"));
    Manifest manifest = Manifest.named("cnmc2019-sample");
    Path zip =
        mirrored.require(manifest.archives().get(0).sha256(), manifest.archives().get(0).name());
    Path folder = unpack(zip, temp.resolve("a copy of C-NMC"));
    DatasetOptions alone = DatasetOptions.of(Fixtures.emptyStore(temp.resolve("home")));
    try (ManifestDataset fromMirror = ManifestDataset.open(manifest, DatasetOptions.of(mirrored));
        ManifestDataset fromFolder = ManifestDataset.open(manifest, alone.withImages(folder));
        ManifestDataset fromZip = ManifestDataset.open(manifest, alone.withImages(zip));
        FolderDataset asFolder = FolderDataset.open(folder, alone);
        FolderDataset asZip = FolderDataset.open(zip, alone)) {
      assertEquals(fromMirror.digest(), fromFolder.digest());
      assertEquals(fromMirror.digest(), fromZip.digest());
      assertEquals(asFolder.digest(), asZip.digest());
      for (Cell cell : fromMirror.cells()) {
        byte[] expected = fromMirror.read(cell).rgb();
        assertArrayEquals(expected, fromFolder.read(cell).rgb(), cell.id());
        assertArrayEquals(expected, fromZip.read(cell).rgb(), cell.id());
      }
      // Read as folders of classes, the names alone give what the manifest says of training cells.
      Map<String, Cell> training = new TreeMap<>();
      fromMirror.cells().stream()
          .filter(c -> c.part().startsWith("fold_"))
          .forEach(c -> training.put(c.id(), c));
      assertEquals(90, asFolder.cells().size());
      for (Cell cell : asZip.cells()) {
        assertEquals(training.get(cell.id()), cell);
      }
      assertEquals(11, asFolder.outside().size(), "9 preliminary cells and 2 texts");
    }
  }

  @Test
  void aMirrorWithADamagedZipIsRefused() throws IOException {
    Store mirrored = MirrorForTests.store(temp.resolve("home"));
    Manifest.Archive archive = Manifest.named("cnmc2019-sample").archives().get(0);
    byte[] bytes = Files.readAllBytes(mirrored.require(archive.sha256(), archive.name()));
    bytes[bytes.length / 2] ^= 1;
    Path folder = Files.createDirectories(temp.resolve("bad/sha256"));
    Files.write(folder.resolve(archive.sha256()), bytes);
    Store bad = new Store(temp.resolve("home"), List.of(new Mirror(temp.resolve("bad"))));
    Fixtures.assertUserError(
        () -> Datasets.open("cnmc2019-sample", DatasetOptions.of(bad)),
        folder.resolve(archive.sha256()).toString(),
        "is damaged");
  }

  private static Path unpack(Path zip, Path folder) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        Path target = folder.resolve(entry.getName());
        Files.createDirectories(target.getParent());
        try (InputStream in = file.getInputStream(entry)) {
          Files.copy(in, target);
        }
      }
    }
    return folder;
  }
}
