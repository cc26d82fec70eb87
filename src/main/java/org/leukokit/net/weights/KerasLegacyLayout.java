package org.leukokit.net.weights;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfInvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leukokit.base.UserError;

/**
 * Where Keras 1 and 2, and Keras 3 in its legacy format, put tensors: a group a layer, which the
 * attribute {@code layer_names} lists, and in it the datasets that {@code weight_names} lists. A
 * model within the model is one such group, whose datasets have paths of two steps or more.
 *
 * @param file for messages
 * @param sink gets the tensors
 */
record KerasLegacyLayout(Path file, Sink sink) {
  /** Takes a tensor: its layer's name here, what it is of the layer, and where its values are. */
  interface Sink {
    void add(String layer, String kind, boolean separable, Dataset dataset);
  }

  /** Reads the list of tensors. */
  void index(HdfFile root) {
    Group top = root.getChildren().get("model_weights") instanceof Group inner ? inner : root;
    List<String> listed = List.of(strings(top, "layer_names"));
    Map<String, String> names = KerasNames.of(listed);
    for (String layer : listed) {
      if (!(child(top, layer) instanceof Group group)) {
        throw WeightFiles.damaged(file, "layer " + layer + " is listed and not there", null);
      }
      List<String> tensors = List.of(strings(group, "weight_names"));
      if (isModel(tensors)) {
        model(names.get(layer), group, tensors);
      } else {
        layer(names.get(layer), group, tensors);
      }
    }
  }

  /** Whether tensors of several layers would get one name. */
  private static boolean isModel(List<String> tensors) {
    Set<String> kinds = new HashSet<>();
    Set<String> owners = new HashSet<>();
    boolean twice = false;
    for (String tensor : tensors) {
      owners.add(owner(tensor));
      twice |= !kinds.add(KerasNames.kind(tensor));
    }
    return twice && owners.size() > 1;
  }

  private static String owner(String tensor) {
    int slash = tensor.lastIndexOf('/');
    return slash < 0 ? "" : tensor.substring(0, slash);
  }

  private void model(String name, Group group, List<String> tensors) {
    Map<String, List<String>> layers = new LinkedHashMap<>();
    for (String tensor : tensors) {
      layers.computeIfAbsent(owner(tensor), o -> new ArrayList<>()).add(tensor);
    }
    Map<String, String> names = KerasNames.of(new ArrayList<>(layers.keySet()));
    layers.forEach((owner, own) -> layer(name + "." + names.get(owner), group, own));
  }

  private void layer(String layer, Group group, List<String> tensors) {
    boolean separable =
        tensors.stream().anyMatch(t -> "pointwise_kernel".equals(KerasNames.kind(t)));
    for (String name : tensors) {
      if (!(child(group, name) instanceof Dataset dataset)) {
        throw WeightFiles.damaged(file, "tensor " + name + " is listed and not there", null);
      }
      sink.add(layer, KerasNames.kind(name), separable, dataset);
    }
  }

  private static Node child(Group group, String path) {
    Node node = group.getChildren().get(path);
    try {
      return node == null ? group.getByPath(path) : node;
    } catch (HdfInvalidPathException e) {
      return null;
    }
  }

  private String[] strings(Node node, String attribute) {
    Attribute found = node.getAttribute(attribute);
    if (found != null) {
      // A layer without weights has an empty list, of whatever type.
      return found.getData() instanceof String[] names ? names : new String[0];
    }
    // A list of more than 64 KB is cut into attributes with numbers behind their names.
    List<String> all = new ArrayList<>();
    for (int i = 0; node.getAttribute(attribute + i) != null; i++) {
      if (node.getAttribute(attribute + i).getData() instanceof String[] part) {
        all.addAll(Arrays.asList(part));
      }
    }
    if (!all.isEmpty()) {
      return all.toArray(String[]::new);
    }
    throw new UserError(
        "weight file "
            + file
            + " has no '"
            + attribute
            + "' at "
            + WeightFiles.printable(node.getPath())
            + ": it is HDF5, but not in one of Keras' layouts of weights; name another file");
  }
}
