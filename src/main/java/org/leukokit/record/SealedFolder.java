package org.leukokit.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Folders;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/**
 * A folder of a few files with their digests in {@code SHA256SUMS}: written aside and moved into
 * place whole, checked whenever it is read. {@code sha256sum -c SHA256SUMS} checks it as well.
 */
final class SealedFolder {
  static final String SUMS = "SHA256SUMS";

  private SealedFolder() {}

  /** Whether a sealed folder lies there. Its files are checked when it is read. */
  static boolean exists(Path folder) {
    return Files.isRegularFile(folder.resolve(SUMS));
  }

  /**
   * Writes all files; a folder that was there is replaced.
   *
   * @throws UserError if it can't be written
   */
  static void write(Path folder, SortedMap<String, byte[]> files) {
    write(
        folder,
        aside -> files.forEach((name, bytes) -> AtomicFiles.write(aside.resolve(name), bytes)));
  }

  /**
   * As {@link #write(Path, SortedMap)}, for files that are too large to be held in memory.
   *
   * @param filler writes the files into the folder that it is given
   */
  static void write(Path folder, Consumer<Path> filler) {
    Path aside = null;
    try {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      aside = Files.createDirectory(AtomicFiles.aside(folder.toAbsolutePath()));
      filler.accept(aside);
      StringBuilder sums = new StringBuilder();
      for (Path file : filesIn(aside)) {
        sums.append(Hashing.sha256Hex(file)).append("  ").append(file.getFileName()).append('\n');
      }
      AtomicFiles.write(aside.resolve(SUMS), sums.toString());
      Folders.delete(folder);
      AtomicFiles.move(aside, folder);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    } finally {
      deleteQuietly(aside);
    }
  }

  /**
   * Reads all files and checks each against its digest.
   *
   * @return the files by name
   * @throws UserError if a file is missing, changed, or not named in the sums, naming it
   */
  static SortedMap<String, byte[]> read(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try {
      for (Map.Entry<String, String> sum : sums(folder).entrySet()) {
        Path file = folder.resolve(sum.getKey());
        byte[] bytes = Files.readAllBytes(file);
        requireSame(file, Hashing.sha256Hex(bytes), sum.getValue());
        files.put(sum.getKey(), bytes);
      }
      return files;
    } catch (IOException e) {
      throw new UserError(
          folder + " is not complete: can't read " + e.getMessage() + "; delete it and run again",
          e);
    }
  }

  /**
   * Checks each file against its digest without holding it in memory.
   *
   * @return the names of the files
   * @throws UserError if a file is missing or changed, naming it
   */
  static SortedSet<String> check(Path folder) {
    try {
      SortedMap<String, String> sums = sums(folder);
      for (Map.Entry<String, String> sum : sums.entrySet()) {
        Path file = folder.resolve(sum.getKey());
        requireSame(file, Hashing.sha256Hex(file), sum.getValue());
      }
      return new TreeSet<>(sums.keySet());
    } catch (IOException e) {
      throw new UserError(
          folder + " is not complete: can't read " + e.getMessage() + "; get or make it again", e);
    }
  }

  /** The digests by name of file. */
  private static SortedMap<String, String> sums(Path folder) throws IOException {
    Path sums = folder.resolve(SUMS);
    SortedMap<String, String> digests = new TreeMap<>();
    for (String line : Files.readAllLines(sums, StandardCharsets.UTF_8)) {
      String[] parts = line.split(" {2}", 2);
      if (parts.length != 2 || !parts[1].matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
        throw new UserError(sums + ": the line '" + line + "' does not name a file");
      }
      digests.put(parts[1], parts[0]);
    }
    return digests;
  }

  private static void requireSame(Path file, String found, String stated) {
    if (!found.equals(stated)) {
      throw new UserError(
          file
              + " is not the file that was written (its SHA-256 differs from SHA256SUMS);"
              + " delete the folder "
              + file.getParent()
              + " and run again");
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  /**
   * Reads the files that lie there, whatever the sums say: for those who look for changes.
   *
   * @throws UserError if a file can't be read
   */
  static SortedMap<String, byte[]> readUnsealed(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().equals(SUMS)) {
          files.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UserError(folder + " can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Copies a folder byte for byte, unless the same lies there already.
   *
   * @throws UserError if it is changed, or the copy can't be written
   */
  static void copy(Path from, Path to) {
    if (from.toAbsolutePath().normalize().equals(to.toAbsolutePath().normalize())) {
      return;
    }
    SortedMap<String, byte[]> files = read(from);
    if (!exists(to) || !read(to).equals(files)) {
      write(to, files);
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      if (folder != null) {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      // What went wrong before is what the user has to hear.
    }
  }
}
