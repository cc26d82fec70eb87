package org.leukokit.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/**
 * Files by their SHA-256: the kit's own at {@code HOME/sha256/<hash>}, and those of the mirrors.
 *
 * <p>Whatever is handed out has been hashed by this process: a file is read through once, when it
 * is first asked for, and again when its size or time of change differs from then. Files of a
 * mirror are used where they lie, not copied, so a home that can't be written is no hindrance. A
 * wrong hash is an error and never passed over for another copy: it is a sign of a broken disk.
 *
 * <p>Safe for several threads, and for several kits on one home: files appear there whole, under
 * the name that their content dictates, so that two writers of one file write the same.
 */
public final class Store {
  private record Seen(long size, FileTime changed) {}

  private final Path home;
  private final List<Mirror> mirrors;
  private final Map<Path, Seen> checked = new ConcurrentHashMap<>();

  /**
   * @param home the kit's folder; made when something is first written
   * @param mirrors where else to look, in this order
   */
  public Store(Path home, List<Mirror> mirrors) {
    this.home = home.toAbsolutePath().normalize();
    this.mirrors = List.copyOf(mirrors);
  }

  /** The store of this process: {@link KitHome#folder()} and {@link Mirror#fromEnvironment()}. */
  public static Store fromEnvironment() {
    return new Store(KitHome.folder(), Mirror.fromEnvironment());
  }

  /** The kit's folder. */
  public Path home() {
    return home;
  }

  /** The mirrors in the order in which they are asked. */
  public List<Mirror> mirrors() {
    return mirrors;
  }

  /**
   * The file with the hash, checked; empty if neither the home nor a mirror has one.
   *
   * @param sha256 64 lower-case hexadecimal digits
   * @throws UserError if a file under this hash has another content or can't be read, naming it
   */
  public Optional<Path> locate(String sha256) {
    Path own = own(sha256);
    if (Files.isRegularFile(own)) {
      return Optional.of(check(own, sha256));
    }
    for (Mirror mirror : mirrors) {
      Optional<Path> file = mirror.claimed(sha256);
      if (file.isPresent()) {
        return Optional.of(check(file.get(), sha256));
      }
    }
    return Optional.empty();
  }

  /** The file that should have the hash, unchecked: for lists, and never for use. */
  Optional<Path> claimed(String sha256) {
    Path own = own(sha256);
    return Files.isRegularFile(own)
        ? Optional.of(own)
        : mirrors.stream().flatMap(m -> m.claimed(sha256).stream()).findFirst();
  }

  /**
   * The one file of the mirrors whose hash begins with these digits, checked; empty if there is
   * none or more than one.
   */
  Optional<Path> locateByPrefix(String digits) {
    Set<String> hashes = new TreeSet<>();
    mirrors.forEach(m -> hashes.addAll(m.claimedByPrefix(digits)));
    return hashes.size() == 1 ? locate(hashes.iterator().next()) : Optional.empty();
  }

  /**
   * The file with the hash, checked.
   *
   * @param name what the file is, for the message
   * @throws UserError as {@link #locate}, and if there is none
   */
  public Path require(String sha256, String name) {
    return locate(sha256)
        .orElseThrow(
            () ->
                new UserError(
                    name
                        + " is not at hand (sha256 "
                        + sha256
                        + "): set "
                        + Mirror.VARIABLE
                        + " or --mirror to a folder that holds sha256/"
                        + sha256));
  }

  /**
   * Puts a content into the home, whole or not at all; does nothing if it is there.
   *
   * @param sha256 the hash that the content must have
   * @param name what it is, for the message
   * @param content read to its end unless the home has it already; left open
   * @return the file in the home
   * @throws UserError if the content has another hash or the home can't be written
   */
  public Path add(String sha256, String name, InputStream content) {
    Path own = own(sha256);
    if (Files.isRegularFile(own)) {
      return check(own, sha256);
    }
    AtomicFiles.write(
        own,
        out -> {
          MessageDigest digest = Hashing.newSha256();
          byte[] buffer = new byte[1 << 16];
          for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            digest.update(buffer, 0, n);
            out.write(buffer, 0, n);
          }
          String found = Hashing.hex(digest.digest());
          if (!found.equals(sha256)) {
            throw new UserError(
                name + " has the sha256 " + found + ", not " + sha256 + "; get it again");
          }
        });
    return own;
  }

  /**
   * Moves a finished file of the kit's into the home.
   *
   * @param file hashed by the caller, on the home's file system; gone afterwards
   * @param sha256 its hash
   * @return the file in the home
   * @throws UserError if the home can't be written
   */
  Path adopt(Path file, String sha256) {
    Path own = own(sha256);
    try {
      Files.createDirectories(own.getParent());
      AtomicFiles.move(file, own);
      checked.put(own, stat(own));
      return own;
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(own, e);
    }
  }

  private Path own(String sha256) {
    return home.resolve("sha256").resolve(Sha256.require(sha256));
  }

  private Path check(Path file, String sha256) {
    try {
      Seen now = stat(file);
      if (now.equals(checked.get(file))) {
        return file;
      }
      String found = Hashing.sha256Hex(file);
      if (!found.equals(sha256)) {
        throw new UserError(
            file
                + " is damaged: its content has the sha256 "
                + found
                + "; delete it and get it again");
      }
      checked.put(file, now);
      return file;
    } catch (IOException e) {
      throw new UserError("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Seen stat(Path file) throws IOException {
    BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
    return new Seen(a.size(), a.lastModifiedTime());
  }
}
