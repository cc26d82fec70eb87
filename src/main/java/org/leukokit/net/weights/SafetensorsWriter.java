package org.leukokit.net.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.leukokit.base.AtomicFiles;

/**
 * Writes safetensors files of 32-bit floats, whole or not at all. Tensors and texts are written in
 * the order of their names: the same tensors make the same bytes.
 */
public final class SafetensorsWriter {
  private static final int ALIGNMENT = 8;

  private SafetensorsWriter() {}

  /**
   * Writes a file, replacing what is there.
   *
   * @param file where
   * @param shapes the shape of every tensor, by name
   * @param values gives each tensor's values, row-major; asked for once, in the order of the names
   * @param metadata texts to carry along, such as the architecture and the classes
   * @throws IllegalArgumentException if a tensor has another number of values than its shape says;
   *     then nothing is written
   * @throws org.leukokit.base.UserError if the file can't be written
   */
  public static void write(
      Path file,
      SortedMap<String, long[]> shapes,
      Function<String, float[]> values,
      Map<String, String> metadata) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode header = mapper.createObjectNode();
    ObjectNode texts = header.putObject("__metadata__");
    new TreeMap<>(metadata).forEach(texts::put);
    long at = 0;
    for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
      ObjectNode node = header.putObject(entry.getKey()).put("dtype", "F32");
      ArrayNode sides = node.putArray("shape");
      Arrays.stream(entry.getValue()).forEach(sides::add);
      long end = at + 4L * Shapes.size(entry.getValue());
      node.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    AtomicFiles.write(
        file,
        out -> {
          byte[] plain = mapper.writeValueAsBytes(header);
          byte[] padded =
              Arrays.copyOf(plain, (plain.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
          Arrays.fill(padded, plain.length, padded.length, (byte) ' ');
          ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
          out.write(length.putLong(padded.length).array());
          out.write(padded);
          for (Map.Entry<String, long[]> entry : shapes.entrySet()) {
            float[] tensor = values.apply(entry.getKey());
            if (tensor.length != Shapes.size(entry.getValue())) {
              throw new IllegalArgumentException(
                  entry.getKey()
                      + " has "
                      + tensor.length
                      + " values for "
                      + Shapes.text(entry.getValue()));
            }
            ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < tensor.length; from += bytes.capacity() / 4) {
              int count = Math.min(bytes.capacity() / 4, tensor.length - from);
              bytes.asFloatBuffer().put(tensor, from, count);
              out.write(bytes.array(), 0, 4 * count);
            }
          }
        });
  }
}
