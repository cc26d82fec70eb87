package org.leukokit.notebook;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import org.leukokit.base.Folders;

/** Where this kit lies: its jar (or classes), its libraries, and where notebooks write. */
final class Place {
  private Place() {}

  /** The jar or folder of classes that this class was loaded from. */
  static Path code() {
    CodeSource source = Place.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new Stop("leukokit can't find its own jar; start notebooks with ./leukokit notebook");
    }
    try {
      return Path.of(source.getLocation().toURI()).toAbsolutePath().normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The folder of what was built. */
  static Path target() {
    return code().getParent();
  }

  /** Where notebooks write: a folder of what was built, so that no file of the kit changes. */
  static Path work() {
    return target().resolve("notebooks");
  }

  /**
   * Where reports of papers go: the folder that {@code LEUKOKIT_REPORTS} names, such as one that
   * the command line wrote before, else one of {@link #work}.
   */
  static Path reports() {
    String named = System.getenv().getOrDefault("LEUKOKIT_REPORTS", "");
    return named.isBlank() ? work().resolve("reports") : Path.of(named).toAbsolutePath();
  }

  /** The class path of the kit: its jar and its libraries from Maven. */
  static String classPath() {
    Path libraries = target().resolve("classpath.txt");
    try {
      return code()
          + File.pathSeparator
          + (Files.exists(libraries)
              ? Files.readString(libraries).strip()
              : System.getProperty("java.class.path"));
    } catch (IOException e) {
      throw new Stop(libraries + " can't be read: " + e.getMessage());
    }
  }

  /** A new folder for what only one call needs. */
  static Path temporary(String name) {
    try {
      Files.createDirectories(work());
      return Files.createTempDirectory(work(), name + "-");
    } catch (IOException e) {
      throw new Stop(work() + " can't be written to: " + e.getMessage());
    }
  }

  /** Removes a folder of {@link #work} with all that is in it; nothing if it is not there. */
  static void delete(Path folder) {
    if (!folder.startsWith(work())) {
      return;
    }
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new Stop(folder + " can't be removed: " + e.getMessage());
    }
  }
}
