package org.leukokit.train;

import java.util.Objects;

/**
 * What training leaves alone. A frozen layer's tensors stay, its normalisation uses its running
 * statistics and leaves them as they are, its dropout is off, and gradients stop behind it.
 *
 * @param through name of the last frozen layer, every layer before it is frozen too; empty for none
 * @param runningStatistics whether every batch normalisation of the network uses its running
 *     statistics and leaves them as they are; its scale and offset are still learned in layers that
 *     are not frozen
 */
public record Freezing(String through, boolean runningStatistics) {
  /** Everything is trained. */
  public static final Freezing NONE = new Freezing("", false);

  /** Checks for null. */
  public Freezing {
    Objects.requireNonNull(through, "through");
  }

  /** Freezes the layers from the input to the one named. */
  public static Freezing through(String layer) {
    return new Freezing(layer, false);
  }

  /** The values for a run's settings. */
  public String text() {
    return (through.isEmpty() ? "nothing" : "through " + through)
        + (runningStatistics ? ", running statistics" : "");
  }
}
