package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
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

  /** A tensor of these values; libtorch reads Java's memory, so keep it open while it is used. */
  static NDArray of(NDManager manager, float[] values, Shape shape) {
    // Not create(float[]): that makes libtorch print a warning.
    return manager.create(FloatBuffer.wrap(values), shape, DataType.FLOAT32);
  }

  /** Gives a tensor on a GPU other values. */
  static void set(NDArray tensor, ByteBuffer values) {
    try (NDArray host = tensor.getManager().create(values, tensor.getShape(), DataType.FLOAT32)) {
      host.copyTo(tensor);
    }
  }

  /** Copies a tensor's values into another's. */
  static void copy(NDArray from, NDArray to) {
    if (to.getDevice().isGpu()) {
      from.copyTo(to);
    } else {
      // Not copyTo: that makes libtorch print a warning.
      littleEndian(to).put(littleEndian(from));
    }
  }

  /** Room for values, aligned as libtorch aligns its own: its last bits may depend on it. */
  static ByteBuffer allocate(long floats) {
    long bytes = 4L * floats + 128; // alignedSlice cuts at both ends
    if (bytes > Integer.MAX_VALUE) {
      throw new OutOfMemoryError("Java cannot allocate a buffer of " + bytes + " bytes");
    }
    return ByteBuffer.allocateDirect((int) bytes)
        .alignedSlice(64)
        .slice(0, (int) (4 * floats))
        .order(ByteOrder.nativeOrder());
  }
}
