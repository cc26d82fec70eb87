package org.leukokit.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What lies in folders. */
public final class Folders {
  private Folders() {}

  /**
   * What lies in a folder, by name.
   *
   * @throws UserError if it can't be listed
   */
  public static List<Path> list(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw cannotList(folder, e);
    }
  }

  /**
   * Everything below a folder and the folder itself, a folder before what lies in it.
   *
   * @throws UserError if one can't be listed
   */
  public static List<Path> walk(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw cannotList(folder, e);
    }
  }

  /**
   * Deletes a file, or a folder with all that is in it; nothing if it is not there.
   *
   * @throws IOException if something of it can't be deleted
   */
  public static void delete(Path place) throws IOException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> all = Files.walk(place)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static UserError cannotList(Path folder, Exception e) {
    return new UserError(folder + " can't be listed: " + e.getMessage(), e);
  }
}
