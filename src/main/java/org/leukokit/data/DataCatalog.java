package org.leukokit.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.leukokit.base.UserError;

/** The data sets that the kit knows by name, and how much of each is at hand. */
public final class DataCatalog {
  /** Described, but not to be had by anybody. */
  private static final List<String> DESCRIBED = List.of("loey2020");

  /**
   * A data set.
   *
   * @param name the name on the command line
   * @param title one line for people
   * @param licence such as {@code CC BY 3.0}
   * @param citation how to cite it
   * @param cells how many cells it has
   * @param subjects how many subjects are known; 0 where none are
   * @param bytes the size of all its images; 0 where that is not known
   * @param available whether anybody can have it
   * @param atHand how many of its cells are imported, in the store or in a mirror, by name and
   *     size; hashes are checked when it is opened
   * @param how how to get it, a step each
   */
  public record Entry(
      String name,
      String title,
      String licence,
      String citation,
      int cells,
      int subjects,
      long bytes,
      boolean available,
      int atHand,
      List<String> how) {
    /** Copies the list. */
    public Entry {
      how = List.copyOf(how);
    }
  }

  private DataCatalog() {}

  /** All names, in the order in which they are shown. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(Manifest.known());
    names.addAll(DESCRIBED);
    return List.copyOf(names);
  }

  /** Whether a name is of a data set that is described and can't be had. */
  static boolean isDescribed(String name) {
    return DESCRIBED.contains(name);
  }

  /** How to get a data set, a step each. */
  static List<String> how(String name) {
    return ManifestReader.parse(ManifestFiles.ofKit(), name + ".json").texts("leukokit:howToGet");
  }

  /**
   * A data set of the kit's.
   *
   * @param name one of {@link #names()}
   */
  public static Entry of(String name, Store store) {
    ManifestReader.Node root = ManifestReader.parse(ManifestFiles.ofKit(), name + ".json");
    List<String> how = root.texts("leukokit:howToGet");
    if (isDescribed(name)) {
      return new Entry(
          name,
          root.text("alternateName"),
          root.object("license").text("name"),
          root.text("citeAs"),
          root.count("leukokit:cells"),
          root.count("leukokit:subjects"),
          0,
          false,
          0,
          how);
    }
    Manifest manifest = Manifest.named(name);
    Set<String> subjects =
        manifest.cells().stream()
            .map(c -> c.cell().subject())
            .filter(s -> !s.isEmpty())
            .collect(Collectors.toSet());
    return new Entry(
        name,
        manifest.info().title(),
        manifest.info().licence(),
        manifest.info().citation(),
        manifest.cells().size(),
        subjects.size(),
        manifest.cells().stream().mapToLong(Manifest.ManifestCell::bytes).sum(),
        true,
        atHand(manifest, store),
        how);
  }

  /**
   * Takes the zips of a data set from a mirror into the store.
   *
   * @return the files in the store; empty if the data set has no zip or no mirror has all of them
   * @throws UserError if a mirror's file has another content, or the store can't be written
   */
  public static List<Path> fetch(String name, Store store) {
    List<Manifest.Archive> archives = Manifest.named(name).archives();
    if (!archives.stream().allMatch(a -> claimed(store, a.sha256()))) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    for (Manifest.Archive archive : archives) {
      Path file = store.require(archive.sha256(), archive.name());
      try (InputStream in = Files.newInputStream(file)) {
        files.add(store.add(archive.sha256(), archive.name(), in));
      } catch (IOException e) {
        throw new UserError("cannot read " + file + ": " + e.getMessage(), e);
      }
    }
    return files;
  }

  private static int atHand(Manifest manifest, Store store) {
    List<Manifest.Archive> archives =
        manifest.archives().stream().filter(a -> claimed(store, a.sha256())).toList();
    References references = References.in(store.home());
    return (int)
        manifest.cells().stream()
            .map(Manifest.ManifestCell::cell)
            .filter(
                c ->
                    archives.stream().anyMatch(a -> a.holds(c.part()))
                        || references.locate(c.sha256()).isPresent()
                        || claimed(store, c.sha256()))
            .count();
  }

  private static boolean claimed(Store store, String sha256) {
    Path own = store.home().resolve("sha256").resolve(sha256);
    return Files.isRegularFile(own)
        || store.mirrors().stream().anyMatch(m -> m.claimed(sha256).isPresent());
  }
}
