package org.leukokit.net.weights;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leukokit.base.UserError;
import org.leukokit.net.weights.StateDictUnpickler.Storage;

/**
 * PyTorch's format before 1.6, one stream: pickles of a magic number, of the format's version, of
 * the machine that wrote it, of the object, and of the list of storages' keys; then each storage in
 * that order, its number of values in 8 bytes before its values.
 */
final class TorchStream implements TorchStorages {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final int VERSION = 1001;
  private static final Map<String, Integer> BYTES =
      Map.ofEntries(
          Map.entry("FloatStorage", 4),
          Map.entry("HalfStorage", 2),
          Map.entry("BFloat16Storage", 2),
          Map.entry("DoubleStorage", 8),
          Map.entry("LongStorage", 8),
          Map.entry("IntStorage", 4),
          Map.entry("ShortStorage", 2),
          Map.entry("CharStorage", 1),
          Map.entry("ByteStorage", 1),
          Map.entry("BoolStorage", 1),
          Map.entry("UntypedStorage", 1),
          Map.entry("ComplexFloatStorage", 8),
          Map.entry("ComplexDoubleStorage", 16));

  private record Place(long from, long bytes) {}

  private final FileChannel channel;
  private final Map<String, Place> places;

  private TorchStream(FileChannel channel, Map<String, Place> places) {
    this.channel = channel;
    this.places = places;
  }

  /** Whether a file may be one: a pickle of protocol 2 or later of a number. */
  static boolean looksLike(byte[] head) {
    return head.length > 2 && (head[0] & 0xff) == 0x80 && head[1] >= 2 && head[1] <= 5;
  }

  /** A file and what its pickle holds. */
  static TorchFile open(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(TorchFile.MAX_PICKLE);
    }
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    if (!MAGIC.equals(number(StateDictUnpickler.read(in).root()))) {
      throw new UserError(
          "weight file "
              + file
              + " is a pickle, but none that torch.save wrote; save the tensors with"
              + " torch.save(model.state_dict(), FILE), or as safetensors");
    }
    BigInteger version = number(StateDictUnpickler.read(in).root());
    if (!BigInteger.valueOf(VERSION).equals(version)) {
      throw new UserError(
          "weight file "
              + file
              + " is in version "
              + version
              + " of PyTorch's old format, not "
              + VERSION
              + "; save it again with a newer PyTorch");
    }
    if (StateDictUnpickler.read(in).root() instanceof Map<?, ?> machine
        && Boolean.FALSE.equals(machine.get("little_endian"))) {
      throw new UserError("weight file " + file + " is not little-endian; save it again");
    }
    StateDictUnpickler.Content content = StateDictUnpickler.read(in);
    Object keys = StateDictUnpickler.read(in).root();
    if (!(keys instanceof List<?> list)) {
      throw new IOException("it lists no storages");
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      Map<String, Place> places =
          places(channel, bytes.length - in.available(), list, content.storages());
      return new TorchFile(content.root(), new TorchStream(channel, places), ", format before 1.6");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static BigInteger number(Object value) {
    return value instanceof Number n ? new BigInteger(n.toString()) : null;
  }

  private static Map<String, Place> places(
      FileChannel channel, long begin, List<?> keys, Map<String, Storage> storages)
      throws IOException {
    Map<String, Place> places = new HashMap<>();
    long at = begin;
    for (Object key : keys) {
      Storage storage = storages.get(String.valueOf(key));
      if (storage == null || !BYTES.containsKey(storage.type())) {
        throw new IOException(
            storage == null ? "a storage that nothing uses" : "a storage of " + storage.type());
      }
      ByteBuffer count = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      while (count.hasRemaining()) {
        if (channel.read(count, at + count.position()) < 0) {
          throw new EOFException("its end is missing");
        }
      }
      long bytes = BYTES.get(storage.type()) * storage.count();
      boolean fits = storage.count() >= 0 && storage.count() <= channel.size();
      if (!fits || count.getLong(0) != storage.count() || bytes > channel.size() - at - 8) {
        throw new EOFException(
            "storage " + storage.key() + " of " + storage.count() + " values is not whole");
      }
      places.put(storage.key(), new Place(at + 8, bytes));
      at += 8 + bytes;
    }
    if (at != channel.size()) {
      throw new IOException((channel.size() - at) + " bytes belong to no storage");
    }
    return places;
  }

  @Override
  public long bytes(String key) {
    Place place = places.get(key);
    return place == null ? -1 : place.bytes();
  }

  @Override
  public ByteBuffer read(String key, long from, int count) throws IOException {
    ByteBuffer into = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (into.hasRemaining()) {
      if (channel.read(into, places.get(key).from() + from + into.position()) < 0) {
        throw new EOFException("its end is missing");
      }
    }
    return into;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
