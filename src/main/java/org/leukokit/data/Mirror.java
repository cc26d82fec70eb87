package org.leukokit.data;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.leukokit.base.UserError;

/**
 * An offline mirror: a folder of the user's with files at {@code sha256/<hash>}. It is only read,
 * and nothing in it is trusted before its hash has been checked (the {@link Store} does that).
 *
 * @param folder the folder that holds {@code sha256}
 */
public record Mirror(Path folder) {
  /** The environment variable that names mirrors, separated like the entries of PATH. */
  public static final String VARIABLE = "LEUKOKIT_MIRROR";

  /**
   * @throws UserError if the folder is not there or holds no folder {@code sha256}
   */
  public Mirror {
    folder = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          "the mirror " + folder + " is not a folder; check " + VARIABLE + " or --mirror");
    }
    if (!Files.isDirectory(folder.resolve("sha256"))) {
      throw new UserError(
          "the mirror "
              + folder
              + " holds no folder sha256; name the folder above it in "
              + VARIABLE
              + " or --mirror");
    }
  }

  /** The mirrors that the environment of this process names; none if it names none. */
  public static List<Mirror> fromEnvironment() {
    return parse(System.getenv());
  }

  /** The mirrors that {@code LEUKOKIT_MIRROR} names, in that order. */
  static List<Mirror> parse(Map<String, String> environment) {
    List<Mirror> mirrors = new ArrayList<>();
    for (String part : environment.getOrDefault(VARIABLE, "").split(File.pathSeparator)) {
      if (!part.isBlank()) {
        try {
          mirrors.add(new Mirror(Path.of(part)));
        } catch (InvalidPathException e) {
          throw new UserError(VARIABLE + ": " + part + " is no path; name a folder", e);
        }
      }
    }
    return List.copyOf(mirrors);
  }

  /** The file that claims to have the hash, unchecked; empty if the mirror has none. */
  Optional<Path> claimed(String sha256) {
    Path file = folder.resolve("sha256").resolve(Sha256.require(sha256));
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** The hashes, unchecked, of the files whose names begin with these digits. */
  List<String> claimedByPrefix(String digits) {
    try (Stream<Path> files = Files.list(folder.resolve("sha256"))) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.startsWith(digits) && Sha256.isValid(n))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UserError("cannot read the mirror " + folder + ": " + e.getMessage(), e);
    }
  }

  /** The hashes, unchecked, of all its files. */
  public List<String> claimed() {
    return claimedByPrefix("");
  }
}
