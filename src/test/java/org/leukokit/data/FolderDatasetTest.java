package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leukokit.data.Fixtures.assertUserError;
import static org.leukokit.data.Fixtures.bmp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;
import org.leukokit.image.RasterReader;

class FolderDatasetTest {
  @TempDir Path temp;

  private DatasetOptions options() {
    return DatasetOptions.of(Fixtures.emptyStore(temp.resolve("home")));
  }

  private static Map<String, byte[]> files(Object... pairs) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      files.put((String) pairs[i], bmp((Integer) pairs[i + 1]));
    }
    return files;
  }

  @Test
  void namesAsInCnmcTellSubjectAndGroup() throws IOException {
    Path root =
        Fixtures.folder(
            temp.resolve("C-NMC"),
            files(
                "training_data/fold_0/all/UID_20_1_1_all.bmp", 1,
                "training_data/fold_2/hem/UID_h3_1_1_hem.bmp", 2,
                "training_data/fold_1/hem/UID_H1_1_1_hem.bmp", 3));
    try (FolderDataset data = FolderDataset.open(root, options())) {
      assertEquals(
          List.of(
              new Cell(
                  "UID_20_1_1_all.bmp",
                  "training_data/fold_0/all/UID_20_1_1_all.bmp",
                  Hashing.sha256Hex(bmp(1)),
                  Label.LEUKEMIC,
                  "20",
                  "20+21",
                  "fold_0"),
              new Cell(
                  "UID_H1_1_1_hem.bmp",
                  "training_data/fold_1/hem/UID_H1_1_1_hem.bmp",
                  Hashing.sha256Hex(bmp(3)),
                  Label.HEALTHY,
                  "H1",
                  "H1",
                  "fold_1"),
              new Cell(
                  "UID_h3_1_1_hem.bmp",
                  "training_data/fold_2/hem/UID_h3_1_1_hem.bmp",
                  Hashing.sha256Hex(bmp(2)),
                  Label.HEALTHY,
                  "H3",
                  "H3+H10",
                  "fold_2")),
          data.cells());
      assertEquals(List.of(), data.unmatched());
      assertEquals(List.of(), data.warnings());
      assertEquals("C-NMC", data.info().name());
      assertEquals(3, data.info().collectionCells());
    }
  }

  @Test
  void aFolderAndItsZipsAreOneDataSet() throws IOException {
    Fixtures.assumeUnicodeNames();
    // "ü" decomposed, as macOS hands it out; the other copy has it composed.
    Map<String, byte[]> plain =
        files("a/all/ü 1.bmp", 1, "a/hem/x y.bmp", 2, "b/hem/x y.bmp", 3, "b/all/ж.bmp", 4);
    Map<String, byte[]> inside = new LinkedHashMap<>();
    plain.forEach(
        (path, bytes) ->
            inside.put("top/deep/" + Normalizer.normalize(path, Normalizer.Form.NFD), bytes));
    inside.put("__MACOSX/top/all/._x.bmp", new byte[1]);
    try (FolderDataset folder =
            FolderDataset.open(Fixtures.folder(temp.resolve("mine"), plain), options());
        FolderDataset zip =
            FolderDataset.open(Fixtures.zip(temp.resolve("mine.zip"), inside), options())) {
      assertEquals(folder.digest(), zip.digest());
      assertEquals(folder.info(), zip.info());
      assertEquals(
          List.of("a/hem/x y.bmp", "b/hem/x y.bmp", "ü 1.bmp", "ж.bmp"),
          folder.cells().stream().map(Cell::id).toList());
      assertEquals(List.of("a", "b", "a", "b"), folder.cells().stream().map(Cell::part).toList());
      for (int i = 0; i < folder.cells().size(); i++) {
        byte[] rgb = folder.read(folder.cells().get(i)).rgb();
        assertArrayEquals(rgb, zip.read(zip.cells().get(i)).rgb());
      }
      assertArrayEquals(
          RasterReader.decode(bmp(1), "1").rgb(), folder.read(folder.cells().get(2)).rgb());
      assertTrue(folder.warnings().toString().contains("stands more than once"));
    }
  }

  @Test
  void whatIsLeftOutOrOddIsListed() throws IOException {
    Map<String, byte[]> files =
        files(
            "all/UID_1_1_1_all.bmp", 1,
            "all/UID_2_1_1_hem.bmp", 2,
            "all/odd name.bmp", 3,
            "hem/twin.bmp", 3,
            "loose.bmp", 5);
    files.put("all/notes.txt", new byte[2]);
    files.put("hem/Thumbs.db", new byte[2]);
    Path root = Fixtures.folder(temp.resolve("odd"), files);
    Files.createSymbolicLink(root.resolve("hem/dead.bmp"), temp.resolve("nowhere"));
    try (FolderDataset data = FolderDataset.open(root, options())) {
      assertEquals(4, data.cells().size());
      assertEquals(List.of("all/odd name.bmp", "hem/twin.bmp"), data.unmatched());
      assertEquals(List.of("hem/dead.bmp", "all/notes.txt", "loose.bmp"), data.outside());
      assertEquals(
          List.of(
              "3 files: no image in a class folder, so left out"
                  + " (hem/dead.bmp, all/notes.txt, loose.bmp)",
              "2 files: subject not known, since not named UID_<subject>_… as in C-NMC"
                  + " (all/odd name.bmp, hem/twin.bmp)",
              "1 file: class folder contradicts the class in the name; folder taken"
                  + " (all/UID_2_1_1_hem.bmp)",
              "1 file: the same bytes stand in both classes (odd name.bmp = twin.bmp)"),
          data.warnings());
      Cell odd = data.cells().get(2);
      assertEquals(List.of("odd name.bmp", "", ""), List.of(odd.id(), odd.subject(), odd.group()));
    }
  }

  @Test
  void copiesAreToldByNameAndByContent() throws IOException {
    Path root =
        Fixtures.folder(
            temp.resolve("copies"),
            files(
                "all/UID_11_1_1_all.bmp", 1,
                "all/UID_11_1_1_all (1).bmp", 1,
                "all/UID_12_1_1_all - Copy.bmp", 2,
                "hem/UID_H3_1_1_hem.bmp", 3,
                "hem/UID_H9_1_1_hem.bmp", 3));
    try (FolderDataset data = FolderDataset.open(root, options())) {
      String warnings = String.join("\n", data.warnings());
      assertTrue(warnings.contains("2 files: named as programs name a copy of a file"), warnings);
      assertTrue(warnings.contains("UID_11_1_1_all (1).bmp"), warnings);
      assertTrue(
          warnings.contains("2 files: the same bytes as another file of their class"), warnings);
      assertEquals(
          List.of("11", "11", "12", "H3", "H9"),
          data.cells().stream().map(Cell::subject).sorted().toList());
      // One file of two subjects: they share cells.
      List<String> groups =
          data.cells().stream()
              .filter(c -> c.subject().startsWith("H"))
              .map(Cell::group)
              .distinct()
              .toList();
      assertEquals(1, groups.size(), groups.toString());
    }
  }

  @Test
  void classFoldersMayHaveOtherNames() throws IOException {
    Path root =
        Fixtures.folder(
            temp.resolve("d"), files("Blast/a.bmp", 1, "x/NORMAL/b.bmp", 2, "y/c.bmp", 3));
    try (FolderDataset data =
        FolderDataset.open(root, options().withClassFolders("blast", "normal"))) {
      assertEquals(
          List.of(Label.LEUKEMIC, Label.HEALTHY), data.cells().stream().map(Cell::label).toList());
    }
    assertUserError(() -> FolderDataset.open(root, options()), root.toString(), "all or hem");
    assertUserError(
        () -> FolderDataset.open(root, options().withClassFolders("blast", "healthy")),
        "no image in a folder named healthy");
    assertThrows(IllegalArgumentException.class, () -> options().withClassFolders("all", "ALL"));
    assertThrows(IllegalArgumentException.class, () -> options().withClassFolders("a/b", "hem"));
  }

  @Test
  void anUnreadableImageIsNamedAndAChangedOneToo() throws IOException {
    Map<String, byte[]> files = files("all/a.bmp", 1, "hem/b.bmp", 2);
    files.put("all/broken.bmp", new byte[] {'B', 'M', 0, 0});
    Path root = Fixtures.folder(temp.resolve("d"), files);
    try (FolderDataset data = FolderDataset.open(root, options())) {
      assertUserError(() -> data.read(data.cells().get(2)), "broken.bmp");
      Files.write(root.resolve("all/a.bmp"), bmp(9));
      assertUserError(() -> data.read(data.cells().get(0)), "a.bmp", "changed");
    }
  }

  @Test
  void aNameThatWouldBreakTablesIsRefused() throws IOException {
    Path zip = Fixtures.zip(temp.resolve("t.zip"), files("all/a\tb.bmp", 1, "hem/b.bmp", 2));
    assertUserError(() -> FolderDataset.open(zip, options()), "rename it");
  }

  @Test
  void aNameThatTheLocaleCannotReadIsRefused() throws IOException {
    // What Java makes of a name that its locale can't read, as if the folder had been listed so.
    Path zip = Fixtures.zip(temp.resolve("t.zip"), files("all/\uFFFD.bmp", 1, "hem/b.bmp", 2));
    assertUserError(() -> FolderDataset.open(zip, options()), "t.zip!all/", "LC_ALL=C.UTF-8");
  }

  @Test
  void loopsOfLinksEnd() throws IOException {
    Path root = Fixtures.folder(temp.resolve("d"), files("all/a.bmp", 1, "hem/b.bmp", 2));
    Files.createSymbolicLink(root.resolve("hem/again"), root);
    try (FolderDataset data = FolderDataset.open(root, options())) {
      assertEquals(2, data.cells().size());
    }
  }

  @Test
  void namesAndPathsOpenWhatTheySay() throws IOException {
    Path root = Fixtures.folder(temp.resolve("d"), files("all/a.bmp", 1, "hem/b.bmp", 2));
    assertEquals(2, Datasets.open(root.toString(), options()).cells().size());
    assertUserError(
        () -> Datasets.open("cnmc2091", options()),
        "'cnmc2091'",
        "phantom, cnmc2019, cnmc2019-sample");
    assertUserError(() -> Datasets.open("", options()), "no data set ''");
    assertUserError(() -> Datasets.open("a\0b", options()), "no data set");
    assertUserError(
        () -> Datasets.open("cnmc2019-sample", options()), "0 of the 99 cells of cnmc2019-sample");
  }

  @Test
  void theUsersFolderStaysAsItWas() throws IOException {
    Path root = Fixtures.folder(temp.resolve("d"), files("all/a.bmp", 1, "hem/b.bmp", 2));
    List<String> before = list(root);
    try (FolderDataset data = FolderDataset.open(root, options())) {
      data.cells().forEach(data::read);
    }
    assertEquals(before, list(root));
  }

  private static List<String> list(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files.map(f -> f + " " + f.toFile().lastModified()).sorted().toList();
    }
  }
}
