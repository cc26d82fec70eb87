package org.leukokit.net;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
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
 * A function in TorchScript, libtorch's own language, as a module with the one method {@code
 * forward}. It is loaded from memory when first asked for, and kept as long as the process lives,
 * as the engine is; it has no tensors and so serves every device and thread.
 *
 * <p>A module is a zip archive as {@code torch.jit.save} writes it: the code, the pickled module
 * object with its two attributes, an empty tuple of constants and the version of the format.
 */
final class ScriptModule {
  // Module objects have these two attributes: training is true, the other None.
  private static final String OBJECT =
      "\u0080\u0002c__torch__\nOp\n)\u0081}(X\u0008\0\0\0training\u0088"
          + "X\u0016\0\0\0_is_full_backward_hookNub.";
  private static final String NO_CONSTANTS = "\u0080\u0002).";

  private final String arguments;
  private final String result;
  private final List<String> body;
  private volatile PtSymbolBlock loaded;

  /**
   * @param arguments names and types, such as {@code x: Tensor, rate: float}
   * @param result its type
   * @param body its lines
   */
  ScriptModule(String arguments, String result, List<String> body) {
    this.arguments = arguments;
    this.result = result;
    this.body = List.copyOf(body);
  }

  /** The module. */
  PtSymbolBlock get() {
    PtSymbolBlock module = loaded;
    if (module == null) {
      synchronized (this) {
        module = loaded;
        if (module == null) {
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
            "    " + arguments + ") -> " + result + ":",
            "    " + String.join("\n    ", body),
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
