package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.leukokit.data.Fixtures.assertUserError;
import static org.leukokit.data.Fixtures.bmp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;
import org.leukokit.base.Progress;

class CollectionScanTest {
  @TempDir Path temp;
  private Manifest four;
  private Path home;

  @BeforeEach
  void read() throws IOException {
    four = Fixtures.fourManifest(temp.resolve("manifest"), "0".repeat(64));
    home = temp.resolve("home");
  }

  private CollectionScan scan(Path place) {
    return CollectionScan.of(four, place, home, Progress.NONE);
  }

  private Path copy() throws IOException {
    return Fixtures.folder(temp.resolve("copy"), Fixtures.fourCells());
  }

  @Test
  void awholeCopyIsWholeAndNothingIsWritten() throws IOException {
    try (CollectionScan scan = scan(copy())) {
      Verification found = scan.result();
      assertEquals(
          List.of(
              new Verification.Part("fold_0", 2, 2, 2, 2),
              new Verification.Part("fold_1", 1, 1, 1, 1),
              new Verification.Part("prelim", 1, 1, 1, 1)),
          found.parts());
      assertEquals(List.of(), found.missing());
      assertEquals(4 * bmp(1).length, found.bytes());
    }
    assertFalse(Files.exists(home));
  }

  @Test
  void eachFaultIsToldByItsName() throws IOException {
    Path copy = copy();
    Path folder = copy.resolve("C/training_data/fold_0");
    byte[] changed = bmp(1);
    changed[changed.length - 1] ^= 1;
    Files.write(folder.resolve("all/UID_20_1_1_all.bmp"), changed);
    Files.move(folder.resolve("hem/UID_h3_1_1_hem.bmp"), folder.resolve("hem/mine.bmp"));
    Files.copy(copy.resolve("C/validation_data/1.bmp"), copy.resolve("1.BMP"));
    Files.delete(copy.resolve("C/training_data/fold_1/all/UID_5_1_1_all.bmp"));
    Files.write(copy.resolve("notes.txt"), new byte[3]);
    Files.write(copy.resolve("UID_x.bmp"), bmp(9));
    Files.createSymbolicLink(copy.resolve("loop"), copy);
    Files.createSymbolicLink(copy.resolve("dead.bmp"), temp.resolve("nowhere"));
    try (CollectionScan scan = scan(copy)) {
      Verification found = scan.result();
      assertEquals(List.of("C/training_data/fold_0/all/UID_20_1_1_all.bmp"), found.changed());
      assertEquals(List.of("UID_5_1_1_all.bmp"), found.missing());
      assertEquals(
          List.of("C/training_data/fold_0/hem/mine.bmp = UID_h3_1_1_hem.bmp"), found.renamed());
      assertEquals(List.of("C/validation_data/1.bmp = 1.bmp"), found.duplicated());
      assertEquals(List.of("UID_x.bmp", "notes.txt"), found.extra());
      assertEquals(List.of("dead.bmp", "loop"), found.dangling());
      assertEquals(2, found.cells());
      assertEquals(new Verification.Part("fold_0", 1, 2, 1, 2), found.parts().get(0));
    }
  }

  @Test
  void aFolderIsRememberedAndForgottenWhenItChanges() throws IOException {
    Path copy = copy();
    Store store = Fixtures.emptyStore(home);
    try (CollectionScan scan = scan(copy)) {
      CollectionImport plan = CollectionImport.plan(scan, store, false);
      assertEquals(List.of(4, 0, 0), List.of(plan.referenced(), plan.copied(), plan.there()));
      plan.run(Progress.NONE);
    }
    assertFalse(Files.exists(home.resolve("sha256")), "no copy is made");
    try (ManifestDataset data = ManifestDataset.open(four, DatasetOptions.of(store))) {
      assertEquals(4, data.cells().size());
      assertEquals(4, data.read(data.cells().get(0)).width());
    }
    Path one = copy.resolve("C/validation_data/1.bmp");
    Files.setLastModifiedTime(one, FileTime.fromMillis(1_000));
    assertUserError(
        () -> ManifestDataset.open(four, DatasetOptions.of(store)), "3 of the 4", "data import");
    try (ManifestDataset data =
        ManifestDataset.open(four, DatasetOptions.of(store).withPartial(true))) {
      assertEquals(3, data.cells().size());
    }
    // Behind the same size and time other bytes are found when they are read.
    Path two = copy.resolve("C/training_data/fold_1/all/UID_5_1_1_all.bmp");
    FileTime time = Files.getLastModifiedTime(two);
    Files.write(two, bmp(8));
    Files.setLastModifiedTime(two, time);
    try (ManifestDataset data =
        ManifestDataset.open(four, DatasetOptions.of(store).withPartial(true))) {
      Cell cell = data.cells().stream().filter(c -> c.part().equals("fold_1")).findFirst().get();
      assertUserError(() -> data.read(cell), "is not the cell UID_5_1_1_all.bmp");
    }
  }

  @Test
  void anImportThatWasCutOffGoesOn() throws IOException {
    Path zip = Fixtures.zip(temp.resolve("four.zip"), Fixtures.fourCells());
    Store store = Fixtures.emptyStore(home);
    store.add(Hashing.sha256Hex(bmp(1)), "one", new java.io.ByteArrayInputStream(bmp(1)));
    try (CollectionScan scan = scan(zip)) {
      CollectionImport plan = CollectionImport.plan(scan, store, false);
      assertEquals(List.of(0, 3, 1), List.of(plan.referenced(), plan.copied(), plan.there()));
      assertEquals(3L * bmp(1).length, plan.bytes());
      plan.run(Progress.NONE);
    }
    try (CollectionScan scan = scan(zip)) {
      assertEquals(4, CollectionImport.plan(scan, store, false).there());
    }
    Files.delete(zip);
    try (ManifestDataset data = ManifestDataset.open(four, DatasetOptions.of(store))) {
      assertEquals(4, data.cells().size());
    }
  }

  @Test
  void aFolderIsCopiedWhenAsked() throws IOException {
    try (CollectionScan scan = scan(copy())) {
      assertEquals(4, CollectionImport.plan(scan, Fixtures.emptyStore(home), true).copied());
    }
  }

  @Test
  void damagedReferencesAreNamed() throws IOException {
    Path table = Fixtures.folder(home, Map.of("references/x.csv", new byte[] {'a', '\n', 'b'}));
    assertUserError(
        () -> ManifestDataset.open(four, DatasetOptions.of(Fixtures.emptyStore(home))),
        table.resolve("references/x.csv").toString());
  }

  @Test
  void aPathWithALineBreakIsNotRemembered() throws IOException {
    Path odd = Fixtures.folder(temp.resolve("a\nb"), Fixtures.fourCells());
    try (CollectionScan scan = scan(odd)) {
      CollectionImport plan = CollectionImport.plan(scan, Fixtures.emptyStore(home), false);
      assertUserError(() -> plan.run(Progress.NONE), "a\\u000ab", "--copy");
    }
    assertFalse(Files.exists(home.resolve("references")));
  }

  @Test
  void whatIsNoFolderAndNoZipIsNamed() throws IOException {
    assertUserError(() -> scan(temp.resolve("nowhere")), "nowhere does not exist");
    assertUserError(() -> scan(Files.write(temp.resolve("empty.zip"), new byte[0])), "not a zip");
  }
}
