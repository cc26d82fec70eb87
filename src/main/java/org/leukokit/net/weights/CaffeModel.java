package org.leukokit.net.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.base.UserError;

/**
 * Tensors of a caffemodel: a {@code NetParameter} of caffe.proto, of which the layers' names and
 * blobs are read, in the present form ({@code layer}, field 100) and in the one before 2014 ({@code
 * layers}, field 2). A layer's first blob is {@code name.weight}, its second {@code name.bias}.
 *
 * <p>Caffe's networks take blue first. The kernels that read the image, those with three input
 * channels, are turned to red first, so that the network here takes red first; the mapping report
 * says so.
 */
public final class CaffeModel implements TensorSource {
  private static final int MAX_LAYERS = 10_000;

  private record Blob(ByteBuffer data, long[] stored, long[] shape, boolean turned) {}

  private final Path file;
  private final String digest;
  private final TreeMap<String, Blob> blobs = new TreeMap<>();

  /**
   * Opens a file and reads its list of tensors.
   *
   * @throws UserError if the file is damaged or no caffemodel
   */
  public CaffeModel(Path file) {
    this.file = file;
    this.digest = WeightFiles.digest(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new UserError("weight file " + file + " is larger than 2 GiB; name another file");
      }
      index(channel.map(MapMode.READ_ONLY, 0, channel.size()));
    } catch (IOException e) {
      throw WeightFiles.unreadable(file, e);
    } catch (WireFormat.Malformed e) {
      throw WeightFiles.damaged(file, e.getMessage(), e);
    }
    if (blobs.isEmpty()) {
      throw WeightFiles.damaged(file, "as a caffemodel it has no layer with weights", null);
    }
  }

  /** Whether a file may be one: its first field is a name, or a layer. */
  static boolean looksLike(byte[] head) {
    if (head.length < 4) {
      return false;
    }
    boolean named = head[0] == 0x0a && head[1] > 0;
    for (int i = 2; named && i < Math.min(head.length, 2 + head[1]); i++) {
      named = head[i] >= 0x20 && head[i] < 0x7f;
    }
    return named || head[0] == 0x12 || ((head[0] & 0xff) == 0xa2 && head[1] == 0x06);
  }

  private void index(ByteBuffer all) {
    WireFormat net = new WireFormat(all);
    int layers = 0;
    while (net.next()) {
      if (net.is(100, WireFormat.BYTES)) {
        layer(net.bytes(), 1, 7);
      } else if (net.is(2, WireFormat.BYTES)) {
        layer(net.bytes(), 4, 6);
      } else {
        net.skip();
        continue;
      }
      if (++layers > MAX_LAYERS) {
        throw new WireFormat.Malformed("more than " + MAX_LAYERS + " layers");
      }
    }
  }

  private void layer(ByteBuffer message, int nameField, int blobField) {
    WireFormat in = new WireFormat(message);
    String name = "";
    List<ByteBuffer> found = new ArrayList<>();
    while (in.next()) {
      if (in.is(nameField, WireFormat.BYTES)) {
        name = StandardCharsets.UTF_8.decode(in.bytes()).toString();
      } else if (in.is(blobField, WireFormat.BYTES)) {
        found.add(in.bytes());
      } else {
        in.skip();
      }
    }
    if (found.size() > 2) {
      throw new WireFormat.Malformed("layer " + name + " has " + found.size() + " blobs");
    }
    for (int i = 0; i < found.size(); i++) {
      String tensor = name + (i == 0 ? ".weight" : ".bias");
      if (blobs.put(tensor, blob(found.get(i), tensor, i == 0)) != null) {
        throw new WireFormat.Malformed("two layers are called " + name);
      }
    }
  }

  private static Blob blob(ByteBuffer message, String tensor, boolean weight) {
    WireFormat in = new WireFormat(message);
    long[] old = {1, 1, 1, 1};
    long[] shape = null;
    ByteBuffer data = ByteBuffer.allocate(0);
    while (in.next()) {
      if (in.field() <= 4 && in.isNumber(in.field())) {
        old[in.field() - 1] = in.varint();
      } else if (in.is(5, WireFormat.BYTES)) {
        data = in.bytes();
      } else if (in.field() == 5 || in.field() == 8) {
        throw new WireFormat.Malformed(tensor + " is not in packed 32-bit floats");
      } else if (in.is(7, WireFormat.BYTES)) {
        shape = dimensions(in.bytes());
      } else {
        in.skip();
      }
    }
    long[] stored = shape == null ? old : shape;
    long[] sides = shape == null ? withoutOnes(old, weight) : shape;
    long count = 1;
    for (long side : stored) {
      if (side < 1 || side > Integer.MAX_VALUE || count > Integer.MAX_VALUE) {
        throw new WireFormat.Malformed(tensor + " has the shape " + Shapes.text(stored));
      }
      count *= side;
    }
    if (4 * count != data.remaining()) {
      throw new WireFormat.Malformed(
          tensor + " has " + data.remaining() / 4 + " values for " + Shapes.text(stored));
    }
    return new Blob(data, stored, sides, sides.length == 4 && sides[1] == 3);
  }

  private static long[] dimensions(ByteBuffer message) {
    WireFormat in = new WireFormat(message);
    List<Long> sides = new ArrayList<>();
    while (in.next()) {
      if (in.is(1, WireFormat.BYTES)) {
        ByteBuffer packed = in.bytes();
        WireFormat numbers = new WireFormat(packed);
        while (packed.hasRemaining()) {
          sides.add(numbers.varint());
        }
      } else if (in.isNumber(1)) {
        sides.add(in.varint());
      } else {
        in.skip();
      }
    }
    return sides.stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * Blobs of four sides, of old files: a bias is (1, 1, 1, n), a fully connected (1, 1, out, in).
   */
  private static long[] withoutOnes(long[] old, boolean weight) {
    if (!weight) {
      return new long[] {
        Math.multiplyExact(Math.multiplyExact(old[0], old[1]), Math.multiplyExact(old[2], old[3]))
      };
    }
    return old[0] == 1 && old[1] == 1 ? new long[] {old[2], old[3]} : old;
  }

  @Override
  public SortedMap<String, long[]> shapes() {
    TreeMap<String, long[]> shapes = new TreeMap<>();
    blobs.forEach((name, blob) -> shapes.put(name, blob.shape().clone()));
    return shapes;
  }

  @Override
  public float[] read(String name) {
    Blob blob = blobs.get(name);
    float[] values = new float[blob.data().remaining() / 4];
    blob.data().duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return blob.turned() ? turned(values, blob.shape()) : values;
  }

  /** The three input channels in the other order. */
  private static float[] turned(float[] values, long[] shape) {
    int plane = (int) (shape[2] * shape[3]);
    float[] result = new float[values.length];
    for (int out = 0; out < shape[0]; out++) {
      for (int c = 0; c < 3; c++) {
        System.arraycopy(values, (3 * out + 2 - c) * plane, result, (3 * out + c) * plane, plane);
      }
    }
    return result;
  }

  @Override
  public MappingReport.Entry mapping(String name) {
    Blob blob = blobs.get(name);
    String layout = blob.turned() ? "BGR to RGB" : "as is";
    return new MappingReport.Entry(name, Shapes.text(blob.stored()), name, layout);
  }

  @Override
  public String description() {
    return file.getFileName() + " (caffemodel)";
  }

  @Override
  public String digest() {
    return digest;
  }
}
