package org.leukokit.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.UserError;

/**
 * Gets files by their addresses into the {@link Store}: from the home or a mirror where the hash is
 * known and the file there, else from the network, taken up where an earlier attempt ended. Nothing
 * is in the store before it is whole and agrees with everything that is known of it. Where no
 * SHA-256 is known, the one of the first fetch is recorded, and another one refused from then on.
 */
public final class Fetch {
  private final Store store;
  private final FetchOptions options;

  /**
   * @param store where files go
   * @param options time-outs, proxies and the like
   */
  public Fetch(Store store, FetchOptions options) {
    this.store = store;
    this.options = options;
  }

  /**
   * A file with its address.
   *
   * @param name for messages and for the record of its hash: letters, digits, dots, hyphens
   * @param url where it can be fetched; empty if only mirrors can have it
   * @param content what is known of it
   * @param check looks at the whole file before it is taken, and throws a UserError if it is no
   *     file of its kind
   */
  public record Wanted(String name, String url, KnownContent content, Consumer<Path> check) {
    /**
     * @throws IllegalArgumentException if the name could be a path
     */
    public Wanted {
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
        throw new IllegalArgumentException("'" + name + "' is no name of a file");
      }
    }
  }

  /**
   * What was got.
   *
   * @param file in the store or a mirror
   * @param sha256 its hash
   * @param fetched whether it came over the network just now
   */
  public record Got(Path file, String sha256, boolean fetched) {}

  /**
   * Gets a file.
   *
   * @throws UserError if it can't be had or isn't what it should be; what has come so far is kept
   *     for the next attempt, unless it is wrong
   */
  public Got get(Wanted wanted) {
    Optional<String> known =
        wanted.content().sha256().or(() -> FetchRecord.recorded(wanted.name(), store));
    Optional<Path> there = known.flatMap(store::locate);
    if (there.isPresent()) {
      return new Got(there.get(), known.get(), false);
    }
    Optional<Path> byPrefix = wanted.content().prefix().flatMap(store::locateByPrefix);
    if (known.isEmpty() && byPrefix.isPresent()) {
      return accept(wanted, byPrefix.get());
    }
    if (wanted.url().isEmpty()) {
      throw new UserError(
          wanted.name()
              + " has no address that a program could fetch it from; get it by hand and import it,"
              + " or name a mirror that has it in "
              + Mirror.VARIABLE);
    }
    try (PartialFile partial = PartialFile.open(store.home(), wanted.name(), wanted.url())) {
      new Transfer(wanted, known.isPresent(), options, partial).run();
      return finish(wanted, known, partial);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(store.home(), e);
    }
  }

  private Got accept(Wanted wanted, Path file) {
    try {
      KnownContent.Found found = wanted.content().examine(file);
      if (found.disagreement().isPresent()) {
        throw new UserError(
            file + " is not " + wanted.name() + ": " + found.disagreement().get() + "; remove it");
      }
      wanted.check().accept(file);
      FetchRecord.require(wanted.name(), found.sha256(), store);
      return new Got(file, found.sha256(), false);
    } catch (IOException e) {
      throw new UserError("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private Got finish(Wanted wanted, Optional<String> known, PartialFile partial)
      throws IOException {
    KnownContent.Found found = wanted.content().examine(partial.path());
    if (found.disagreement().isPresent()) {
      partial.discard();
      throw new UserError(
          wanted.name()
              + " from "
              + wanted.url()
              + " is another file than it should be: "
              + found.disagreement().get()
              + "; nothing was kept, try again later or import a copy");
    }
    try {
      wanted.check().accept(partial.path());
      if (wanted.content().sha256().isEmpty()) {
        FetchRecord.require(wanted.name(), found.sha256(), store);
      }
    } catch (UserError e) {
      partial.discard();
      throw e;
    }
    Path file = store.adopt(partial.path(), found.sha256());
    partial.moved();
    return new Got(file, found.sha256(), true);
  }

  /**
   * Takes a file of the user's for a file of a manifest, as if it had been fetched; the user's file
   * stays as it is.
   *
   * @throws UserError if it isn't that file, or the home can't be written
   */
  public Got take(Wanted wanted, Path file) {
    try {
      KnownContent.Found found = wanted.content().examine(file);
      if (found.disagreement().isPresent()) {
        throw new UserError(file + " is not " + wanted.name() + ": " + found.disagreement().get());
      }
      wanted.check().accept(file);
      if (wanted.content().sha256().isEmpty()) {
        FetchRecord.require(wanted.name(), found.sha256(), store);
      }
      return new Got(put(file, found.sha256()), found.sha256(), false);
    } catch (IOException e) {
      throw new UserError("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private Path put(Path file, String sha256) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return store.add(sha256, file.toString(), in);
    }
  }
}
