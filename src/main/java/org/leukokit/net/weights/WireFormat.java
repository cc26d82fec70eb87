package org.leukokit.net.weights;

import java.nio.ByteBuffer;

/**
 * Reads protocol buffers as far as a caffemodel needs it: fields one after the other, those that
 * nobody asks for passed over. Every length is held against what is there.
 */
final class WireFormat {
  /** The wire type of a field of bytes: a text, a message, packed numbers. */
  static final int BYTES = 2;

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int FIXED32 = 5;

  /** A message that breaks off or says something impossible. */
  static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String what) {
      super(what);
    }
  }

  private final ByteBuffer in;
  private int field;
  private int type;

  /** Reads from the position to the limit. */
  WireFormat(ByteBuffer in) {
    this.in = in;
  }

  /** Goes to the next field; false at the end. Its value has to be read or skipped. */
  boolean next() {
    if (!in.hasRemaining()) {
      return false;
    }
    long tag = varint();
    field = (int) (tag >>> 3);
    type = (int) (tag & 7);
    if (tag >>> 32 != 0 || field == 0) {
      throw new Malformed("a field of number " + (tag >>> 3));
    }
    return true;
  }

  /** The number of the field. */
  int field() {
    return field;
  }

  /** Whether it is this field with this wire type. */
  boolean is(int number, int wireType) {
    return field == number && type == wireType;
  }

  /** Whether it is this field with a whole number. */
  boolean isNumber(int number) {
    return is(number, VARINT);
  }

  /** A whole number. */
  long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = one();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new Malformed("a number of more than ten bytes");
  }

  private byte one() {
    if (!in.hasRemaining()) {
      throw new Malformed("it breaks off");
    }
    return in.get();
  }

  /** The bytes of the field, as a view. */
  ByteBuffer bytes() {
    long length = varint();
    if (length < 0 || length > in.remaining()) {
      throw new Malformed("a field of " + length + " bytes where " + in.remaining() + " are left");
    }
    ByteBuffer view = in.slice(in.position(), (int) length);
    in.position(in.position() + (int) length);
    return view;
  }

  /** Passes over the field's value. */
  void skip() {
    switch (type) {
      case VARINT -> varint();
      case FIXED64 -> forward(8);
      case BYTES -> bytes();
      case FIXED32 -> forward(4);
      default -> throw new Malformed("a field of type " + type);
    }
  }

  private void forward(int count) {
    if (in.remaining() < count) {
      throw new Malformed("it breaks off");
    }
    in.position(in.position() + count);
  }
}
