package org.leukokit.paper.oliveira2021;

import java.util.ArrayList;
import java.util.List;

/**
 * A method of the report.
 *
 * @param id its id in run folders
 * @param title its name, the published tables' for the paper's own
 * @param control whether it is a control and not a method of the paper
 */
record OliveiraMethod(String id, String title, boolean control) {
  /** The paper's networks in the order of Table 2. */
  static final List<OliveiraMethod> NETWORKS =
      List.of(
          new OliveiraMethod("vgg16", "VGG16", false),
          new OliveiraMethod("vgg19", "VGG19", false),
          new OliveiraMethod("xception", "Xception", false));

  /** The networks, then the controls. */
  static List<OliveiraMethod> all() {
    List<OliveiraMethod> all = new ArrayList<>(NETWORKS);
    all.add(new OliveiraMethod("majority", "Majority class", true));
    all.add(new OliveiraMethod("cell-size", "Cell size only", true));
    for (OliveiraMethod network : NETWORKS) {
      all.add(
          new OliveiraMethod(
              network.id() + "-shuffled", network.title() + ", shuffled labels", true));
    }
    return all;
  }
}
