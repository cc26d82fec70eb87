package org.leukokit.net.weights;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where Keras 3 (and Keras 2.12 to 2.15 in their new format) puts tensors: {@code
 * layers/CLASS/vars/0, 1, ...}, CLASS being the layer's class in small letters and, from the second
 * of a class on, a number. A layer's own name is the attribute {@code name} of its {@code vars};
 * files from before that attribute have it in the configuration beside them, or not at all: then
 * layers are called by their classes.
 *
 * @param names the layers' names by their paths, where a configuration told them
 * @param sink gets the tensors
 * @param notes gets what was left aside
 */
record KerasThreeLayout(
    Map<String, String> names, KerasLegacyLayout.Sink sink, List<String> notes) {
  static final String VARS = "vars";
  private static final Set<String> CONTAINERS = Set.of("layers", "_layer_checkpoint_dependencies");

  /** What a model has beside layers. */
  private static final Set<String> ASIDE =
      Set.of("optimizer", "metrics", "compile_metrics", "loss_tracker", "_loss_tracker");

  private static final int DEEPEST = 12;

  private record Layer(String path, String place, String own, Group vars) {}

  /** Whether a file is laid out so. */
  static boolean is(HdfFile root) {
    return root.getAttribute("layer_names") == null
        && root.getAttribute("layer_names0") == null
        && !root.getChildren().containsKey("model_weights")
        && holdsVars(root, 0);
  }

  private static boolean holdsVars(Group group, int depth) {
    for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
      if (child.getValue() instanceof Group inner
          && (child.getKey().equals(VARS) || (depth < DEEPEST && holdsVars(inner, depth + 1)))) {
        return true;
      }
    }
    return false;
  }

  /** Reads the list of tensors. */
  void index(HdfFile root) {
    List<Layer> layers = new ArrayList<>();
    walk(root, "", "", layers, 0);
    // Numbers count on within each model, as KerasNames counts.
    Map<String, List<Layer>> models = new LinkedHashMap<>();
    layers.forEach(l -> models.computeIfAbsent(l.place(), p -> new ArrayList<>()).add(l));
    TreeSet<String> unknown = new TreeSet<>();
    models.forEach(
        (place, own) -> {
          Map<String, String> names = KerasNames.of(own.stream().map(Layer::own).toList());
          own.forEach(l -> tensors(l, place + names.get(l.own()), unknown));
        });
    if (!unknown.isEmpty()) {
      notes.add("left aside " + StateDictTensors.some(unknown));
    }
  }

  private void walk(Group group, String path, String place, List<Layer> layers, int depth) {
    for (Map.Entry<String, Node> child : new TreeMap<>(group.getChildren()).entrySet()) {
      String name = child.getKey();
      if (!(child.getValue() instanceof Group inner) || name.equals(VARS) || depth > DEEPEST) {
        continue;
      }
      if (depth == 0 && ASIDE.contains(name)) {
        notes.add("left aside " + name);
      } else if (CONTAINERS.contains(name)) {
        walk(inner, path + "layers/", place, layers, depth + 1);
      } else {
        String own = own(inner, path + name, name);
        if (inner.getChildren().get(VARS) instanceof Group vars && !vars.getChildren().isEmpty()) {
          layers.add(new Layer(path + name, place, own, vars));
        }
        walk(inner, path + name + "/", place + own.replace('/', '_') + ".", layers, depth + 1);
      }
    }
  }

  private String own(Group layer, String path, String otherwise) {
    if (layer.getChildren().get(VARS) instanceof Group vars) {
      Attribute name = vars.getAttribute("name");
      if (name != null && name.getData() instanceof String text && !text.isEmpty()) {
        return text;
      }
    }
    return names.getOrDefault(path, otherwise);
  }

  private void tensors(Layer layer, String name, Set<String> unknown) {
    TreeMap<Integer, Dataset> vars = new TreeMap<>();
    layer
        .vars()
        .getChildren()
        .forEach(
            (key, node) -> {
              if (key.matches("\\d{1,4}") && node instanceof Dataset dataset) {
                vars.put(Integer.valueOf(key), dataset);
              }
            });
    String type = layer.path().substring(layer.path().lastIndexOf('/') + 1);
    List<Dataset> values = new ArrayList<>(vars.values());
    List<String> kinds = kinds(type.replaceFirst("_\\d+$", ""), values);
    if (kinds.size() != values.size()) {
      unknown.add(layer.own());
      return;
    }
    for (int i = 0; i < kinds.size(); i++) {
      sink.add(name, kinds.get(i), kinds.contains("pointwise_kernel"), values.get(i));
    }
  }

  /** What a layer's variables are, in the order in which its class makes them. */
  private static List<String> kinds(String type, List<Dataset> values) {
    int first = values.isEmpty() ? 0 : values.get(0).getDimensions().length;
    int count = values.size();
    if (type.equals("batch_normalization")) {
      // The factor or the shift is left out at will; Keras' own networks leave out the factor.
      List<String> all = List.of("gamma", "beta", "moving_mean", "moving_variance");
      return count >= 2 && count <= 4 ? all.subList(4 - count, 4) : List.of();
    }
    if (type.equals("separable_conv2d")) {
      return List.of("depthwise_kernel", "pointwise_kernel", "bias").subList(0, Math.min(3, count));
    }
    String kernel = type.equals("depthwise_conv2d") ? "depthwise_kernel" : "kernel";
    return (first == 4 || first == 2) && count <= 2
        ? List.of(kernel, "bias").subList(0, count)
        : List.of();
  }
}
