package org.leukokit.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.leukokit.net.Backbone;
import org.leukokit.net.ConvNet;
import org.leukokit.net.Layer;
import org.leukokit.net.ParameterSpec;
import org.leukokit.net.weights.Shapes;

/**
 * How the tensors of a file compare with those of a network.
 *
 * @param network the network
 * @param shared how many tensors agree in name and shape
 * @param missing those that the network needs and the file lacks
 * @param extra those that the file has and the network has no use for
 * @param misshapen those of another shape: what the file has and what the network needs
 * @param headless how many of the last layers with tensors are missing altogether; 0 if others are
 *     missing as well
 * @param otherHead whether only the last layer differs in shape, as for another number of classes
 */
record WeightsFit(
    Backbone network,
    int shared,
    List<String> missing,
    List<String> extra,
    SortedMap<String, String> misshapen,
    int headless,
    boolean otherHead) {
  private static final int NAMED = 6;

  static WeightsFit of(Backbone backbone, SortedMap<String, long[]> found) {
    ConvNet net = backbone.build(Backbone.IMAGENET_CLASSES);
    SortedMap<String, long[]> needed = net.tensorShapes();
    TreeSet<String> missing = new TreeSet<>(needed.keySet());
    missing.removeAll(found.keySet());
    TreeSet<String> extra = new TreeSet<>(found.keySet());
    extra.removeAll(needed.keySet());
    TreeMap<String, String> misshapen = new TreeMap<>();
    int[] shared = new int[1];
    needed.forEach(
        (name, shape) -> {
          long[] other = found.get(name);
          if (other != null && Arrays.equals(shape, other)) {
            shared[0]++;
          } else if (other != null) {
            misshapen.put(name, Shapes.text(other) + " instead of " + Shapes.text(shape));
          }
        });
    List<TreeSet<String>> layers = new ArrayList<>();
    for (Layer layer : net.layers()) {
      TreeSet<String> names = new TreeSet<>();
      layer.parameters().stream().map(ParameterSpec::name).forEach(names::add);
      if (!names.isEmpty()) {
        layers.add(names);
      }
    }
    TreeSet<String> tail = new TreeSet<>();
    int headless = 0;
    for (int k = 1; k < layers.size() && !missing.isEmpty() && headless == 0; k++) {
      tail.addAll(layers.get(layers.size() - k));
      headless = tail.equals(missing) ? k : 0;
    }
    boolean otherHead =
        !misshapen.isEmpty() && layers.get(layers.size() - 1).containsAll(misshapen.keySet());
    return new WeightsFit(
        backbone,
        shared[0],
        List.copyOf(missing),
        List.copyOf(extra),
        misshapen,
        headless,
        otherHead);
  }

  /** Whether every tensor is there and none else. */
  boolean exact() {
    return missing.isEmpty() && extra.isEmpty() && misshapen.isEmpty();
  }

  /** Whether the file is this network's, with its head, without it, or with another one. */
  boolean usable() {
    return extra.isEmpty()
        && (missing.isEmpty() || headless > 0)
        && (misshapen.isEmpty() || otherHead);
  }

  /** In words, in one line. */
  String text() {
    if (exact()) {
      return "fits " + network.id() + ": all " + shared + " tensors";
    }
    List<String> parts = new ArrayList<>();
    if (headless > 0) {
      parts.add(
          "without its last " + (headless == 1 ? "layer" : headless + " layers with weights"));
    } else if (!missing.isEmpty()) {
      parts.add("missing " + some(missing));
    }
    if (!misshapen.isEmpty()) {
      List<String> pairs = misshapen.entrySet().stream().map(WeightsFit::pair).toList();
      parts.add("other shapes: " + some(pairs));
    }
    if (!extra.isEmpty()) {
      parts.add("not of this network: " + some(extra));
    }
    String verdict = usable() ? "fits " : "does not fit ";
    return verdict
        + network.id()
        + ": "
        + shared
        + (shared == 1 ? " tensor agrees; " : " tensors agree; ")
        + String.join("; ", parts);
  }

  private static String pair(java.util.Map.Entry<String, String> e) {
    return e.getKey() + " is " + e.getValue();
  }

  private static String some(List<String> names) {
    String text = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() > NAMED ? text + " and " + (names.size() - NAMED) + " more" : text;
  }
}
