package org.leukokit.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Csv;
import org.leukokit.base.UserError;

/**
 * Where cells lie that are not in the store under their own hash: the user's own files, which were
 * imported without a copy, and lossless copies in another format, which the store has under the
 * hash that they have in that format. {@code HOME/references/COLLECTION.csv}, by the cell's hash,
 * with the size and the time of change that each file had when it was looked at; paths in the home
 * are written as from there. A file that has another size or time by now is passed over, as if it
 * were gone; one that was changed behind the same size and time is found when its image is read.
 */
final class References {
  private static final List<String> COLUMNS = List.of("sha256", "path", "bytes", "modified");

  private record Reference(Path path, long bytes, long modified) {}

  private final Map<String, Reference> files;

  private References(Map<String, Reference> files) {
    this.files = files;
  }

  /** All that is remembered in a home; none if nothing is. */
  static References in(Path home) {
    Map<String, Reference> files = new HashMap<>();
    Path folder = home.resolve("references");
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> tables = Files.newDirectoryStream(folder, "[!.]*.csv")) {
        for (Path table : tables) {
          files.putAll(read(home, table));
        }
      } catch (IOException e) {
        throw new UserError("cannot read " + folder + ": " + e.getMessage(), e);
      }
    }
    return new References(files);
  }

  /**
   * The file that had the hash when it was imported, if it has the size and time of then.
   *
   * @param sha256 64 lower-case hexadecimal digits
   */
  Optional<Path> locate(String sha256) {
    Reference reference = files.get(sha256);
    if (reference == null) {
      return Optional.empty();
    }
    try {
      BasicFileAttributes now = Files.readAttributes(reference.path, BasicFileAttributes.class);
      return now.isRegularFile()
              && now.size() == reference.bytes
              && now.lastModifiedTime().toMillis() == reference.modified
          ? Optional.of(reference.path)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Remembers files beside those that a collection has already.
   *
   * @param found by hash
   * @throws UserError if a path can't be written in a table, a file is gone, or the home can't be
   *     written
   */
  static void add(Path home, String collection, Map<String, Path> found) {
    Path table = home.resolve("references").resolve(collection + ".csv");
    Map<String, Reference> all = new TreeMap<>();
    if (Files.exists(table)) {
      all.putAll(read(home, table));
    }
    found.forEach((hash, file) -> all.put(hash, reference(file)));
    StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
    all.forEach(
        (hash, r) ->
            text.append(hash)
                .append(',')
                .append(Csv.field(written(home, r.path)))
                .append(',')
                .append(r.bytes)
                .append(',')
                .append(r.modified)
                .append('\n'));
    AtomicFiles.write(table, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String written(Path home, Path file) {
    Path root = home.toAbsolutePath().normalize();
    return (file.startsWith(root) ? root.relativize(file) : file).toString();
  }

  private static Reference reference(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    if (absolute.toString().chars().anyMatch(Character::isISOControl)) {
      throw new UserError(
          Lists.printable(absolute.toString())
              + " has a tab, line break or such in its path; rename it, or import with --copy");
    }
    try {
      BasicFileAttributes now = Files.readAttributes(absolute, BasicFileAttributes.class);
      return new Reference(absolute, now.size(), now.lastModifiedTime().toMillis());
    } catch (IOException e) {
      throw new UserError("cannot read " + absolute + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Reference> read(Path home, Path table) {
    Map<String, Reference> files = new HashMap<>();
    try {
      for (Table.Row row : Table.read(Files.readAllBytes(table), table.toString(), COLUMNS)) {
        files.put(
            row.sha256("sha256"),
            new Reference(
                home.resolve(row.required("path")),
                row.number("bytes", 0, Integer.MAX_VALUE),
                Long.parseLong(row.required("modified"))));
      }
      return files;
    } catch (IOException | InvalidPathException | NumberFormatException e) {
      throw new UserError(
          table + " is damaged (" + e.getMessage() + "); delete it and import again", e);
    }
  }
}
