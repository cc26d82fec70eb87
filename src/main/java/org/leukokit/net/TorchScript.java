package org.leukokit.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.List;

/**
 * An operation that libtorch has and DJL has no call for. It is written down as a module in
 * TorchScript, libtorch's own language, and loaded from memory; the module has no tensors and so
 * serves every device and thread. Gradients are recorded as for any other operation.
 */
final class TorchScript {
  /** {@code min(6, max(0, x))}; one pass back, too, where DJL's clip takes four. */
  static final TorchScript RELU6 = new TorchScript("torch.hardtanh(x, 0., 6.)");

  /** The same in the memory of x. */
  static final TorchScript RELU6_IN_PLACE = new TorchScript("torch.hardtanh_(x, 0., 6.)");

  /** {@code max(0, x)} in the memory of x. */
  static final TorchScript RELU_IN_PLACE = new TorchScript("torch.relu_(x)");

  /**
   * The same values with the channels of a pixel side by side in memory (2 is libtorch's number for
   * that); the shape stays (batch, channels, height, width).
   */
  static final TorchScript CHANNELS_LAST = new TorchScript("torch.contiguous(x, memory_format=2)");

  private final ScriptModule module;

  private TorchScript(String expression) {
    this.module = new ScriptModule("x: Tensor", "Tensor", List.of("return " + expression));
  }

  /**
   * Computes it.
   *
   * @param x the operand
   * @return the result, on the manager of x
   */
  NDArray apply(NDArray x) {
    return IValueUtils.forward(module.get(), new NDList(x), true).singletonOrThrow();
  }
}
