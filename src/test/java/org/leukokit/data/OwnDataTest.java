package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.leukokit.data.Fixtures.assertUserError;
import static org.leukokit.data.Fixtures.bmp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of cells that are not named or sorted in C-NMC's way. */
class OwnDataTest {
  @TempDir Path temp;
  private Path root;

  @BeforeEach
  void lay() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("clinic/Ann B/blast/1.bmp", bmp(1));
    files.put("clinic/ann b/normal/2.bmp", bmp(2));
    files.put("clinic/Carl/blast cells/3.bmp", bmp(3));
    files.put("clinic/Dora/normal/4.bmp", bmp(4));
    root = Fixtures.folder(temp.resolve("mine"), files);
  }

  private DatasetOptions options(OwnData own) {
    return DatasetOptions.of(Fixtures.emptyStore(temp.resolve("home"))).withOwn(own);
  }

  private static OwnData classes() {
    return OwnData.CNMC.withClassFolders(List.of("blast", "Blast cells"), List.of("normal"));
  }

  private Path table(String text) throws IOException {
    return Files.writeString(temp.resolve("cells.csv"), text);
  }

  private static List<String> told(FolderDataset data) {
    return data.cells().stream()
        .map(c -> c.id() + " " + c.label() + " " + c.subject() + " " + c.group())
        .toList();
  }

  @Test
  void aPatternTellsSubjects() throws IOException {
    try (FolderDataset data =
        FolderDataset.open(root, options(classes().withSubjectPattern("^([^/]+)/")))) {
      assertEquals(
          List.of(
              "1.bmp LEUKEMIC ANN B ANN B",
              "2.bmp HEALTHY ANN B ANN B",
              "3.bmp LEUKEMIC CARL CARL",
              "4.bmp HEALTHY DORA DORA"),
          told(data));
      assertEquals(List.of(), data.warnings());
    }
    try (FolderDataset data =
        FolderDataset.open(root, options(classes().withSubjectPattern("(?i)^(ann b)/")))) {
      assertEquals(List.of("Carl/blast cells/3.bmp", "Dora/normal/4.bmp"), data.unmatched());
      assertTrue(data.warnings().toString().contains("the subject pattern does not match"));
    }
  }

  @Test
  void aPatternThatCannotWorkIsToldAtOnce() {
    assertUserError(
        () -> classes().withSubjectPattern("([^/]+"), "([^/]+", "no regular expression");
    assertUserError(() -> classes().withSubjectPattern("[^/]+"), "has no group");
    assertUserError(
        () -> FolderDataset.open(root, options(classes().withSubjectPattern("^patient(\\d+)"))),
        "matches none of the 4 paths");
  }

  @Test
  void aTableTellsLabelsSubjectsAndGroups() throws IOException {
    Path csv =
        table(
            "file,label,subject,group\nAnn B/blast/1.bmp,blast,p1,p1+p2\n2.bmp,healthy,p2,p1+p2\n"
                + "4.bmp,leukemic,,\n");
    try (FolderDataset data = FolderDataset.open(root, options(classes().withTable(csv)))) {
      assertEquals(
          List.of("1.bmp LEUKEMIC P1 P1+P2", "2.bmp HEALTHY P2 P1+P2", "4.bmp LEUKEMIC  "),
          told(data));
      assertEquals(List.of("clinic/Carl/blast cells/3.bmp"), data.outside());
      assertTrue(data.warnings().toString().contains("cells.csv names none"));
    }
    Path subjects = table("file,subject\n1.bmp,a\n2.bmp,b\n3.bmp,c\n");
    try (FolderDataset data = FolderDataset.open(root, options(classes().withTable(subjects)))) {
      assertEquals(4, data.cells().size(), "folders still tell the classes");
      assertEquals(List.of("Dora/normal/4.bmp"), data.unmatched());
    }
  }

  @Test
  void aWrongTableIsToldByLine() throws IOException {
    Map<String, String> wrong = new LinkedHashMap<>();
    wrong.put("file,label\n1.bmp,blast\n9.bmp,normal\n", "line 3: the file '9.bmp' is not there");
    wrong.put("file,label\n1.bmp,blast\n1.bmp,normal\n", "line 3: the file '1.bmp' stands twice");
    wrong.put("file,label\n1.bmp,blue\n", "line 2: label 'blue' is not leukemic");
    wrong.put("file,label\n../mine/1.bmp,blast\n", "must be a path below");
    wrong.put("file,label\n/etc/passwd,blast\n", "must be a path below");
    wrong.put("file,label\n1.bmp,\n", "line 2: label is empty");
    wrong.put("file,colour\n1.bmp,blue\n", "the columns are file,colour");
    wrong.put("file\n1.bmp\n", "neither the column label nor subject");
    wrong.put("file,label\n", "has no rows");
    wrong.put("file,label\n1.bmp,blast,x\n", "more fields than the header has, 2");
    wrong.put("file,subject,group\n1.bmp,,g\n", "a group without a subject");
    wrong.put("file,subject,group\n1.bmp,a,g\n2.bmp,A,h\n", "subject A stands in two groups");
    wrong.put("file,label\n1.bmp,blast\n", "has no image that cells.csv calls normal");
    wrong.put("\"file,label\n1.bmp", "as a table");
    for (Map.Entry<String, String> w : wrong.entrySet()) {
      Path csv = table(w.getKey());
      assertUserError(
          () -> FolderDataset.open(root, options(classes().withTable(csv))),
          "cells.csv",
          w.getValue());
    }
    Path gone = temp.resolve("gone.csv");
    assertUserError(
        () -> FolderDataset.open(root, options(classes().withTable(gone))), "does not exist");
    Path csv = table("file,label\n1.bmp,blast\n2.bmp,normal\n9.bmp,normal\n");
    try (FolderDataset data =
        FolderDataset.open(root, options(classes().withTable(csv)).withPartial(true))) {
      assertEquals(2, data.cells().size());
      assertTrue(data.warnings().toString().contains("named by cells.csv and not there (9.bmp)"));
    }
  }

  @Test
  void twoFilesOfOneNameNeedTheirPaths() throws IOException {
    Files.copy(root.resolve("clinic/Dora/normal/4.bmp"), root.resolve("clinic/Carl/4.bmp"));
    Path csv = table("file,label\n4.bmp,blast\n");
    assertUserError(
        () -> FolderDataset.open(root, options(classes().withTable(csv))),
        "'4.bmp' is there 2 times");
  }

  @Test
  void partsAreChosenByName() throws IOException {
    DatasetOptions options = options(classes());
    Dataset some = Datasets.open(root.toString(), options.withParts(List.of("Ann B", "ann b")));
    assertEquals(List.of("1.bmp", "2.bmp"), some.cells().stream().map(Cell::id).toList());
    assertUserError(
        () -> Datasets.open(root.toString(), options.withParts(List.of("Eve"))),
        "there is no part 'Eve'; there are Ann B, Carl, Dora, ann b");
  }

  @Test
  void whatCannotBeHadIsExplained() {
    assertUserError(
        () -> Datasets.open("loey2020", options(OwnData.CNMC)),
        "loey2020 can't be opened",
        "What would be needed");
  }

  @Test
  void anUnreadableFolderIsNamed() throws IOException {
    assumeFalse("root".equals(System.getProperty("user.name")), "root may read every folder");
    Path closed = root.resolve("clinic/Dora");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      assertUserError(() -> FolderDataset.open(root, options(classes())), "cannot list", "Dora");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
