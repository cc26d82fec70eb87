package org.leukokit.net.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.leukokit.net.weights.StateDictUnpickler.TensorRef;

/**
 * The state dictionary among what a checkpoint holds: the whole of it, or the part that training
 * scripts put under a name of its own beside epochs, arguments and an optimiser.
 *
 * @param tensors by name
 * @param notes what was left aside, for people
 */
record StateDictTensors(Map<String, TensorRef> tensors, List<String> notes) {
  /** Names under which scripts save it, the likeliest first. */
  private static final List<String> WRAPPERS =
      List.of(
          "state_dict",
          "model_state_dict",
          "model_state",
          "model",
          "net",
          "network",
          "module",
          "weights",
          "params",
          "backbone",
          "encoder",
          "state_dict_ema",
          "model_ema",
          "ema");

  /** How deep wrappers are looked into. */
  private static final int DEEPEST = 4;

  private static final int NAMED = 6;

  /** Says what a file holds instead of tensors; for the error's sentence. */
  static final class NoTensors extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoTensors(String what) {
      super(WeightFiles.printable(what));
    }
  }

  /**
   * Finds it.
   *
   * @param root what a pickle holds
   * @throws NoTensors if there is none, or more than one and no telling which
   */
  static StateDictTensors of(Object root) {
    List<String> notes = new ArrayList<>();
    String path = "";
    Object at = root;
    for (int depth = 0; depth < DEEPEST && at instanceof Map<?, ?> map; depth++) {
      Map<String, TensorRef> tensors = tensors(map);
      if (!tensors.isEmpty()) {
        leftAside(map, tensors.keySet(), "", notes);
        return new StateDictTensors(tensors, List.copyOf(notes));
      }
      String name = wrapped(map);
      Object inner = get(map, name);
      leftAside(map, java.util.Set.of(name), path, notes);
      path += name + ".";
      notes.add(0, "taken from its part '" + path.substring(0, path.length() - 1) + "'");
      if (depth > 0) {
        notes.remove(1);
      }
      at = inner;
    }
    throw new NoTensors("no state dictionary, but " + kind(root));
  }

  private static String kind(Object root) {
    if (root instanceof Map) {
      return "a dictionary without tensors";
    }
    return root instanceof List
        ? "a list"
        : StateDictUnpickler.tensorOf(root) != null
            ? "one tensor without a name"
            : "something else";
  }

  private static Map<String, TensorRef> tensors(Map<?, ?> map) {
    Map<String, TensorRef> found = new LinkedHashMap<>();
    map.forEach(
        (name, value) -> {
          TensorRef tensor = StateDictUnpickler.tensorOf(value);
          // A checkpoint may hold a best accuracy as a tensor without sides beside its parts.
          if (tensor != null && (tensor.size().length > 0 || !holdsTensors(map))) {
            found.put(String.valueOf(name), tensor);
          }
        });
    return found;
  }

  private static boolean holdsTensors(Map<?, ?> map) {
    return map.values().stream().anyMatch(v -> holdsTensors(v, DEEPEST));
  }

  /** Whether there are tensors with sides somewhere below a dictionary. */
  private static boolean holdsTensors(Object value, int depth) {
    if (depth == 0 || !(value instanceof Map<?, ?> map)) {
      return false;
    }
    for (Object inner : map.values()) {
      TensorRef tensor = StateDictUnpickler.tensorOf(inner);
      if ((tensor != null && tensor.size().length > 0) || holdsTensors(inner, depth - 1)) {
        return true;
      }
    }
    return false;
  }

  private static String wrapped(Map<?, ?> map) {
    TreeMap<String, Object> holding = new TreeMap<>();
    map.forEach(
        (name, value) -> {
          // An optimiser's state has tensors, too, which are no weights.
          String low = String.valueOf(name).toLowerCase(Locale.ROOT);
          if (!low.contains("optim") && holdsTensors(value, DEEPEST)) {
            holding.put(String.valueOf(name), value);
          }
        });
    for (String wrapper : WRAPPERS) {
      if (holding.containsKey(wrapper)) {
        return wrapper;
      }
    }
    if (holding.size() == 1) {
      return holding.firstKey();
    }
    throw new NoTensors(
        holding.isEmpty()
            ? "no tensors"
            : "several dictionaries of tensors ("
                + some(holding.keySet())
                + ") and none of a usual name");
  }

  private static Object get(Map<?, ?> map, String name) {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (String.valueOf(entry.getKey()).equals(name)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static void leftAside(
      Map<?, ?> map, java.util.Collection<String> taken, String path, List<String> notes) {
    TreeSet<String> others = new TreeSet<>();
    map.keySet().forEach(k -> others.add(path + k));
    taken.forEach(k -> others.remove(path + k));
    if (!others.isEmpty()) {
      notes.add("left aside " + some(others));
    }
  }

  /** A few names for a message. */
  static String some(java.util.Collection<String> names) {
    String listed = String.join(", ", names.stream().limit(NAMED).toList());
    int more = names.size() - NAMED;
    return WeightFiles.printable(more > 0 ? listed + " and " + more + " more" : listed);
  }
}
