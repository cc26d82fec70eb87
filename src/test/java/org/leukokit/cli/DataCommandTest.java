package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
  @TempDir Path temp;

  private static void assertOneLine(Cli done, String text) {
    assertEquals(1, done.code(), done.err());
    String error = done.err().lines().filter(l -> l.startsWith("leukokit: ")).findFirst().get();
    assertTrue(error.contains(text), error);
  }

  @Test
  void theListSaysWhatThereIsAndHowToGetIt() {
    Cli done = Cli.run("data", "list");
    assertEquals(0, done.code(), done.err());
    assertTrue(done.out().contains("15,114 cells"), done.out());
    assertTrue(done.out().contains("licence: CC BY 3.0"), done.out());
    assertTrue(done.out().contains("no, and it can't be had"), done.out());
    assertTrue(done.out().contains("leukokit data import PATH"), done.out());
  }

  @Test
  void whatNoProgramCanFetchIsExplained() {
    for (String name : new String[] {"cnmc2019", "loey2020"}) {
      Cli done = Cli.run("data", "fetch", name);
      assertOneLine(done, name + " was not fetched");
      assertTrue(done.out().lines().count() >= 3, done.out());
    }
    assertOneLine(Cli.run("data", "fetch", "imagenet"), "there are cnmc2019, cnmc2019-sample");
  }

  @Test
  void aFolderWithoutACellIsToldSo() throws IOException {
    Files.writeString(temp.resolve("UID_1.txt"), "x");
    Cli done = Cli.run("data", "verify", temp, "--format", "json");
    assertOneLine(done, "holds no cell of cnmc2019");
    JsonNode json = new ObjectMapper().readTree(done.out());
    assertEquals("UID_1.txt", json.path("extra").path(0).asText());
    assertEquals(15_114, json.path("missing").size());
    assertEquals(5, json.path("parts").size());
    assertOneLine(Cli.run("data", "verify", temp.resolve("gone")), "does not exist");
    assertOneLine(Cli.run("data", "import", temp), "nothing was imported");
    assertOneLine(Cli.run("data", "verify", temp, "--collection", "x"), "is not known");
  }

  @Test
  void changedCellsAreNotImported() throws IOException {
    Files.write(temp.resolve("UID_11_1_1_all.bmp"), new byte[608454]);
    Cli done = Cli.run("data", "verify", temp, "--partial");
    assertEquals(1, done.code(), "a changed file is never right");
    assertTrue(done.out().contains("changed or unreadable: 1\n    UID_11_1_1_all.bmp"), done.out());
    assertOneLine(Cli.run("data", "import", temp, "--partial"), "no cell of cnmc2019");
  }

  @Test
  void wrongOptionsOfOwnDataAreToldInOneLine() {
    assertOneLine(
        Cli.run("reproduce", "loey2020", "--positive", "a", "--out", temp), "--positive goes with");
    assertOneLine(
        Cli.run("data", "verify", temp, "--positive", "a", "--negative", "A"),
        "both classes have the folder name a");
    assertOneLine(
        Cli.run("data", "verify", temp, "--subject-pattern", "(["), "is no regular expression");
    assertFalse(Files.exists(temp.resolve("loey2020/index.html")));
  }

  @Test
  void aFolderOfOnesOwnSaysCopiesDamageAndBackgrounds() throws IOException {
    Path root = temp.resolve("own");
    String[] names = {"blast/a.png", "blast/b.png", "blast/c.png", "normal/d.png", "normal/e.png"};
    for (int i = 0; i < names.length; i++) {
      org.leukokit.image.Raster image = org.leukokit.image.Raster.black(8, 8);
      java.util.Arrays.fill(image.rgb(), (byte) (i == 2 ? 230 : 10 + (i == 1 ? 0 : i)));
      Path file = root.resolve(names[i]);
      Files.createDirectories(file.getParent());
      byte[] png = org.leukokit.image.RasterWriter.png(image);
      Files.write(file, i == 4 ? java.util.Arrays.copyOf(png, png.length - 14) : png);
    }
    Cli said = Cli.run("data", "verify", root, "--positive", "blast", "--negative", "normal");
    assertEquals(1, said.code(), said.out() + said.err());
    assertTrue(
        said.out().contains("1 file: the same bytes as another file of their class"), said.out());
    assertTrue(said.out().contains("1 of 5 images have a bright background (c.png)"), said.out());
    assertTrue(said.out().contains("e.png is "), said.out());
  }
}
