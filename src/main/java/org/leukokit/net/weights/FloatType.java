package org.leukokit.net.weights;

import java.nio.ByteBuffer;
import java.util.Optional;

/** How files write numbers that become 32-bit floats here. */
enum FloatType {
  /** 32 bits, taken as they are. */
  SINGLE(4, "FloatStorage", "F32", ""),
  /** 16 bits of IEEE 754; every value is a 32-bit float, too. */
  HALF(2, "HalfStorage", "F16", "half precision"),
  /** The upper 16 bits of a 32-bit float. */
  BFLOAT16(2, "BFloat16Storage", "BF16", "bfloat16"),
  /** 64 bits, rounded to the nearest 32-bit float. */
  DOUBLE(8, "DoubleStorage", "F64", "double precision");

  private final int bytes;
  private final String storage;
  private final String safetensors;
  private final String title;

  FloatType(int bytes, String storage, String safetensors, String title) {
    this.bytes = bytes;
    this.storage = storage;
    this.safetensors = safetensors;
    this.title = title;
  }

  /** Bytes of a value. */
  int bytes() {
    return bytes;
  }

  /** What it is called where a conversion is told; empty for 32 bits. */
  String title() {
    return title;
  }

  /** The type of one of PyTorch's storages; empty if it holds no floats. */
  static Optional<FloatType> ofStorage(String type) {
    return find(type, "");
  }

  /** The type of a tensor of a safetensors file; empty if it holds no floats. */
  static Optional<FloatType> ofSafetensors(String dtype) {
    return find("", dtype);
  }

  private static Optional<FloatType> find(String storage, String dtype) {
    for (FloatType type : values()) {
      if (type.storage.equals(storage) || type.safetensors.equals(dtype)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /**
   * A value.
   *
   * @param data little-endian
   * @param index which value, counted from the buffer's beginning
   */
  float at(ByteBuffer data, int index) {
    return switch (this) {
      case SINGLE -> data.getFloat(4 * index);
      case HALF -> half(data.getShort(2 * index));
      case BFLOAT16 -> Float.intBitsToFloat(data.getShort(2 * index) << 16);
      case DOUBLE -> (float) data.getDouble(8 * index);
    };
  }

  private static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) {
      // Zero and what is below the smallest normal number, in steps of 2 to the power of -24.
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * 0x1p-24f));
    }
    int wide = exponent == 0x1f ? 0xff : exponent + 112;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
