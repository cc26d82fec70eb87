package org.leukokit.paper;

import java.util.List;
import org.leukokit.exhibit.Report.Item;

/** The papers' figures that show no data, so that there is nothing to reproduce. */
public final class Diagrams {
  private static final String NOT_DATA = "Not data: not reproduced. ";

  /** Of loey2020. */
  public static final List<Item> LOEY_2020 =
      List.of(
          item("Fig. 1", "A block diagram of detecting leukemia by end-to-end learning."),
          item("Fig. 2", "The first model as a diagram: AlexNet's features, then a classifier."),
          item("Fig. 3", "The second model as a diagram: AlexNet with new last layers."),
          item(
              "Fig. 5", "The general architecture of a convolutional network, from another work."));

  /** Of oliveira2021. */
  public static final List<Item> OLIVEIRA_2021 =
      List.of(
          item(
              "Fig. 1",
              "Samples of ALL-IDB1 and ALL-IDB2, another data set, which the paper does not use."));

  /** Of mondal2021. */
  public static final List<Item> MONDAL_2021 =
      List.of(
          item(
              "Fig. 1",
              "The method as a diagram: pre-processing, five networks, and the ensemble of their"
                  + " probabilities."));

  private Diagrams() {}

  private static Item item(String figure, String shows) {
    return new Item(figure, NOT_DATA + shows);
  }
}
