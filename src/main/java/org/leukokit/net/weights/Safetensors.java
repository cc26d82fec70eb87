package org.leukokit.net.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.base.UserError;

/**
 * Tensors of a safetensors file: 8 bytes of header length (little-endian), a JSON header of dtype,
 * shape and offsets, then the data. Tensors are mapped one at a time, so that a file may be larger
 * than memory. Floats of 16 and 64 bits become 32-bit floats.
 */
public final class Safetensors implements TensorSource {
  private static final long MAX_HEADER = 16L << 20;

  private record Entry(FloatType type, long[] shape, long begin, long end) {}

  private final Path file;
  private final FileChannel channel;
  private final String digest;
  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private final List<Entry> counters = new ArrayList<>();
  private final TreeMap<String, String> metadata = new TreeMap<>();
  private long dataStart;

  /**
   * Opens a file and checks its header.
   *
   * @throws UserError if the file is damaged or has tensors of another type
   */
  public Safetensors(Path file) {
    this.file = file;
    this.digest = WeightFiles.digest(file);
    try {
      this.channel = FileChannel.open(file, StandardOpenOption.READ);
    } catch (IOException e) {
      throw WeightFiles.unreadable(file, e);
    }
    try {
      readHeader();
    } catch (IOException e) {
      close();
      throw e instanceof JsonProcessingException j
          ? WeightFiles.damaged(file, "its header: " + j.getOriginalMessage(), e)
          : WeightFiles.unreadable(file, e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void readHeader() throws IOException {
    long size = channel.size();
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    while (length.hasRemaining() && channel.read(length, length.position()) >= 0) {}
    long header = length.hasRemaining() ? -1 : length.getLong(0);
    if (header < 2 || header > MAX_HEADER || header > size - 8) {
      throw WeightFiles.damaged(file, "a header of " + header + " bytes is announced", null);
    }
    byte[] json = new byte[(int) header];
    ByteBuffer into = ByteBuffer.wrap(json);
    while (into.hasRemaining() && channel.read(into, 8L + into.position()) >= 0) {}
    dataStart = 8 + header;
    JsonFactory factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(8).maxNumberLength(20).build())
            .build();
    JsonNode root = new ObjectMapper(factory).readTree(json);
    if (root == null || !root.isObject()) {
      throw WeightFiles.damaged(file, "its header is no JSON object", null);
    }
    for (var field : root.properties()) {
      if (field.getKey().equals("__metadata__")) {
        for (var text : field.getValue().properties()) {
          metadata.put(text.getKey(), text.getValue().asText());
        }
      } else {
        Entry entry = entry(field.getKey(), field.getValue(), size - dataStart);
        if (entry.type() == null) {
          counters.add(entry);
        } else {
          entries.put(field.getKey(), entry);
        }
      }
    }
    requireDense(size - dataStart);
  }

  private Entry entry(String name, JsonNode node, long dataSize) {
    JsonNode shape = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (!shape.isArray() || !offsets.isArray() || offsets.size() != 2) {
      throw WeightFiles.damaged(file, "no shape or offsets for " + name, null);
    }
    String dtype = node.path("dtype").asText();
    // timm's files have these counters, which inference and the kit's training have no use for.
    boolean counter = name.endsWith("num_batches_tracked") && dtype.equals("I64");
    FloatType type =
        counter
            ? null
            : FloatType.ofSafetensors(dtype)
                .orElseThrow(
                    () ->
                        new UserError(
                            "weight file "
                                + file
                                + " has "
                                + WeightFiles.printable(name + " as " + dtype)
                                + "; only F32, F16, BF16 and F64 are read, convert it"));
    long[] sides = new long[shape.size()];
    long bytes = counter ? 8 : type.bytes();
    for (int i = 0; i < sides.length; i++) {
      sides[i] = shape.get(i).canConvertToLong() ? shape.get(i).asLong(-1) : -1;
      if (sides[i] < 0 || sides[i] > Integer.MAX_VALUE || bytes > Long.MAX_VALUE >> 32) {
        throw WeightFiles.damaged(file, "an impossible shape for " + name, null);
      }
      bytes *= sides[i];
    }
    long begin = offsets.get(0).asLong(-1);
    long end = offsets.get(1).asLong(-1);
    if (begin < 0 || end > dataSize || end - begin != bytes || bytes > Integer.MAX_VALUE) {
      throw WeightFiles.damaged(
          file, name + " should lie at bytes " + begin + " to " + end + " of " + dataSize, null);
    }
    return new Entry(type, sides, begin, end);
  }

  // The format has no gaps and no overlaps: anything else is a file in disguise or cut short.
  private void requireDense(long dataSize) {
    List<Entry> sorted = new ArrayList<>(entries.values());
    sorted.addAll(counters);
    sorted.sort((a, b) -> Long.compare(a.begin(), b.begin()));
    long at = 0;
    for (Entry entry : sorted) {
      if (entry.begin() != at) {
        throw WeightFiles.damaged(file, "a gap or an overlap at byte " + at, null);
      }
      at = entry.end();
    }
    if (at != dataSize) {
      throw WeightFiles.damaged(file, (dataSize - at) + " bytes belong to no tensor", null);
    }
  }

  /** The texts that the file carries beside its tensors. */
  public SortedMap<String, String> metadata() {
    return new TreeMap<>(metadata);
  }

  @Override
  public SortedMap<String, long[]> shapes() {
    TreeMap<String, long[]> shapes = new TreeMap<>();
    entries.forEach((name, entry) -> shapes.put(name, entry.shape().clone()));
    return shapes;
  }

  @Override
  public float[] read(String name) {
    Entry entry = entries.get(name);
    float[] values = new float[Shapes.size(entry.shape())];
    try {
      ByteBuffer data =
          channel
              .map(MapMode.READ_ONLY, dataStart + entry.begin(), entry.end() - entry.begin())
              .order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < values.length; i++) {
        values[i] = entry.type().at(data, i);
      }
      return values;
    } catch (IOException e) {
      throw WeightFiles.unreadable(file, e);
    }
  }

  @Override
  public MappingReport.Entry mapping(String name) {
    Entry entry = entries.get(name);
    String layout = entry.type() == FloatType.SINGLE ? "as is" : "from " + entry.type().title();
    return new MappingReport.Entry(name, Shapes.text(entry.shape()), name, layout);
  }

  @Override
  public List<String> notes() {
    return entries.values().stream()
        .map(e -> e.type().title())
        .filter(title -> !title.isEmpty())
        .distinct()
        .sorted()
        .map(title -> "converted from " + title)
        .toList();
  }

  @Override
  public String description() {
    return file.getFileName() + " (safetensors)";
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It was only read from.
    }
  }
}
