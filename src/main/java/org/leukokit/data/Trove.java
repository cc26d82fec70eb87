package org.leukokit.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.leukokit.base.UserError;

/**
 * The files of a folder and all folders below it, or the entries of a zip: only ever read, one at a
 * time and never further than a bound, so that a hostile zip costs no memory. Nothing is unpacked.
 * Safe for several threads.
 */
final class Trove implements AutoCloseable {
  /** C-NMC has 15,114 cells; what has more files than this is a folder named by mistake. */
  private static final int MAX_FILES = 1_000_000;

  /** What operating systems leave lying about. */
  private static final List<String> LITTER = List.of("thumbs.db", "desktop.ini", "__macosx");

  /** Opens the bytes of one file. */
  @FunctionalInterface
  private interface Opener {
    InputStream open() throws IOException;
  }

  /** One file of a folder or entry of a zip. */
  static final class Item {
    private final String path;
    private final String described;
    private final long size;
    private final Opener opener;

    private Item(String path, String described, long size, Opener opener) {
      // macOS hands out decomposed names; one spelling everywhere gives one id everywhere.
      this.path = Normalizer.normalize(path, Normalizer.Form.NFC);
      this.described = described;
      this.size = size;
      this.opener = opener;
    }

    /** Path below the folder or in the zip, with forward slashes, in Unicode's composed form. */
    String path() {
      return path;
    }

    /** The last part of the path. */
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The size in bytes as the folder or zip states it. */
    long size() {
      return size;
    }

    /** Where it is, for messages. */
    String described() {
      return described;
    }

    /**
     * The whole content.
     *
     * @param max how many bytes it may have
     * @throws UserError if it has more, is gone or can't be read, naming it
     */
    byte[] read(int max) {
      try (InputStream in = opener.open()) {
        // The stated size saves copies; it is only believed within the bound.
        byte[] bytes = size >= 0 && size <= max ? exactly(in, (int) size) : in.readNBytes(max);
        if (in.read() >= 0) {
          throw new UserError(described + " is larger than stated or allowed (" + max + " bytes)");
        }
        return bytes;
      } catch (IOException | IllegalStateException e) {
        throw new UserError("cannot read " + described + ": " + reason(e), e);
      }
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
      byte[] bytes = new byte[size];
      int n = in.readNBytes(bytes, 0, size);
      return n == size ? bytes : Arrays.copyOf(bytes, n);
    }
  }

  private final List<Item> items;
  private final List<String> dangling;
  private final List<ZipFile> zips;

  private Trove(List<Item> items, List<String> dangling, List<ZipFile> zips) {
    this.items = items;
    this.dangling = dangling;
    this.zips = zips;
  }

  /** All items: those of folders before those of zips, each ordered by path. */
  List<Item> items() {
    return items;
  }

  /** The paths of links that lead nowhere and of things that are no files, such as pipes. */
  List<String> dangling() {
    return dangling;
  }

  /**
   * Lists a folder or zip.
   *
   * @param place the folder or zip
   * @param zipsInside whether zips in the folder are looked into as well
   * @throws UserError if it is neither, can't be read, or has more than a million files
   */
  static Trove open(Path place, boolean zipsInside) {
    Path root = place.toAbsolutePath().normalize();
    List<Item> items = new ArrayList<>();
    List<String> dangling = new ArrayList<>();
    List<ZipFile> zips = new ArrayList<>();
    try {
      if (Files.isDirectory(root)) {
        List<Path> archives = walk(root, items, dangling, zipsInside);
        items.sort(Comparator.comparing(Item::path));
        for (Path archive : archives) {
          addZip(archive, relative(root, archive) + "/", items, zips);
        }
      } else if (Files.exists(root)) {
        addZip(root, "", items, zips);
      } else {
        throw new UserError(root + " does not exist; name a folder or zip that does");
      }
    } catch (RuntimeException e) {
      close(zips);
      throw e;
    }
    return new Trove(List.copyOf(items), dangling.stream().sorted().toList(), zips);
  }

  /** A file by itself. */
  static Item single(Path file) {
    return new Item(
        file.getFileName().toString(),
        file.toString(),
        file.toFile().length(),
        () -> Files.newInputStream(file));
  }

  @Override
  public void close() {
    close(zips);
  }

  private static void close(List<ZipFile> zips) {
    for (ZipFile zip : zips) {
      try {
        zip.close();
      } catch (IOException e) {
        // Nothing was written to it, so nothing is lost.
      }
    }
  }

  private static List<Path> walk(
      Path root, List<Item> items, List<String> dangling, boolean zipsInside) {
    List<Path> archives = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          64,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a) {
              return !folder.equals(root) && isLitter(relative(root, folder))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
              String path = relative(root, file);
              if (isLitter(path)) {
                return FileVisitResult.CONTINUE;
              }
              if (!a.isRegularFile()) {
                dangling.add(path);
              } else if (zipsInside && path.toLowerCase(Locale.ROOT).endsWith(".zip")) {
                archives.add(file);
              } else {
                items.add(
                    new Item(path, file.toString(), a.size(), () -> Files.newInputStream(file)));
                checkCount(root, items);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof FileSystemLoopException) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw new UserError("cannot list the folder " + root + ": " + reason(e), e);
    }
    archives.sort(Comparator.naturalOrder());
    return archives;
  }

  private static void addZip(Path file, String prefix, List<Item> items, List<ZipFile> zips) {
    ZipFile zip = openZip(file);
    zips.add(zip);
    List<Item> entries = new ArrayList<>();
    zip.stream()
        .filter(e -> !e.isDirectory() && !isLitter(e.getName()))
        .forEach(
            e -> {
              entries.add(entry(file, zip, e, prefix));
              checkCount(file, entries);
            });
    entries.sort(Comparator.comparing(Item::path));
    items.addAll(entries);
  }

  private static Item entry(Path file, ZipFile zip, ZipEntry entry, String prefix) {
    String name = entry.getName().replace('\\', '/');
    return new Item(
        prefix + name, file + "!" + name, entry.getSize(), () -> zip.getInputStream(entry));
  }

  private static ZipFile openZip(Path file) {
    try {
      try {
        return new ZipFile(file.toFile(), StandardCharsets.UTF_8);
      } catch (ZipException e) {
        // Old Windows tools write names in the code page of DOS, without saying so.
        Charset dos =
            Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
        return new ZipFile(file.toFile(), dos);
      }
    } catch (IOException e) {
      throw new UserError(
          file + " is not a zip or is cut short (" + reason(e) + "); get it again", e);
    }
  }

  private static void checkCount(Path place, List<Item> items) {
    if (items.size() > MAX_FILES) {
      throw new UserError(place + " has over a million files; name a narrower folder");
    }
  }

  private static boolean isLitter(String path) {
    for (String part : path.split("[/\\\\]")) {
      if (part.startsWith(".") || LITTER.contains(part.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private static String relative(Path root, Path file) {
    return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
  }

  private static String reason(Exception e) {
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getClass().getSimpleName() + ", " + e.getMessage();
  }
}
