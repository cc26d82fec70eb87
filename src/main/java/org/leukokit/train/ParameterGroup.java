package org.leukokit.train;

import java.util.List;
import java.util.Objects;
import org.leukokit.net.ParameterSpec;

/**
 * Some parameters of a network, by layer and kind.
 *
 * @param layers names of layers; a layer's parts ({@code head} for {@code head.fc1}) belong to it.
 *     Empty means every layer
 * @param kinds which of their tensors
 */
public record ParameterGroup(List<String> layers, Kinds kinds) {
  /** Which tensors of a layer. */
  public enum Kinds {
    /** Weights of convolutions and fully connected layers, as Keras' kernel regularisers. */
    WEIGHTS,
    /** These and their biases. */
    WEIGHTS_AND_BIASES,
    /** Everything that is learned, scales and offsets of normalisations too, as torch.optim. */
    EVERYTHING
  }

  /** The weights of all layers, no biases and no normalisations. */
  public static final ParameterGroup ALL_WEIGHTS = new ParameterGroup(List.of(), Kinds.WEIGHTS);

  /** Everything that is learned. */
  public static final ParameterGroup EVERYTHING = new ParameterGroup(List.of(), Kinds.EVERYTHING);

  /** Copies the names. */
  public ParameterGroup {
    layers = List.copyOf(layers);
    Objects.requireNonNull(kinds, "kinds");
  }

  /** The weights of some layers. */
  public static ParameterGroup weightsOf(String... layers) {
    return new ParameterGroup(List.of(layers), Kinds.WEIGHTS);
  }

  /** Whether a tensor belongs to the group. */
  public boolean contains(ParameterSpec tensor) {
    boolean kind =
        switch (tensor.type()) {
          case WEIGHT -> true;
          case BIAS -> kinds != Kinds.WEIGHTS;
          default -> tensor.learned() && kinds == Kinds.EVERYTHING;
        };
    return kind && (layers.isEmpty() || layers.stream().anyMatch(l -> within(tensor.name(), l)));
  }

  /** Whether a tensor's name begins with a layer's. */
  static boolean within(String tensor, String layer) {
    return tensor.startsWith(layer + ".");
  }

  /** The values for a run's settings. */
  public String text() {
    return kinds + " of " + (layers.isEmpty() ? "all layers" : String.join(" ", layers));
  }
}
