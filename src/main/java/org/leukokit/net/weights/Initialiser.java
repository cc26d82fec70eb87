package org.leukokit.net.weights;

import java.util.Locale;
import org.leukokit.base.RandomStream;

/**
 * How the weights of a layer are drawn before training; fan-in and fan-out count the kernel's
 * pixels.
 */
public enum Initialiser {
  /**
   * Uniform with He's variance 2 / fan-in, so within ±√(6 / fan-in) (He et al., <em>Delving deep
   * into rectifiers</em>, 2015, Eq. 10); biases 0. Keras' {@code he_uniform}.
   */
  HE_UNIFORM("uniform, He's variance"),
  /**
   * Uniform within ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010, Eq. 16); biases 0. What
   * Keras does unless told otherwise, and MATLAB since 2019a.
   */
  GLOROT_UNIFORM("Glorot uniform"),
  /** Uniform within ±1/√fan-in, biases too: what PyTorch's layers do unless told otherwise. */
  TORCH("PyTorch's default"),
  /** Normal with standard deviation 0.01, biases 0: MATLAB's layers up to 2018b. */
  NARROW_NORMAL("normal, deviation 0.01");

  private final String title;

  Initialiser(String title) {
    this.title = title;
  }

  /** For readers of a result. */
  public String title() {
    return title;
  }

  /** The name as an option: {@code glorot-uniform}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The bound of a weight's values, or their deviation, by its shape (out, in / groups, …). */
  float scale(long[] shape) {
    double pixels = 1;
    for (int i = 2; i < shape.length; i++) {
      pixels *= shape[i];
    }
    double fanIn = shape[1] * pixels;
    double fanOut = shape[0] * pixels;
    return (float)
        switch (this) {
          case HE_UNIFORM -> StrictMath.sqrt(6 / fanIn);
          case GLOROT_UNIFORM -> StrictMath.sqrt(6 / (fanIn + fanOut));
          case TORCH -> 1 / StrictMath.sqrt(fanIn);
          case NARROW_NORMAL -> 0.01;
        };
  }

  float draw(RandomStream stream, float scale) {
    return this == NARROW_NORMAL
        ? (float) (scale * stream.nextGaussian())
        : (2 * stream.nextFloat() - 1) * scale;
  }
}
