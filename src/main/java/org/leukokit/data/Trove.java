package org.leukokit.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * The files of a folder and all folders below it, or the entries of a zip: only ever read, one at a
 * time and never further than a bound, so that a hostile zip costs no memory. Nothing is unpacked
 * but zips inside of zips, into a folder of the kit's, where {@link #close} deletes them. Safe for
 * several threads.
 */
final class Trove implements AutoCloseable {
  private final List<TroveItem> items;
  private final List<String> dangling;
  private final List<ZipFile> zips;
  private final List<Path> unpacked;

  Trove(List<TroveItem> items, List<String> dangling, List<ZipFile> zips, List<Path> unpacked) {
    this.items = items;
    this.dangling = dangling;
    this.zips = zips;
    this.unpacked = unpacked;
  }

  /**
   * Lists a folder or zip; zips in it are files like others.
   *
   * @param place the folder or zip
   * @throws org.leukokit.base.UserError if it is neither, can't be read, has more than a million
   *     files, or is a zip that {@link ZipDirectory} refuses
   */
  static Trove open(Path place) {
    return new TroveOpener(null).open(place);
  }

  /**
   * Lists a folder or zip with what is in the zips in it, at any depth up to {@link
   * TroveOpener#MAX_DEPTH}. A zip inside stands like a folder of its name; where all that it holds
   * lies in one folder of that name, that folder does.
   *
   * @param scratch where zips inside of zips are unpacked
   * @throws org.leukokit.base.UserError as {@link #open}, and if zips are nested deeper
   */
  static Trove openAll(Path place, Path scratch) {
    return new TroveOpener(scratch).open(place);
  }

  /** All items: those of folders before those of zips, each ordered by path. */
  List<TroveItem> items() {
    return items;
  }

  /** The paths of links that lead nowhere or in circles and of what is no file, such as pipes. */
  List<String> dangling() {
    return dangling;
  }

  @Override
  public void close() {
    close(zips, unpacked);
  }

  static void close(List<ZipFile> zips, List<Path> unpacked) {
    for (ZipFile zip : zips) {
      try {
        zip.close();
      } catch (IOException e) {
        // Nothing was written to it, so nothing is lost.
      }
    }
    for (Path file : unpacked) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // The next command that unpacks clears what is left.
      }
    }
  }
}
