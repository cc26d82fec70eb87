package org.leukokit.net;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An operation that libtorch has and DJL has no call for. It is written down as a module in
 * TorchScript, libtorch's own language, and loaded from memory; the module has no tensors and so
 * serves every device and thread. Gradients are recorded as for any other operation.
 *
 * <p>The module is a zip archive as {@code torch.jit.save} writes it: the code, the pickled module
 * object with its two attributes, an empty tuple of constants and the version of the format.
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

  // Module objects have these two attributes: training is true, the other None.
  private static final String OBJECT =
      "\u0080\u0002c__torch__\nOp\n)\u0081}(X\u0008\0\0\0training\u0088"
          + "X\u0016\0\0\0_is_full_backward_hookNub.";
  private static final String NO_CONSTANTS = "\u0080\u0002).";

  private final List<String> operands;
  private final String expression;
  private volatile PtSymbolBlock loaded;

  /**
   * @param operands names of the tensors that go in
   * @param expression gives one tensor
   */
  TorchScript(List<String> operands, String expression) {
    this.operands = List.copyOf(operands);
    this.expression = expression;
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
    return IValueUtils.forward(module(), new NDList(values), true).singletonOrThrow();
  }

  private PtSymbolBlock module() {
    PtSymbolBlock module = loaded;
    if (module == null) {
      synchronized (this) {
        module = loaded;
        if (module == null) {
          // Kept as long as the process lives, as the engine is.
          var manager = (PtNDManager) Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
          try {
            module =
                JniUtils.loadModule(manager, new ByteArrayInputStream(archive()), false, false);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          loaded = module;
        }
      }
    }
    return module;
  }

  private byte[] archive() throws IOException {
    String code =
        String.join(
            "\n",
            "class Op(Module):",
            "  __parameters__ = []",
            "  __buffers__ = []",
            "  training : bool",
            "  _is_full_backward_hook : Optional[bool]",
            "  def forward(self: __torch__.Op,",
            "    " + String.join(": Tensor, ", operands) + ": Tensor) -> Tensor:",
            "    return " + expression,
            "");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "op/data.pkl", OBJECT);
      put(zip, "op/code/__torch__.py", code);
      put(zip, "op/constants.pkl", NO_CONSTANTS);
      put(zip, "op/version", "3\n");
    }
    return bytes.toByteArray();
  }

  // Uncompressed, as the format asks.
  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCompressedSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
