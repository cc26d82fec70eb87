package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
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
    for (WeightsEntry entry : Weights.known()) {
      Path file = store.require(entry.sha256(), entry.name());
      assertEquals(entry.bytes(), file.toFile().length(), entry.name());
    }
    assertEquals("keras-h5", Weights.ofNetwork("mobilenet").orElseThrow().layout());
  }
}
