package org.leukokit.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.leukokit.base.UserError;

/** The pretrained weights that the kit knows, and where they are. */
public final class Weights {
  private static final List<String> COLUMNS =
      List.of(
          "name",
          "kind",
          "file",
          "bytes",
          "hash",
          "url",
          "licence",
          "origin",
          "network",
          "layout",
          "input",
          "preprocessing");
  private static final Set<String> LAYOUTS =
      Set.of("keras-h5", "torchvision-pth", "timm-pth", "timm-safetensors", "caffemodel");
  private static final Set<String> INPUTS =
      Set.of("keras", "torchvision", "caffe", "caffe-vgg", "caffe-mobilenet");
  private static final Set<String> KINDS = Set.of("weights", "photograph", "labels");
  private static final List<WeightsEntry> KNOWN = read(ManifestFiles.ofKit(), "weights.json");

  private Weights() {}

  /** Every file of the manifest: weights, photographs and class names, in its order. */
  public static List<WeightsEntry> known() {
    return KNOWN;
  }

  /** The sets of weights of a network, in the manifest's order; empty if it names none. */
  public static List<WeightsEntry> allOfNetwork(String network) {
    return KNOWN.stream().filter(e -> e.isWeights() && e.network().equals(network)).toList();
  }

  /** The first of {@link #allOfNetwork}. */
  public static Optional<WeightsEntry> ofNetwork(String network) {
    return allOfNetwork(network).stream().findFirst();
  }

  /** A file of the manifest by the kit's name or, where only one has it, by its file name. */
  public static Optional<WeightsEntry> file(String name) {
    Optional<WeightsEntry> named = KNOWN.stream().filter(e -> e.name().equals(name)).findFirst();
    if (named.isPresent()) {
      return named;
    }
    List<WeightsEntry> files = KNOWN.stream().filter(e -> e.file().equals(name)).toList();
    return files.size() == 1 ? Optional.of(files.get(0)) : Optional.empty();
  }

  /**
   * A file of the manifest.
   *
   * @throws UserError if there is none of this name; lists the names
   */
  public static WeightsEntry named(String name) {
    return file(name)
        .orElseThrow(
            () ->
                new UserError(
                    "no weights '"
                        + name
                        + "'; known are "
                        + KNOWN.stream()
                            .filter(WeightsEntry::isWeights)
                            .map(WeightsEntry::name)
                            .collect(Collectors.joining(", "))));
  }

  /** The file of the manifest with the SHA-256, stated there or recorded at its first fetch. */
  public static Optional<WeightsEntry> bySha256(String sha256, Store store) {
    return KNOWN.stream()
        .filter(e -> FetchRecord.sha256(e, store).equals(Optional.of(sha256)))
        .findFirst();
  }

  /**
   * The file of the manifest that a file is: by its SHA-256, or by whatever else is known of one
   * that was never here.
   *
   * @param sha256 the file's
   * @param network the network that it is for
   */
  public static Optional<WeightsEntry> recognised(
      Path file, String sha256, String network, Store store) {
    Optional<WeightsEntry> byHash = bySha256(sha256, store).filter(WeightsEntry::isWeights);
    return byHash.isPresent()
        ? byHash
        : allOfNetwork(network).stream()
            .filter(e -> sha256(e, store).isEmpty() && e.content().agrees(file))
            .findFirst();
  }

  /**
   * A file of the manifest, its hash checked.
   *
   * @return empty if it is not at hand, or if its SHA-256 is not known because it was never fetched
   * @throws UserError if the file at hand has another content, naming it
   */
  public static Optional<Path> locate(WeightsEntry entry, Store store) {
    return FetchRecord.sha256(entry, store).flatMap(store::locate);
  }

  /** Whether {@link #locate} would find a file, without reading it: for lists. */
  public static boolean claimed(WeightsEntry entry, Store store) {
    return FetchRecord.sha256(entry, store).flatMap(store::claimed).isPresent();
  }

  /**
   * The SHA-256 of a file of the manifest: the one stated there, or the one recorded at its first
   * fetch or import on this machine.
   */
  public static Optional<String> sha256(WeightsEntry entry, Store store) {
    return FetchRecord.sha256(entry, store);
  }

  /**
   * The file with a network's first set of weights, its hash checked.
   *
   * @return empty if the manifest names none, or none is at hand
   * @throws UserError if the file at hand has another content, naming it
   */
  public static Optional<Path> find(String network, Store store) {
    return ofNetwork(network).flatMap(e -> locate(e, store));
  }

  /** Reads a manifest of weights. */
  static List<WeightsEntry> read(ManifestFiles files, String name) {
    List<WeightsEntry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Table.Row row : ManifestReader.table(files, ManifestReader.parse(files, name), COLUMNS)) {
      WeightsEntry entry = entry(row);
      if (!names.add(entry.name())) {
        throw row.wrong("the name '" + entry.name() + "' stands twice");
      }
      entries.add(entry);
    }
    return List.copyOf(entries);
  }

  private static WeightsEntry entry(Table.Row row) {
    String kind = oneOf(row, "kind", KINDS, row.required("kind"));
    boolean weights = kind.equals("weights");
    String name = row.required("name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw row.wrong("name '" + name + "' has other characters than letters, digits, . _ and -");
    }
    String url = row.text("url");
    if (!url.isEmpty() && !url.matches("https?://[!-~]+")) {
      throw row.wrong("url '" + url + "' is no address of the web");
    }
    return new WeightsEntry(
        name,
        kind,
        row.required("file"),
        weights ? row.required("network") : "",
        weights ? oneOf(row, "layout", LAYOUTS, row.text("layout")) : "",
        weights ? oneOf(row, "input", INPUTS, row.text("input")) : "",
        content(row),
        url,
        row.required("licence"),
        row.required("origin"),
        weights ? row.required("preprocessing") : "");
  }

  private static String oneOf(Table.Row row, String column, Set<String> allowed, String value) {
    if (!allowed.contains(value)) {
      throw row.wrong(
          column
              + " '"
              + value
              + "' is not "
              + String.join(", ", allowed.stream().sorted().toList()));
    }
    return value;
  }

  private static KnownContent content(Table.Row row) {
    long bytes = row.text("bytes").isEmpty() ? 0 : row.number("bytes", 1, Integer.MAX_VALUE);
    try {
      return KnownContent.parse(bytes, row.text("hash"));
    } catch (IllegalArgumentException e) {
      throw row.wrong("hash: " + e.getMessage());
    }
  }
}
