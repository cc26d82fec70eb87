package org.leukokit.experiment.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;
import org.leukokit.base.Progress;
import org.leukokit.data.CollectionImport;
import org.leukokit.data.CollectionScan;
import org.leukokit.data.Dataset;
import org.leukokit.data.DatasetOptions;
import org.leukokit.data.Datasets;
import org.leukokit.data.Manifest;
import org.leukokit.data.Mirror;
import org.leukokit.data.Store;
import org.leukokit.data.Verification;
import org.leukokit.split.Protocol;
import org.leukokit.study.StudyRunner;

/** The 99 real cells, by whatever way they come in, give the same run folders. */
class ImportedCellsTest {
  private static final Manifest SAMPLE = Manifest.named("cnmc2019-sample");

  @TempDir Path temp;
  private final Map<String, Path> ways = new TreeMap<>();

  @BeforeEach
  void lay() throws IOException {
    String named = System.getenv(Mirror.VARIABLE);
    if (named == null || named.isBlank()) {
      String why = "needs the 99 real cells: the environment variable LEUKOKIT_MIRROR is not set";
      if ("true".equals(System.getenv("LEUKOKIT_REQUIRE_MIRROR"))) {
        fail(why);
      }
      abort(why);
    }
    Store mirrored = new Store(temp.resolve("none"), List.of(new Mirror(Path.of(named))));
    Path zip = mirrored.require(SAMPLE.archives().get(0).sha256(), "the sample");
    // One name for all, since a folder's name is its data set's.
    Path folder = temp.resolve("folder/cells");
    Path plain = Files.createDirectories(temp.resolve("zip")).resolve("cells.zip");
    Path nested = Files.createDirectories(temp.resolve("nested")).resolve("cells.zip");
    Path parts = Files.createDirectories(temp.resolve("zips/cells"));
    Files.copy(zip, plain);
    try (ZipFile file = new ZipFile(zip.toFile());
        ZipOutputStream outer = new ZipOutputStream(Files.newOutputStream(nested));
        ZipOutputStream one = zip(parts.resolve("C-NMC_training_data.zip"));
        ZipOutputStream two = zip(parts.resolve("C-NMC_test_prelim_phase_data.zip"))) {
      for (ZipEntry entry : Collections.list(file.entries())) {
        try (InputStream in = file.getInputStream(entry)) {
          byte[] bytes = in.readAllBytes();
          Path target = folder.resolve(entry.getName());
          Files.createDirectories(target.getParent());
          Files.write(target, bytes);
          String below = entry.getName().substring(entry.getName().indexOf('/') + 1);
          ZipOutputStream part = below.startsWith("training") ? one : two;
          part.putNextEntry(new ZipEntry(below.substring(below.indexOf('/') + 1)));
          part.write(bytes);
        }
      }
      outer.putNextEntry(new ZipEntry("download/C-NMC_Leukemia.zip"));
      Files.copy(zip, outer);
    }
    ways.put("folder", folder);
    ways.put("zip", plain);
    ways.put("nested", nested);
    ways.put("zips", parts);
  }

  private static ZipOutputStream zip(Path file) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
    zip.setLevel(1);
    return zip;
  }

  @Test
  void importedByAnyWayTheyGiveTheSameRunFolders() throws Exception {
    Map<String, Map<String, String>> runs = new TreeMap<>();
    for (Map.Entry<String, Path> way : ways.entrySet()) {
      Store store = new Store(temp.resolve("home-" + way.getKey()), List.of());
      try (CollectionScan scan =
          CollectionScan.of(SAMPLE, way.getValue(), store.home(), Progress.NONE)) {
        Verification found = scan.result();
        assertTrue(found.whole(), way.getKey());
        assertEquals(List.of(), found.changed());
        assertEquals(2, found.extra().size(), "two texts: " + found.extra());
        CollectionImport plan = CollectionImport.plan(scan, store, false);
        boolean copied = !way.getKey().equals("folder");
        assertEquals(copied ? 99 : 0, plan.copied(), way.getKey());
        assertEquals(copied ? 0 : 99, plan.referenced(), way.getKey());
        plan.run(Progress.NONE);
      }
      runs.put(way.getKey(), run(Datasets.open("cnmc2019-sample", DatasetOptions.of(store)), way));
    }
    assertAllAlike(runs);
  }

  @Test
  void readWhereTheyLieTheyGiveTheSameRunFolders() throws Exception {
    Map<String, Map<String, String>> runs = new TreeMap<>();
    for (Map.Entry<String, Path> way : ways.entrySet()) {
      Store store = new Store(temp.resolve("home"), List.of());
      Dataset data = Datasets.open(way.getValue().toString(), DatasetOptions.of(store));
      assertEquals(90, data.cells().size(), way.getKey());
      runs.put(way.getKey(), run(data, way));
      ((AutoCloseable) data).close();
    }
    assertAllAlike(runs);
  }

  private static void assertAllAlike(Map<String, Map<String, String>> runs) {
    assertEquals(4, runs.size());
    Map<String, String> folder = runs.get("folder");
    assertTrue(folder.size() >= 10, folder.keySet().toString());
    runs.forEach((way, files) -> assertEquals(folder, files, way));
  }

  /** All files of all run folders, the seconds that a run took set to naught. */
  private Map<String, String> run(Dataset data, Map.Entry<String, Path> way) throws IOException {
    Path runs = temp.resolve("runs-" + way.getKey());
    List<Path> folders =
        new StudyRunner(
                SizeStudy.spec(3, List.of(Protocol.SPLIT_FIRST, Protocol.GROUP_DISJOINT), 1),
                data,
                new PixelBoxes(),
                runs,
                Map.of("leukokit", "test"),
                Progress.NONE)
            .run();
    Map<String, String> files = new TreeMap<>();
    for (Path folder : folders) {
      // What follows from the seconds: the digests of run.json and of the crate that holds it.
      List<String> follows = new ArrayList<>();
      for (String name : List.of("run.json", "ro-crate-metadata.json")) {
        follows.add(Hashing.sha256Hex(folder.resolve(name)));
      }
      try (var all = Files.list(folder)) {
        for (Path file : all.toList()) {
          String text = Files.readString(file, StandardCharsets.UTF_8);
          text =
              text.replaceAll("(seconds of fitting and predicting[^0-9]*)[0-9]+\\.[0-9]{2}", "$1");
          for (String digest : follows) {
            text = text.replace(digest, "digest");
          }
          files.put(folder.getFileName() + "/" + file.getFileName(), text);
        }
      }
    }
    return files;
  }
}
