package org.leukokit.paper.mondal2021;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.ensemble.Weighting;

/**
 * A method as the report lists it.
 *
 * @param id its name among the runs: the method's id, for an ensemble with the input's pixels
 * @param title the name in tables
 * @param control whether it is a control and not a method of the paper
 */
record MondalMethod(String id, String title, boolean control) {
  private static final String SPLIT = "-split-";

  /** The id in files: {@code xception-300}, {@code mobilenet-300-split-02}. */
  static String id(MondalNetwork network, MondalInput input, int split) {
    return network.id(input)
        + (split == 1 ? "" : String.format(Locale.ROOT, "%s%02d", SPLIT, split));
  }

  /** The name in tables: {@code Xception, 300 px}. */
  static String title(MondalNetwork network, MondalInput input, int split) {
    return network.title() + ", " + input.pixels() + " px" + (split == 1 ? "" : ", split " + split);
  }

  /** The name of an ensemble among the runs. */
  static String id(Weighting weighting, boolean leak, MondalInput input) {
    String method =
        weighting == Weighting.EQUAL ? "sap" : "wen-" + weighting.id() + (leak ? "-leak" : "");
    return method + "-" + input.pixels();
  }

  /** An ensemble's name in Table 4: {@code WEN kappa}. */
  static String classifier(Weighting weighting) {
    return switch (weighting) {
      case EQUAL -> "SAP";
      case ACCURACY -> "WEN acc";
      default -> "WEN " + weighting.id();
    };
  }

  /** Networks and ensembles of an input, in the order of Table 4. */
  static List<MondalMethod> of(MondalInput input) {
    List<MondalMethod> methods = new ArrayList<>();
    for (MondalNetwork network : MondalNetwork.values()) {
      methods.add(new MondalMethod(network.id(input), title(network, input, 1), false));
    }
    for (Weighting weighting : Weighting.values()) {
      methods.add(
          new MondalMethod(
              id(weighting, false, input),
              classifier(weighting) + ", " + input.pixels() + " px",
              false));
    }
    return methods;
  }

  /** The controls. */
  static List<MondalMethod> controls() {
    return List.of(
        new MondalMethod("majority", "Majority class", true),
        new MondalMethod("cell-size", "Cell size only", true),
        new MondalMethod(
            id(MondalNetwork.CHEAPEST, MondalInput.CROPPED, 1) + "-shuffled",
            title(MondalNetwork.CHEAPEST, MondalInput.CROPPED, 1) + ", shuffled labels",
            true));
  }

  /** Everything, controls last. */
  static List<MondalMethod> all() {
    List<MondalMethod> all = new ArrayList<>(of(MondalInput.WHOLE));
    all.addAll(of(MondalInput.CROPPED));
    all.addAll(controls());
    return all;
  }
}
