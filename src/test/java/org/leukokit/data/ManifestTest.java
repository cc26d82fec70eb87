package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leukokit.data.Fixtures.CELLS_HEADER;
import static org.leukokit.data.Fixtures.assertUserError;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leukokit.base.Hashing;

class ManifestTest {
  private static final String ZIP = "0".repeat(64);

  @TempDir Path temp;

  @Test
  void aManifestIsReadOrderedById() throws IOException {
    Manifest manifest = Fixtures.fourManifest(temp, ZIP);
    assertEquals(
        List.of("1.bmp", "UID_20_1_1_all.bmp", "UID_5_1_1_all.bmp", "UID_h3_1_1_hem.bmp"),
        manifest.cells().stream().map(c -> c.cell().id()).toList());
    assertEquals(
        new Cell(
            "UID_h3_1_1_hem.bmp",
            "C/training_data/fold_0/hem/UID_h3_1_1_hem.bmp",
            Hashing.sha256Hex(Fixtures.bmp(2)),
            Label.HEALTHY,
            "H3",
            "H3+H10",
            "fold_0"),
        manifest.cells().get(3).cell());
    assertEquals(
        new DatasetInfo("four", "Four cells", "CC0", "nobody", false, 10), manifest.info());
    assertEquals(List.of(new Manifest.Archive("four.zip", ZIP, List.of())), manifest.archives());
  }

  /** Each change of the second row, the third line, is told with file and line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UID_h3_1_1_hem.bmp,C/ | UID_20_1_1_all.bmp,C/ | stands twice",
        "UID_h3_1_1_hem.bmp,C/ | ,C/ | id is empty",
        "healthy,H3 | hem,H3 | label 'hem'",
        "healthy,H3 | healthy,h3 | subject 'h3' is not in upper case",
        "healthy,H3, | healthy,, | subject and group",
        "healthy,H3,H3+H10,fold_0 | healthy,20,H3+H10,fold_0 | subject 20 stands in two groups",
        "H3+H10,fold_0 | H3+H10, | part is empty",
        "H3+H10,fold_0 | H3+H10 | 7 values, not 8",
        "hem.bmp,90, | hem.bmp,9x, | bytes '9x'",
        "hem.bmp,90, | hem.bmp,0, | bytes '0'",
        "hem.bmp,90, | hem.bmp,99999999999, | bytes '99999999999'",
        "hem.bmp,90, | hem.bmp,90,F | is not 64 lower-case hexadecimal digits",
      })
  void whatIsWrongInARowIsToldWithFileAndLine(String from, String to, String message)
      throws IOException {
    String rows = Fixtures.fourRows().replace("hem.bmp," + Fixtures.bmp(2).length, "hem.bmp,90");
    assertTrue(rows.contains(from), "the change must change something");
    String table = CELLS_HEADER + rows.replaceFirst(java.util.regex.Pattern.quote(from), to);
    assertUserError(
        () -> Fixtures.manifest(temp, table, Fixtures.description(table, ZIP)),
        temp.resolve("four.csv") + " line 3: ",
        message);
  }

  @Test
  void linesAreCountedAcrossQuotedBreaks() throws IOException {
    String table = CELLS_HEADER + "\"a\nb\",f,1," + ZIP + ",healthy,1,1,p\n";
    assertUserError(
        () -> Fixtures.manifest(temp, table, Fixtures.description(table, ZIP)),
        "four.csv line 2: id holds a control character");
    String second = Fixtures.fourRows() + "x,f,1,zz,healthy,1,1,p";
    assertUserError(
        () -> {
          String t = CELLS_HEADER + second;
          Fixtures.manifest(temp, t, Fixtures.description(t, ZIP));
        },
        "four.csv line 6: sha256 'zz'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "alternateName",
        "license",
        "citeAs",
        "usageInfo",
        "conformsTo",
        "distribution",
        "leukokit:cells",
        "leukokit:subjects",
        "leukokit:collectionCells",
        "sha256",
        "contentUrl"
      })
  void aMissingFieldIsNamed(String field) {
    String table = CELLS_HEADER + Fixtures.fourRows();
    String text = Fixtures.description(table, ZIP).replace("\"" + field + "\"", "\"other\"");
    // The first field of an object is renamed once, the second would be a double.
    assertUserError(
        () -> Fixtures.manifest(temp, table, text), temp.resolve("four.json").toString(), field);
  }

  @Test
  void countsMustBeThoseOfTheTable() {
    String table = CELLS_HEADER + Fixtures.fourRows();
    String text = Fixtures.description(table, ZIP);
    assertUserError(
        () -> Fixtures.manifest(temp, table, text.replace("cells\": 4", "cells\": 5")),
        "leukokit:cells says 5, the table has 4 cells");
    assertUserError(
        () -> Fixtures.manifest(temp, table, text.replace("subjects\": 4", "subjects\": 3")),
        "leukokit:subjects says 3, the table has 4 subjects");
  }

  @Test
  void aTableWithAnotherHashIsRefused() {
    String table = CELLS_HEADER + Fixtures.fourRows();
    assertUserError(
        () -> Fixtures.manifest(temp, table, Fixtures.description(table + "\n", ZIP)),
        temp.resolve("four.csv").toString(),
        Hashing.sha256Hex(table));
  }

  @Test
  void aTableOutsideTheFolderIsRefused() {
    String table = CELLS_HEADER + Fixtures.fourRows();
    for (String path : List.of("../four.csv", "/four.csv", "C:four.csv", "a\\\\four.csv")) {
      String text = Fixtures.description(table, ZIP).replace("\"four.csv\"", "\"" + path + "\"");
      assertUserError(() -> Fixtures.manifest(temp, table, text), "beside it");
    }
  }

  @Test
  void brokenTextIsToldWithItsLine() throws IOException {
    String table = CELLS_HEADER + Fixtures.fourRows();
    String text = Fixtures.description(table, ZIP);
    assertUserError(
        () -> Fixtures.manifest(temp, table, text.replace("\"any\",", "\"any\"")),
        "four.json line 4");
    assertUserError(
        () -> Fixtures.manifest(temp, table, text.replace("{\"conf", "{\"name\": \"\", \"conf")),
        "four.json line 2",
        "name");
    assertUserError(() -> Fixtures.manifest(temp, table, "[1]"), "not a JSON object");
    assertUserError(() -> Fixtures.manifest(temp, table, ""), "four.json");
    assertUserError(() -> Fixtures.manifest(temp, table, "[".repeat(100_000)), "four.json line 1");
    String header = table.replace("subject", "patient");
    assertUserError(
        () -> Fixtures.manifest(temp, header, Fixtures.description(header, ZIP)),
        "four.csv line 1: the columns are id,file,bytes,sha256,label,patient");
    assertUserError(
        () -> Manifest.read(temp.resolve("gone.json")), temp.resolve("gone.json").toString());
  }

  @Test
  void otherEncodingsAreRefused() throws IOException {
    byte[] latin =
        (CELLS_HEADER + Fixtures.fourRows().replace("1.bmp", "é.bmp"))
            .getBytes(StandardCharsets.ISO_8859_1);
    assertUserError(
        () -> Table.read(latin, "t.csv", List.of(CELLS_HEADER.strip().split(","))),
        "t.csv: not in UTF-8");
  }

  @Test
  void fifteenThousandRowsAreReadWithinASecondOrSo() throws IOException {
    StringBuilder rows = new StringBuilder(CELLS_HEADER);
    for (int i = 0; i < 15_114; i++) {
      rows.append("UID_%d_1_%d_all.bmp,t/%d.bmp,608454,".formatted(i % 100, i, i));
      rows.append(Hashing.sha256Hex("" + i)).append(",leukemic,");
      rows.append(i % 100).append(',').append(i % 100).append(",fold_0\n");
    }
    String table = rows.toString();
    Manifest manifest =
        Fixtures.manifest(
            temp,
            table,
            Fixtures.description(table, ZIP)
                .replace("cells\": 4", "cells\": 15114")
                .replace("subjects\": 4", "subjects\": 100")
                .replace("collectionCells\": 10", "collectionCells\": 15114"));
    assertEquals(15_114, manifest.cells().size());
  }

  @Test
  void everyManifestOfTheKitIsSoundAndKnown() throws IOException {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("data-manifests"))) {
      files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".json") && !f.equals("weights.json"))
          .forEach(f -> names.add(f.substring(0, f.length() - ".json".length())));
    }
    assertEquals(names, new TreeSet<>(DataCatalog.names()));
    for (String name : Manifest.known()) {
      assertEquals(name, Manifest.named(name).info().name());
    }
    assertThrows(IllegalArgumentException.class, () -> Manifest.named("weights"));
  }

  @Test
  void theSamplesGroupsAreThoseOfTheCollection() {
    for (Manifest.ManifestCell c : Manifest.named("cnmc2019-sample").cells()) {
      Cell cell = c.cell();
      assertEquals(SubjectGroups.cnmc2019().groupOf(cell.subject()), cell.group(), cell.id());
      if (cell.part().startsWith("fold_")) {
        String named = cell.id().split("_")[1];
        assertEquals(SubjectGroups.fold(named), cell.subject(), cell.id());
      }
    }
  }

  @Test
  void subjectsThatShareCellsAreOneGroup() {
    SubjectGroups groups = SubjectGroups.cnmc2019();
    assertEquals("H3+H10", groups.groupOf("h3"));
    assertEquals("H3+H10", groups.groupOf("H10"));
    assertEquals("51+75+78", groups.groupOf("75"));
    assertEquals("H2+H4+H5+H6+H7", groups.groupOf("H7"));
    assertEquals("H1", groups.groupOf("h1"));
    assertEquals("", groups.groupOf(""));
  }

  @Test
  void theDigestIsThatOfAnIndependentProgram() throws IOException {
    List<Cell> cells =
        Manifest.named("cnmc2019-sample").cells().stream()
            .map(Manifest.ManifestCell::cell)
            .toList();
    String expected =
        new String(
                ManifestTest.class
                    .getResourceAsStream("/data/cnmc2019-sample.digest")
                    .readAllBytes(),
                StandardCharsets.UTF_8)
            .strip();
    assertEquals(expected, DataDigest.of(cells));
    List<Cell> reversed = new java.util.ArrayList<>(cells);
    java.util.Collections.reverse(reversed);
    assertEquals(expected, DataDigest.of(reversed), "order does not matter");
  }

  @Test
  void aDigestThatCouldMeanTwoThingsIsRefused() {
    Cell cell = new Cell("a", "a", ZIP, Label.HEALTHY, "1", "1", "p");
    Cell tab = new Cell("a\tb", "a", ZIP, Label.HEALTHY, "1", "1", "p");
    assertThrows(IllegalArgumentException.class, () -> DataDigest.of(List.of(cell, cell)));
    assertThrows(IllegalArgumentException.class, () -> DataDigest.of(List.of(tab)));
  }
}
