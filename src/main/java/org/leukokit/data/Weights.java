package org.leukokit.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pretrained weights that the kit knows, and where they are. */
public final class Weights {
  private static final List<String> COLUMNS =
      List.of(
          "name",
          "kind",
          "bytes",
          "sha256",
          "licence",
          "origin",
          "network",
          "layout",
          "preprocessing");
  private static final Set<String> LAYOUTS = Set.of("keras-h5", "torchvision-pth");
  private static final Set<String> KINDS = Set.of("weights", "photograph", "labels");
  private static final List<WeightsEntry> KNOWN = read(ManifestFiles.ofKit(), "weights.json");

  private Weights() {}

  /** Every file of the manifest: weights, photographs and class names, in its order. */
  public static List<WeightsEntry> known() {
    return KNOWN;
  }

  /** The weights of a network; empty if the manifest names none. */
  public static Optional<WeightsEntry> ofNetwork(String network) {
    return KNOWN.stream()
        .filter(e -> e.kind().equals("weights") && e.network().equals(network))
        .findFirst();
  }

  /** A file of the manifest by its name, such as {@code cat.bmp}. */
  public static Optional<WeightsEntry> file(String name) {
    return KNOWN.stream().filter(e -> e.name().equals(name)).findFirst();
  }

  /**
   * The file with a network's weights, its hash checked.
   *
   * @return empty if the manifest names none, or none is at hand
   * @throws org.leukokit.base.UserError if the file at hand has another content, naming it
   */
  public static Optional<Path> find(String network, Store store) {
    return ofNetwork(network).flatMap(e -> store.locate(e.sha256()));
  }

  /** Reads a manifest of weights. */
  static List<WeightsEntry> read(ManifestFiles files, String name) {
    List<WeightsEntry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> networks = new HashSet<>();
    for (Table.Row row : ManifestReader.table(files, ManifestReader.parse(files, name), COLUMNS)) {
      String kind = row.required("kind");
      if (!KINDS.contains(kind)) {
        throw row.wrong("kind '" + kind + "' is not weights, photograph or labels");
      }
      boolean weights = kind.equals("weights");
      String layout = row.text("layout");
      if (weights && !LAYOUTS.contains(layout)) {
        throw row.wrong("layout '" + layout + "' is not keras-h5 or torchvision-pth");
      }
      WeightsEntry entry =
          new WeightsEntry(
              row.required("name"),
              kind,
              weights ? row.required("network") : "",
              weights ? layout : "",
              row.sha256("sha256"),
              row.number("bytes", 1, Integer.MAX_VALUE),
              row.required("licence"),
              row.required("origin"),
              weights ? row.required("preprocessing") : "");
      if (!names.add(entry.name())) {
        throw row.wrong("the name '" + entry.name() + "' stands twice");
      }
      if (weights && !networks.add(entry.network())) {
        throw row.wrong("the network '" + entry.network() + "' has weights already");
      }
      entries.add(entry);
    }
    return List.copyOf(entries);
  }
}
