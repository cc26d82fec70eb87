package org.leukokit.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/**
 * Fetches a zip with a copy of a collection, whoever hands it out: what is in it counts by the
 * hashes of its cells, so nothing needs to be known of the zip itself. Taken up where an earlier
 * attempt ended, if the server allows it. The zip lies in {@code HOME/partial/KEY.zip} until {@link
 * #close} deletes it; where the command ends before that, the next one finds it whole.
 */
public final class CollectionFetch implements AutoCloseable {
  private final Path zip;
  private boolean done;

  private CollectionFetch(Path zip) {
    this.zip = zip;
  }

  /**
   * Fetches.
   *
   * @param home the kit's folder
   * @throws UserError if it can't be had or is no zip; what has come so far is kept for the next
   *     attempt where it can be of use
   */
  public static CollectionFetch get(CollectionSource source, Path home, FetchOptions options) {
    String key = Hashing.sha256Hex(source.url()).substring(0, 32);
    Path zip = home.resolve("partial").resolve(key + ".zip");
    if (Files.isRegularFile(zip)) {
      return new CollectionFetch(zip);
    }
    Fetch.Wanted wanted =
        new Fetch.Wanted(label(source), source.url(), KnownContent.NOTHING, file -> {});
    try (PartialFile partial = PartialFile.open(home, source.name(), source.url())) {
      // Each cell is known by its hash, so the road need not be safe.
      new Transfer(wanted, true, options, partial, source).run();
      requireWhole(source, partial);
      AtomicFiles.move(partial.path(), zip);
      partial.moved();
      return new CollectionFetch(zip);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(home, e);
    }
  }

  private static String label(CollectionSource source) {
    String name = source.name().replaceAll("[^A-Za-z0-9._-]+", "-");
    return name.substring(0, Math.min(100, name.length()));
  }

  /** A zip ends with its directory, so one that was cut short is known. */
  private static void requireWhole(CollectionSource source, PartialFile partial)
      throws IOException {
    byte[] head = new byte[4];
    int read;
    try (var in = Files.newInputStream(partial.path())) {
      read = in.readNBytes(head, 0, head.length);
    }
    if (read < 4 || head[0] != 'P' || head[1] != 'K') {
      partial.discard();
      throw new UserError(
          source.name()
              + ": what came from there is no zip; nothing was kept, name the address of a zip");
    }
    try {
      ZipDirectory.check(partial.path(), source.name());
    } catch (UserError e) {
      // Kept: with the server's validator the rest can be asked for, without it begins anew.
      throw new UserError(
          source.name()
              + " came with "
              + partial.size()
              + " bytes, which are no whole zip ("
              + e.getMessage()
              + "); run the same command again to go on",
          e);
    }
  }

  /** The zip. */
  public Path zip() {
    return zip;
  }

  /** Says that nothing of the zip is needed any more: {@link #close} deletes it. */
  public void done() {
    done = true;
  }

  /** Deletes the zip if it has done its service. */
  @Override
  public void close() {
    try {
      if (done) {
        Files.deleteIfExists(zip);
      }
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(zip, e);
    }
  }
}
