package org.leukokit.net;

import java.util.LinkedHashMap;
import java.util.Map;
import org.leukokit.base.UserError;

/** What weights expect of pixels, under the names of the option {@code --input}. */
public final class NamedInputs {
  private static final Map<String, Preprocessing> ALL = all();

  private NamedInputs() {}

  private static Map<String, Preprocessing> all() {
    Map<String, Preprocessing> all = new LinkedHashMap<>();
    all.put("torchvision", Preprocessing.torchvision());
    all.put("keras", Preprocessing.keras());
    all.put("caffe", Preprocessing.caffe());
    all.put("caffe-rgb", Preprocessing.caffeRgb());
    all.put("caffe-vgg", Preprocessing.kerasCaffe());
    all.put("caffe-mobilenet", Preprocessing.caffeMobilenet());
    all.put("unit", Preprocessing.unit());
    all.put("raw", Preprocessing.raw());
    return all;
  }

  /** All of them, by name. */
  static Map<String, Preprocessing> values() {
    return new LinkedHashMap<>(ALL);
  }

  /**
   * An input by its name.
   *
   * @throws UserError if there is none of this name; lists the names
   */
  public static Preprocessing named(String name) {
    if (!ALL.containsKey(name)) {
      throw new UserError(
          "--input " + name + " is unknown; the inputs are " + String.join(", ", ALL.keySet()));
    }
    return ALL.get(name);
  }

  /** The name of an input, and the arithmetic behind it. */
  public static String text(Preprocessing input) {
    for (Map.Entry<String, Preprocessing> entry : ALL.entrySet()) {
      if (entry.getValue().equals(input)) {
        return entry.getKey() + ", " + input.describe();
      }
    }
    return input.describe();
  }

  /** The name of an input; its arithmetic if it has none. */
  public static String name(Preprocessing input) {
    String text = text(input);
    int comma = text.indexOf(", ");
    return comma < 0 ? text : text.substring(0, comma);
  }
}
