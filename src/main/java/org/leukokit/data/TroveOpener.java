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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.leukokit.base.ByteSize;
import org.leukokit.base.UserError;

/** Walks folders and zips for a {@link Trove}. Used once. */
final class TroveOpener {
  /** A zip of zips of zips is the deepest that a download was ever seen to be. */
  static final int MAX_DEPTH = 3;

  private static final int MAX_FOLDER_DEPTH = 64;

  /** What operating systems leave lying about. */
  private static final List<String> LITTER = List.of("thumbs.db", "desktop.ini", "__macosx");

  private final Path scratch;
  private final List<TroveItem> items = new ArrayList<>();
  private final List<String> dangling = new ArrayList<>();
  private final List<ZipFile> zips = new ArrayList<>();
  private final List<Path> unpacked = new ArrayList<>();
  private long total;

  /**
   * @param scratch where zips inside of zips are unpacked; null if zips inside are left alone
   */
  TroveOpener(Path scratch) {
    this.scratch = scratch;
  }

  Trove open(Path place) {
    Path root = place.toAbsolutePath().normalize();
    try {
      if (Files.isDirectory(root)) {
        List<Path> archives = walk(root);
        items.sort(Comparator.comparing(TroveItem::path));
        for (Path archive : archives) {
          addZip(archive, archive.toString(), relative(root, archive), 1);
        }
      } else if (Files.exists(root)) {
        addZip(root, root.toString(), "", 1);
      } else {
        throw new UserError(
            Lists.printable(root.toString()) + " does not exist; name a folder or zip that does");
      }
    } catch (RuntimeException e) {
      Trove.close(zips, unpacked);
      throw e;
    }
    return new Trove(
        List.copyOf(items), dangling.stream().sorted().toList(), zips, List.copyOf(unpacked));
  }

  private List<Path> walk(Path root) {
    List<Path> archives = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          EnumSet.of(FileVisitOption.FOLLOW_LINKS),
          MAX_FOLDER_DEPTH,
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
              } else if (scratch != null && isZip(path)) {
                archives.add(file);
              } else {
                items.add(TroveItem.file(path, file, a.size()));
                checkCount(root);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof FileSystemLoopException) {
                dangling.add(relative(root, file));
                return FileVisitResult.SKIP_SUBTREE;
              }
              throw e;
            }
          });
    } catch (IOException e) {
      throw new UserError(
          "cannot list the folder "
              + Lists.printable(root.toString())
              + ": "
              + TroveItem.reason(e)
              + "; make it readable or name another",
          e);
    }
    archives.sort(Comparator.naturalOrder());
    return archives;
  }

  /**
   * @param file where the zip lies
   * @param described what messages call it
   * @param path its path below the top; empty for the top itself
   * @param depth how many zips lie around its entries
   */
  private void addZip(Path file, String described, String path, int depth) {
    if (depth > MAX_DEPTH) {
      throw new UserError(
          Lists.printable(described)
              + " is a zip in zips over "
              + MAX_DEPTH
              + " deep; unpack the outer ones first");
    }
    total += ZipDirectory.check(file, Lists.printable(described));
    if (total > ZipDirectory.MAX_TOTAL) {
      throw new UserError(
          Lists.printable(described)
              + " and the zips before it would unpack to over "
              + ByteSize.text(ZipDirectory.MAX_TOTAL)
              + "; it is not opened");
    }
    ZipFile zip = openZip(file, described);
    zips.add(zip);
    List<? extends ZipEntry> entries =
        zip.stream().filter(e -> !e.isDirectory() && !isLitter(e.getName())).toList();
    String prefix = path.isEmpty() ? "" : prefix(path, entries);
    List<TroveItem> plain = new ArrayList<>();
    List<TroveItem> archives = new ArrayList<>();
    for (ZipEntry entry : entries) {
      String name = entry.getName().replace('\\', '/');
      TroveItem item =
          TroveItem.entry(
              prefix + name,
              described + "!" + name,
              entry.getSize(),
              entry.getCrc(),
              () -> zip.getInputStream(entry));
      (scratch != null && isZip(name) ? archives : plain).add(item);
    }
    plain.sort(Comparator.comparing(TroveItem::path));
    items.addAll(plain);
    checkCount(file);
    archives.sort(Comparator.comparing(TroveItem::path));
    for (TroveItem archive : archives) {
      // Before it is unpacked: what is too deep costs no disk.
      if (depth == MAX_DEPTH) {
        addZip(file, archive.described(), archive.path(), depth + 1);
      }
      addZip(unpack(archive), archive.described(), archive.path(), depth + 1);
    }
  }

  private Path unpack(TroveItem archive) {
    Path target = Scratch.file(scratch, archive.size(), archive.described());
    unpacked.add(target);
    try (InputStream in = archive.stream()) {
      Scratch.copy(in, target, archive);
    } catch (IOException e) {
      throw new UserError("cannot unpack " + archive.described() + ": " + TroveItem.reason(e), e);
    }
    return target;
  }

  /** The folder that a zip stands for: its name, once, as tools that unpack "here" do it. */
  private static String prefix(String path, List<? extends ZipEntry> entries) {
    String folder = path.substring(0, path.length() - ".zip".length());
    String top = (folder.substring(folder.lastIndexOf('/') + 1) + "/").toLowerCase(Locale.ROOT);
    boolean doubled =
        entries.stream()
            .allMatch(e -> e.getName().replace('\\', '/').toLowerCase(Locale.ROOT).startsWith(top));
    return doubled ? folder.substring(0, folder.lastIndexOf('/') + 1) : folder + "/";
  }

  private static ZipFile openZip(Path file, String described) {
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
          Lists.printable(described)
              + " is not a zip or is cut short ("
              + TroveItem.reason(e)
              + "); get it again",
          e);
    }
  }

  private void checkCount(Path place) {
    if (items.size() > ZipDirectory.MAX_ENTRIES) {
      throw new UserError(place + " has over a million files; name a narrower folder");
    }
  }

  private static boolean isZip(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".zip");
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
}
