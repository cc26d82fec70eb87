package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leukokit.data.Fixtures.assertUserError;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.image.Raster;

/** The manifest of all of C-NMC 2019. */
class WholeCollectionTest {
  @TempDir Path temp;

  private static final Manifest ALL = Manifest.named("cnmc2019");

  @Test
  void countsAreThoseOfTheCollection() {
    Map<String, Long> parts =
        ALL.cells().stream()
            .map(c -> c.cell().part() + " " + c.cell().label())
            .collect(Collectors.groupingBy(p -> p, TreeMap::new, Collectors.counting()));
    assertEquals(
        Map.of(
            "final UNKNOWN", 2586L,
            "fold_0 HEALTHY", 1130L,
            "fold_0 LEUKEMIC", 2397L,
            "fold_1 HEALTHY", 1163L,
            "fold_1 LEUKEMIC", 2418L,
            "fold_2 HEALTHY", 1096L,
            "fold_2 LEUKEMIC", 2457L,
            "prelim HEALTHY", 648L,
            "prelim LEUKEMIC", 1219L),
        parts);
    for (Manifest.ManifestCell cell : ALL.cells()) {
      boolean last = cell.cell().part().equals("final");
      assertEquals(last, cell.cell().subject().isEmpty(), cell.cell().id());
      assertEquals(
          SubjectGroups.cnmc2019().groupOf(cell.cell().subject()),
          cell.cell().group(),
          cell.cell().id());
      int bytes = cell.bytes();
      assertEquals(
          last ? 1_080_054 : cell.cell().part().equals("prelim") ? 608_538 : 608_454, bytes);
    }
  }

  @Test
  void theSampleIsAPartOfIt() {
    Map<String, Manifest.ManifestCell> all =
        ALL.cells().stream().collect(Collectors.toMap(c -> c.cell().id(), c -> c));
    for (Manifest.ManifestCell cell : Manifest.named("cnmc2019-sample").cells()) {
      assertEquals(cell, all.get(cell.cell().id()));
    }
  }

  @Test
  void withoutImagesTheCureIsNamed() {
    Store empty = new Store(temp.resolve("home"), List.of());
    assertUserError(
        () -> Datasets.open("cnmc2019", DatasetOptions.of(empty)),
        "0 of the 15114 cells of cnmc2019 are at hand",
        "and 15111 more",
        "--images");
    assertUserError(
        () -> Datasets.open("cnmc2019", DatasetOptions.of(empty).withPartial(true)),
        "0 of the 15114 cells");
  }

  /** A few real files in a folder of the user's, under other folders and names. */
  @Test
  void aPartialCopyOpensIfAllowedAndSaysSo() throws IOException {
    Dataset sample =
        Datasets.open("cnmc2019-sample", DatasetOptions.of(MirrorForTests.store(temp)));
    Path copy = Files.createDirectories(temp.resolve("copy/all"));
    Store mirror = MirrorForTests.store(temp);
    Manifest.Archive archive = Manifest.named("cnmc2019-sample").archives().get(0);
    try (java.util.zip.ZipFile zip =
        new java.util.zip.ZipFile(mirror.require(archive.sha256(), "sample").toFile())) {
      for (int i = 0; i < 3; i++) {
        Cell cell = sample.cells().get(i);
        String name = i == 2 ? "renamed.bmp" : cell.id();
        Files.write(
            copy.resolve(name), zip.getInputStream(zip.getEntry(cell.file())).readAllBytes());
      }
    }
    DatasetOptions options =
        DatasetOptions.of(new Store(temp.resolve("home"), List.of())).withImages(copy);
    assertUserError(() -> Datasets.open("cnmc2019", options), "3 of the 15114 cells");
    Dataset few = Datasets.open("cnmc2019", options.withPartial(true));
    assertEquals(sample.cells().subList(0, 3), few.cells());
    assertTrue(few.warnings().get(0).startsWith("3 of the 15114 cells"));
    Raster image = few.read(few.cells().get(2));
    assertEquals(450, image.width());
    Dataset one = SomeCells.of(few, c -> c.id().equals(few.cells().get(0).id()), "one cell");
    assertEquals(1, one.cells().size());
    assertEquals(450, one.read(one.cells().get(0)).height());
    assertUserError(() -> SomeCells.of(few, c -> false, "no part"), "no part");
  }
}
