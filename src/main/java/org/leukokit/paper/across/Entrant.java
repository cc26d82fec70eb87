package org.leukokit.paper.across;

import java.util.List;

/**
 * A trained network that takes part, as one of the papers declares it.
 *
 * @param id its id in the comparison's runs
 * @param title its name in tables
 * @param paper the key of the paper whose network and training it is
 * @param method the method's id in that paper's own study
 */
record Entrant(String id, String title, String paper, String method) {
  static final String LOEY = "loey2020";
  static final String OLIVEIRA = "oliveira2021";
  static final String MONDAL = "mondal2021";

  /** The network that takes the least time: what is run more than once is run with it. */
  static final String CHEAPEST = "mobilenet";

  /** The fine-tuned network of the first paper. */
  static final String ALEXNET = "alexnet";

  /**
   * The networks, those that take the least time first, so that a page of few is there early. Of
   * the third paper's two inputs its recommended one takes part.
   */
  static List<Entrant> networks() {
    return List.of(
        new Entrant(CHEAPEST, "MobileNet (Mondal)", MONDAL, "mobilenet-300"),
        new Entrant(ALEXNET, "CNN, AlexNet (Loey)", LOEY, "cnn-10-fold"),
        new Entrant("vgg16-scratch", "VGG16 (Oliveira)", OLIVEIRA, "vgg16"),
        new Entrant("vgg19-scratch", "VGG19 (Oliveira)", OLIVEIRA, "vgg19"),
        new Entrant("xception-scratch", "Xception (Oliveira)", OLIVEIRA, "xception"),
        new Entrant("xception", "Xception (Mondal)", MONDAL, "xception-300"),
        new Entrant("vgg16", "VGG-16 (Mondal)", MONDAL, "vgg16-300"),
        new Entrant("densenet121", "DenseNet-121 (Mondal)", MONDAL, "densenet121-300"),
        new Entrant(
            "inceptionresnetv2", "InceptionResNet-V2 (Mondal)", MONDAL, "inceptionresnetv2-300"));
  }

  /** The networks of a paper. */
  static List<Entrant> of(String paper) {
    return networks().stream().filter(e -> e.paper().equals(paper)).toList();
  }
}
