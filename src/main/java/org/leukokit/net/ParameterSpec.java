package org.leukokit.net;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;

/**
 * A tensor that a layer needs.
 *
 * @param name its name, as torchvision's state dictionary has it where there is one
 * @param type what it is for
 * @param shape its shape; a convolution's is (out, in / groups, height, width), a fully connected
 *     layer's (out, in)
 */
public record ParameterSpec(String name, Parameter.Type type, Shape shape) {
  /** Whether training moves it by gradients; running statistics are not. */
  public boolean learned() {
    return type != Parameter.Type.RUNNING_MEAN && type != Parameter.Type.RUNNING_VAR;
  }
}
