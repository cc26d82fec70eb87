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
    assertTrue(said.out().contains("1 of 5 images has a bright background (c.png)"), said.out());
    assertTrue(said.out().contains("e.png is "), said.out());
  }

  private static byte[] resource(String name) throws IOException {
    try (java.io.InputStream in =
        DataCommandTest.class.getResourceAsStream("/image/tags/" + name)) {
      return in.readAllBytes();
    }
  }

  private static byte[] twelveBits() throws IOException {
    java.awt.image.BufferedImage image =
        new java.awt.image.BufferedImage(4, 2, java.awt.image.BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setSample(2, 1, 0, 4000);
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    assertTrue(javax.imageio.ImageIO.write(image, "png", out));
    return out.toByteArray();
  }

  /** Images as people have them, in a folder of one's own and beside the cells of a collection. */
  @Test
  void whatIsTurnedOrLeftIsSaid() throws IOException {
    Path root = temp.resolve("own");
    Files.createDirectories(root.resolve("blast"));
    Files.createDirectories(root.resolve("normal"));
    Files.write(root.resolve("blast/turned.webp"), resource("6.webp"));
    Files.write(root.resolve("blast/pages.tif"), resource("pages.tif"));
    Files.write(root.resolve("normal/deep.png"), twelveBits());
    org.leukokit.image.Raster white = org.leukokit.image.Raster.black(8, 8);
    java.util.Arrays.fill(white.rgb(), (byte) 230);
    Files.write(root.resolve("normal/white.png"), org.leukokit.image.RasterWriter.png(white));
    Cli own = Cli.run("data", "verify", root, "--positive", "blast", "--negative", "normal");
    assertEquals(0, own.code(), own.out() + own.err());
    Cli collection = Cli.run("data", "verify", root);
    assertEquals(1, collection.code(), "no cell of the collection is there");
    Cli json = Cli.run("data", "verify", root, "--format", "json");
    String[][] texts = {
      {own.out(), ""}, {collection.out(), "normal/"}, {json.err(), "normal/"},
    };
    for (String[] text : texts) {
      String blast = text[1].isEmpty() ? "" : "blast/";
      for (String line :
          new String[] {
            "1 of 4 images: turned clockwise by 90 degrees, as its orientation tag says ("
                + blast
                + "turned.webp)",
            "1 of 4 images: the first of its 3 pages is taken (" + blast + "pages.tif)",
            "upper 8 of those 12 are taken (" + text[1] + "deep.png)",
            "1 of 4 images has a bright background (" + text[1] + "white.png)"
          }) {
        assertTrue(text[0].contains(line), line + " in " + text[0]);
      }
    }
    assertTrue(json.out().contains("\"contradicting\""), json.out());
  }
}
