package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.UserError;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterWriter;

class ImageFilesTest {
  private static final byte[] PNG =
      RasterWriter.png(new Raster(2, 1, new byte[] {1, 2, 3, 4, 5, 6}));

  @TempDir Path folder;

  private Path zip() throws Exception {
    Path zip = folder.resolve("some.zip");
    try (OutputStream raw = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(raw)) {
      for (String name : List.of("a/one.png", "a/notes.txt")) {
        out.putNextEntry(new ZipEntry(name));
        out.write(PNG);
        out.closeEntry();
      }
    }
    return zip;
  }

  @Test
  void filesFoldersAndZipsAreListed() throws Exception {
    Path zip = zip();
    Path inner = Files.createDirectories(folder.resolve("f/deep"));
    Files.write(inner.resolve("two.PNG"), PNG);
    Files.writeString(folder.resolve("f/text.txt"), "no image");
    Path odd = Files.write(folder.resolve("without-ending"), PNG);
    try (ImageFiles files = ImageFiles.open(List.of(odd, folder.resolve("f"), zip))) {
      assertEquals(
          List.of(odd.toString(), folder + "/f/deep/two.PNG", zip + "/a/one.png"),
          files.items().stream().map(ImageFiles.Item::name).toList());
      files.items().forEach(item -> assertEquals(6, item.read().get(1, 0, 2)));
    }
  }

  @Test
  void whatIsNoImageIsNamedWhenItIsRead() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.png"), "no image");
    try (ImageFiles files = ImageFiles.open(List.of(bad))) {
      UserError error = assertThrows(UserError.class, () -> files.items().get(0).read());
      assertTrue(error.getMessage().contains("bad.png"), error.getMessage());
    }
    Files.createDirectories(folder.resolve("empty"));
    for (String place : List.of("gone.png", "empty")) {
      assertThrows(UserError.class, () -> ImageFiles.open(List.of(folder.resolve(place))));
    }
  }

  @Test
  void namesSteerNoTerminal() {
    assertEquals("a\\u001b[2J\\u202eb é", ImageFiles.printable("a\u001b[2J\u202eb é"));
  }
}
