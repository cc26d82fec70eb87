package org.leukokit.data;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.function.Executable;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/** Small images, folders, zips and manifests made while a test runs. */
final class Fixtures {
  private Fixtures() {}

  /** A 24-bit BMP of 4 × 3 pixels whose bytes differ for every seed. */
  static byte[] bmp(int seed) {
    BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 12; i++) {
      image.setRGB(i % 4, i / 4, (seed * 7919 + i * 104_729) & 0xffffff);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "bmp", out)) {
        throw new IllegalStateException("no BMP writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Skips a test about names that Java can't write in the locale of this machine. */
  static void assumeUnicodeNames() {
    try {
      Path.of("üж");
    } catch (InvalidPathException e) {
      abort("needs file names beyond ASCII: set LC_ALL=C.UTF-8");
    }
  }

  /** Writes files into a folder; names with slashes make folders. */
  static Path folder(Path root, Map<String, byte[]> files) throws IOException {
    Files.createDirectories(root);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return root;
  }

  static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
    return zip(file, entries, StandardCharsets.UTF_8);
  }

  static Path zip(Path file, Map<String, byte[]> entries, Charset names) throws IOException {
    Files.createDirectories(file.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file), names)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  /** A mirror with one file under its true hash. */
  static Mirror mirror(Path root, byte[]... contents) throws IOException {
    Files.createDirectories(root.resolve("sha256"));
    for (byte[] content : contents) {
      Files.write(root.resolve("sha256").resolve(Hashing.sha256Hex(content)), content);
    }
    return new Mirror(root);
  }

  /** Four cells in the way of C-NMC, by their paths in a zip. */
  static Map<String, byte[]> fourCells() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("C/training_data/fold_0/all/UID_20_1_1_all.bmp", bmp(1));
    files.put("C/training_data/fold_0/hem/UID_h3_1_1_hem.bmp", bmp(2));
    files.put("C/training_data/fold_1/all/UID_5_1_1_all.bmp", bmp(3));
    files.put("C/validation_data/1.bmp", bmp(4));
    return files;
  }

  static final String CELLS_HEADER = "id,file,bytes,sha256,label,subject,group,part\n";

  /** The rows of {@link #fourCells()}. */
  static String fourRows() {
    StringBuilder rows = new StringBuilder();
    String[] ends = {
      "leukemic,20,20+21,fold_0",
      "healthy,H3,H3+H10,fold_0",
      "leukemic,5,5,fold_1",
      "leukemic,57,57,prelim"
    };
    int i = 0;
    for (Map.Entry<String, byte[]> file : fourCells().entrySet()) {
      String path = file.getKey();
      rows.append(path.substring(path.lastIndexOf('/') + 1)).append(',').append(path).append(',');
      rows.append(file.getValue().length).append(',').append(Hashing.sha256Hex(file.getValue()));
      rows.append(',').append(ends[i++]).append('\n');
    }
    return rows.toString();
  }

  /** The description of a table of four cells and of a zip. */
  static String description(String table, String zipSha256) {
    return """
    {"conformsTo": "http://mlcommons.org/croissant/1.0",
     "name": "four", "alternateName": "Four cells", "license": {"name": "CC0"},
     "citeAs": "nobody", "usageInfo": "any",
     "leukokit:cells": 4, "leukokit:subjects": 4, "leukokit:collectionCells": 10,
     "distribution": [
       {"name": "four.zip", "encodingFormat": "application/zip", "sha256": "%s"},
       {"contentUrl": "four.csv", "encodingFormat": "text/csv", "sha256": "%s"}]}
    """
        .formatted(zipSha256, Hashing.sha256Hex(table));
  }

  /** Writes a manifest and reads it. */
  static Manifest manifest(Path folder, String table, String description) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("four.csv"), table);
    return Manifest.read(Files.writeString(folder.resolve("four.json"), description));
  }

  /** A sound manifest of the four cells. */
  static Manifest fourManifest(Path folder, String zipSha256) throws IOException {
    String table = CELLS_HEADER + fourRows();
    return manifest(folder, table, description(table, zipSha256));
  }

  /** The call must fail with one clear line that holds all the texts. */
  static String assertUserError(Executable call, String... texts) {
    String message = assertThrows(UserError.class, call).getMessage();
    assertFalse(message.contains("\n"), message);
    for (String text : texts) {
      assertFalse(!message.contains(text), "'" + text + "' is not in: " + message);
    }
    return message;
  }

  static Store emptyStore(Path home) {
    return new Store(home, List.of());
  }
}
