package org.leukokit.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.UserError;

/** Maps of where networks look: what is written is what is read. */
class CellMapsTest {
  private static final Path FILE = Path.of("maps.csv");

  @TempDir Path folder;

  private final CellMaps maps =
      new CellMaps(
          List.of(
              new CellMaps.CellMap("a.bmp", "one", 2, 1, new float[] {0, 1}),
              new CellMaps.CellMap(
                  "of \"H1\", again.bmp",
                  "fold-02",
                  3,
                  2,
                  new float[] {0.12345f, 0.5f, 1, 0, 0.99996f, 0.00004f})));

  @Test
  void readsWhatItWrites() {
    Path place = CellMaps.place(folder.resolve("run"));
    assertEquals(folder.resolve("maps--run"), place);
    assertFalse(CellMaps.exists(place));
    maps.write(place);
    assertTrue(CellMaps.exists(place));
    CellMaps read = CellMaps.read(place);
    assertEquals(maps.cells(), read.cells());
    assertEquals(maps.toCsv(), read.toCsv());
    CellMaps.CellMap second = read.of("of \"H1\", again.bmp").orElseThrow();
    assertEquals("fold-02", second.fold());
    assertEquals(3, second.width());
    assertEquals(2, second.height());
    // Four decimals are kept: a map is a picture.
    assertArrayEquals(new float[] {0.1235f, 0.5f, 1, 0, 1, 0}, second.values(), 1e-6f);
    assertEquals(Optional.empty(), read.of("b.bmp"));
  }

  @Test
  void aChangedFolderIsRefused() throws IOException {
    Path place = folder.resolve("maps--run");
    maps.write(place);
    Path file = place.resolve("maps.csv");
    Files.writeString(file, Files.readString(file).replace("0.5000", "0.6000"));
    String message = assertThrows(UserError.class, () -> CellMaps.read(place)).getMessage();
    assertTrue(message.contains("maps.csv"), message);
  }

  @Test
  void whatIsNoMapIsNamed() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new CellMaps.CellMap("a", "one", 2, 2, new float[] {1}));
    refused("cell,values\na,1\n", "the columns must be cell,fold,width,height,values");
    refused("cell,fold,width,height,values\na,one,1,1,0.5\nb,one,2,1,0.5\n", "map 2 is no map");
    refused("cell,fold,width,height,values\na,one,1,1,x\n", "map 1 is no map");
    refused("cell,fold,width,height,values\na,one,1\n", "map 1 is no map");
    refused("cell,fold,width,height,values\n\"a,one,1,1,0.5\n", "maps.csv");
  }

  private static void refused(String text, String part) {
    String message = assertThrows(UserError.class, () -> CellMaps.parse(FILE, text)).getMessage();
    assertTrue(message.contains(part), message);
    assertFalse(message.contains("\n"), message);
  }
}
