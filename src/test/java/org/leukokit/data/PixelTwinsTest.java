package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hashing;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.image.RasterReader;
import org.leukokit.image.RasterWriter;

/** One picture in a folder of one's own, in several formats or behind several headers. */
class PixelTwinsTest {
  @TempDir Path temp;

  private DatasetOptions options() {
    return DatasetOptions.of(Fixtures.emptyStore(temp.resolve("home")));
  }

  private static byte[] png(int seed) {
    return RasterWriter.png(RasterReader.decode(Fixtures.bmp(seed), "cell"));
  }

  /** The same bitmap with other dots an inch. */
  private static byte[] otherHeader(int seed) {
    byte[] bytes = Fixtures.bmp(seed);
    bytes[38] ^= 0x55;
    return bytes;
  }

  private Path folder() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("P/all/a.bmp", Fixtures.bmp(1));
    files.put("P/all/b.png", png(1));
    files.put("Q/all/c.bmp", otherHeader(1));
    files.put("Q/all/same.bmp", otherHeader(1));
    files.put("R/all/d.bmp", Fixtures.bmp(2));
    files.put("S/hem/e.png", png(2));
    files.put("T/hem/f.bmp", Fixtures.bmp(3));
    files.put("U/hem/broken.png", new byte[20]);
    return Fixtures.folder(temp.resolve("mine"), files);
  }

  @Test
  void onePictureIsOneContent() throws IOException {
    DatasetOptions options = options().withOwn(OwnData.CNMC.withSubjectPattern("^([^/]+)/"));
    for (int time = 0; time < 2; time++) {
      try (FolderDataset data = FolderDataset.open(folder(), options)) {
        Map<String, Cell> cells = new LinkedHashMap<>();
        data.cells().forEach(cell -> cells.put(cell.id(), cell));
        String first =
            Stream.of(Fixtures.bmp(1), png(1), otherHeader(1))
                .map(Hashing::sha256Hex)
                .sorted()
                .findFirst()
                .orElseThrow();
        for (String id : List.of("a.bmp", "b.png", "c.bmp", "same.bmp")) {
          assertEquals(first, cells.get(id).sha256(), id);
          assertEquals("P+Q", cells.get(id).group(), id);
          assertArrayEquals(
              RasterReader.decode(Fixtures.bmp(1), "cell").rgb(), data.read(cells.get(id)).rgb());
        }
        assertEquals(cells.get("d.bmp").sha256(), cells.get("e.png").sha256());
        assertEquals("R+S", cells.get("e.png").group());
        // What has no twin stands under its own bytes, as ever.
        assertEquals(Hashing.sha256Hex(Fixtures.bmp(3)), cells.get("f.bmp").sha256());
        assertEquals(Hashing.sha256Hex(new byte[20]), cells.get("broken.png").sha256());
        String said = String.join("\n", data.warnings());
        assertTrue(
            said.contains(
                "1 file: the same pixels, in other bytes, stand in both classes (d.bmp ="),
            said);
        assertTrue(
            said.contains("3 files: the same pixels, in other bytes, as another file of their"),
            said);
      }
    }
    try (Stream<Path> kept = Files.list(temp.resolve("home/rasters/pixel-hashes-1"))) {
      assertEquals(1, kept.count(), "the second time nothing is decoded");
    }
  }

  /** Pictures that Pillow wrote, see image_fixtures.py. */
  @Test
  void formatsThatKeepPixels() throws IOException {
    Map<String, TroveItem> files = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (String name : List.of("rgb.webp", "rgb.png", "rgb.tif", "rgb24.bmp", "lossy.webp")) {
      try (InputStream in = getClass().getResourceAsStream("/image/formats/" + name)) {
        byte[] bytes = in.readAllBytes();
        names.put(Hashing.sha256Hex(bytes), name);
        files.put(Hashing.sha256Hex(bytes), TroveItem.file(Files.write(temp.resolve(name), bytes)));
      }
    }
    assertEquals(
        Set.of("rgb.webp", "rgb.png", "rgb.tif", "rgb24.bmp"),
        PixelTwins.among(files, temp.resolve("home"), Progress.NONE).keySet().stream()
            .map(names::get)
            .collect(Collectors.toSet()));
  }

  @Test
  void whatIsRememberedIsUsed() throws IOException {
    byte[] one = Fixtures.bmp(1);
    Path file = Files.write(temp.resolve("one.bmp"), one);
    Path other = Files.write(temp.resolve("one.png"), png(1));
    Map<String, TroveItem> files =
        Map.of(
            Hashing.sha256Hex(one), TroveItem.file(file),
            Hashing.sha256Hex(png(1)), TroveItem.file(other));
    Path home = temp.resolve("home");
    Map<String, String> twins = PixelTwins.among(files, home, Progress.NONE);
    assertEquals(files.keySet(), twins.keySet());
    assertEquals(1, Map.copyOf(twins).values().stream().distinct().count());
    Files.delete(file);
    Files.delete(other);
    assertEquals(twins, PixelTwins.among(files, home, Progress.NONE));
    assertEquals(Map.of(), PixelTwins.among(files, temp.resolve("new"), Progress.NONE));
  }

  @Test
  void aTwinThatIsChangedIsRefused() throws IOException {
    Path root = folder();
    try (FolderDataset data = FolderDataset.open(root, options())) {
      for (String path : List.of("P/all/a.bmp", "P/all/b.png", "Q/all/c.bmp")) {
        Files.write(root.resolve(path), Fixtures.bmp(9));
        String id = path.substring(path.lastIndexOf('/') + 1);
        Cell cell = data.cells().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
        UserError error = assertThrows(UserError.class, () -> data.read(cell));
        assertTrue(error.getMessage().contains("was changed"), error.getMessage());
      }
    }
  }
}
