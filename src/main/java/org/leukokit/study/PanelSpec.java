package org.leukokit.study;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.leukokit.image.CopyDraw;

/**
 * The pictures of a study: what cells look like to its networks, and what augmentation makes of
 * them.
 *
 * @param crop side of the square that is cut out of the middle of a cell's image, in pixels; 0 for
 *     the whole image
 * @param size the side that it is then resized to, in pixels
 * @param augmentations the versions that are shown, the original first; none for no picture of them
 * @param seed the seed of the study
 * @param copies how copies are made of whole images; then the versions, too, are made of the whole
 *     image, before its square is cut out, and two copies are shown behind them. Empty where
 *     versions are made of the square
 */
public record PanelSpec(
    int crop, int size, List<Augmentation> augmentations, long seed, Optional<CopyDraw> copies) {
  /** Copies the list. */
  public PanelSpec {
    augmentations = List.copyOf(augmentations);
    Objects.requireNonNull(copies, "copies");
  }

  /** Versions of the square. */
  public PanelSpec(int crop, int size, List<Augmentation> augmentations, long seed) {
    this(crop, size, augmentations, seed, Optional.empty());
  }
}
