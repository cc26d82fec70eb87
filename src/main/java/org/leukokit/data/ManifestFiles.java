package org.leukokit.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.leukokit.base.UserError;

/** The files of {@code data-manifests}, in the kit's jar or in a folder of the user's. */
interface ManifestFiles {
  /** More than enough for 15,114 cells (2.8 MB); what is larger is no manifest. */
  int MAX_BYTES = 64 << 20;

  /** The whole content of a file. */
  byte[] read(String name);

  /** The file as messages name it. */
  String describe(String name);

  /** Those that come with the kit. */
  static ManifestFiles ofKit() {
    return new ManifestFiles() {
      @Override
      public byte[] read(String name) {
        try (InputStream in = ManifestFiles.class.getResourceAsStream("/data-manifests/" + name)) {
          if (in == null) {
            throw new IllegalStateException(name + " is missing from the kit's jar");
          }
          return in.readAllBytes();
        } catch (IOException e) {
          throw new UserError("cannot read " + describe(name) + ": " + e.getMessage(), e);
        }
      }

      @Override
      public String describe(String name) {
        return "data-manifests/" + name;
      }
    };
  }

  /** Those in a folder. */
  static ManifestFiles in(Path folder) {
    return new ManifestFiles() {
      @Override
      public byte[] read(String name) {
        Path file = folder.resolve(name);
        try (InputStream in = Files.newInputStream(file)) {
          byte[] bytes = in.readNBytes(MAX_BYTES + 1);
          if (bytes.length > MAX_BYTES) {
            throw new UserError(file + " is over 64 MiB, too large for a manifest");
          }
          return bytes;
        } catch (NoSuchFileException e) {
          throw new UserError(file + " is missing", e);
        } catch (IOException e) {
          throw new UserError("cannot read " + file + ": " + e.getMessage(), e);
        }
      }

      @Override
      public String describe(String name) {
        return folder.resolve(name).toString();
      }
    };
  }
}
