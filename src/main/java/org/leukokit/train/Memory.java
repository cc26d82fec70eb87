package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** The values of tensors as buffers. */
final class Memory {
  private Memory() {}

  /**
   * The memory of a tensor on the CPU, valid while the tensor is open: what is written there is in
   * the tensor. A tensor that is not contiguous is copied, so only those made by the kit may be
   * written to.
   */
  static FloatBuffer floats(NDArray tensor) {
    return littleEndian(tensor).asFloatBuffer();
  }

  /** The bytes of a tensor; its own memory on the CPU, a copy from a GPU. */
  static ByteBuffer littleEndian(NDArray tensor) {
    // libtorch runs on little-endian machines only.
    return tensor.toByteBuffer(true).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Gives a tensor other values: on the CPU in its own memory, on a GPU by a copy. */
  static void set(NDArray tensor, ByteBuffer values) {
    if (tensor.getDevice().isGpu()) {
      try (NDArray host = tensor.getManager().create(values, tensor.getShape())) {
        host.copyTo(tensor);
      }
    } else {
      littleEndian(tensor).put(values);
    }
  }

  /** Room for values, aligned as libtorch aligns its own: its last bits may depend on it. */
  static ByteBuffer allocate(int floats) {
    // The slice ends on a boundary, too: a line more at either end.
    return ByteBuffer.allocateDirect(Math.addExact(Math.multiplyExact(4, floats), 128))
        .alignedSlice(64)
        .order(ByteOrder.nativeOrder());
  }
}
