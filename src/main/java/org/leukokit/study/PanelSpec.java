package org.leukokit.study;

import java.util.List;

/**
 * The pictures of a study: what cells look like to its networks, and what augmentation makes of
 * them.
 *
 * @param crop side of the square that is cut out of the middle of a cell's image, in pixels; 0 for
 *     the whole image
 * @param size the side that it is then resized to, in pixels
 * @param augmentations the versions that are shown, the original first; none for no picture of them
 * @param seed the seed of the study
 */
public record PanelSpec(int crop, int size, List<Augmentation> augmentations, long seed) {
  /** Copies the list. */
  public PanelSpec {
    augmentations = List.copyOf(augmentations);
  }
}
