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
  static final TorchScript RELU6 = of("torch.hardtanh(x, 0., 6.)");

  /** The same in the memory of x. */
  static final TorchScript RELU6_IN_PLACE = of("torch.hardtanh_(x, 0., 6.)");

  /** {@code max(0, x)} in the memory of x. */
  static final TorchScript RELU_IN_PLACE = of("torch.relu_(x)");

  /**
   * The same values with the channels of a pixel side by side in memory (2 is libtorch's number for
   * that); the shape stays (batch, channels, height, width).
   */
  static final TorchScript CHANNELS_LAST = of("torch.contiguous(x, memory_format=2)");

  private final ScriptModule module;

  /**
   * @param operands names of the tensors that go in
   * @param expression gives one tensor
   */
  TorchScript(List<String> operands, String expression) {
    String arguments = String.join(": Tensor, ", operands) + ": Tensor";
    this.module = new ScriptModule(arguments, "Tensor", List.of("return " + expression));
  }

  private static TorchScript of(String expression) {
    return new TorchScript(List.of("x"), expression);
  }

  /**
   * Computes it.
   *
   * @param values the operands, without names: DJL makes a dictionary of named ones
   * @return the result, on the manager of the first
   */
  NDArray apply(NDArray... values) {
    // "Training", or the result could neither be written to nor used where gradients are recorded.
    return IValueUtils.forward(module.get(), new NDList(values), true).singletonOrThrow();
  }
}
