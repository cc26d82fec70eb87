package org.leukokit.paper;

import java.util.Objects;
import org.leukokit.base.UserError;
import org.leukokit.classifier.KernelScale;

/**
 * What a paper's text leaves open and a user may choose; the deviations of its report say what was
 * chosen.
 *
 * @param newLayersOnly whether of a network with new layers those alone are trained, for a paper
 *     that leaves open whether the others were
 * @param kernelScale by what features are divided before a linear or cubic kernel
 * @param newLayerFactor how many times as fast as the others new layers learn, above 0; 20 in
 *     MATLAB's example of transfer learning with AlexNet, 1 in its layers' defaults
 */
public record OpenChoices(boolean newLayersOnly, KernelScale kernelScale, double newLayerFactor) {
  /** What the kit chooses where nobody else does. */
  public static final OpenChoices DEFAULT = new OpenChoices(false, KernelScale.ONE, 1);

  /**
   * @throws UserError if the factor is out of range
   */
  public OpenChoices {
    Objects.requireNonNull(kernelScale, "kernelScale");
    if (!(newLayerFactor > 0 && newLayerFactor < Double.POSITIVE_INFINITY)) {
      throw new UserError(
          "--new-layer-factor must be above 0 and finite, was " + newLayerFactor + "; 1 for none");
    }
  }
}
