package org.leukokit.net.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.leukokit.base.UserError;
import org.leukokit.net.weights.StateDictUnpickler.TensorRef;

/**
 * Tensors of a state dictionary in PyTorch's zip format (since 1.6): {@code data.pkl} describes
 * them, {@code data/KEY} holds their values. Names and axes are torchvision's. Only 32-bit floats
 * are read; the counters {@code num_batches_tracked} are passed over, as inference and the kit's
 * training have no use for them.
 */
public final class TorchStateDict implements TensorSource {
  private static final int MAX_PICKLE = 16 << 20;

  private final Path file;
  private final String digest;
  private final ZipFile zip;
  private final TreeMap<String, TensorRef> tensors = new TreeMap<>();
  private String root = "";

  /**
   * Opens a file and reads its list of tensors.
   *
   * @throws UserError if the file is damaged, or holds anything else than tensors, which is named
   */
  public TorchStateDict(Path file) {
    this.file = file;
    this.digest = WeightFiles.digest(file);
    try {
      this.zip = new ZipFile(file.toFile());
    } catch (IOException e) {
      throw WeightFiles.damaged(file, String.valueOf(e.getMessage()), e);
    }
    try {
      index();
    } catch (UserError e) {
      close();
      throw e;
    } catch (StateDictUnpickler.Refused e) {
      close();
      throw new UserError(
          "weight file "
              + file
              + " asks for "
              + e.getMessage()
              + ", which has no place in a state dictionary; nothing of it was run or loaded. Use a"
              + " file with tensors only, or safetensors",
          e);
    } catch (IOException | RuntimeException e) {
      close();
      throw WeightFiles.damaged(file, String.valueOf(e.getMessage()), e);
    }
  }

  private void index() throws IOException {
    List<? extends ZipEntry> pickles =
        zip.stream().filter(e -> e.getName().matches("[^/]+/data\\.pkl")).toList();
    if (pickles.size() != 1) {
      throw new UserError(
          "weight file "
              + file
              + " is a zip, but not one of PyTorch's: it has "
              + pickles.size()
              + " data.pkl; name another file");
    }
    String name = pickles.get(0).getName();
    root = name.substring(0, name.length() - "data.pkl".length());
    ZipEntry order = zip.getEntry(root + "byteorder");
    if (order != null && !text(order).equals("little")) {
      throw new UserError("weight file " + file + " is not little-endian; save it again");
    }
    byte[] pickle;
    try (InputStream in = zip.getInputStream(pickles.get(0))) {
      pickle = in.readNBytes(MAX_PICKLE + 1);
    }
    if (pickle.length > MAX_PICKLE) {
      throw WeightFiles.damaged(file, "its data.pkl is larger than 16 MiB", null);
    }
    if (!(StateDictUnpickler.read(pickle) instanceof Map<?, ?> dictionary)) {
      throw new UserError("weight file " + file + " is no state dictionary; name another file");
    }
    for (Map.Entry<?, ?> entry : dictionary.entrySet()) {
      add(String.valueOf(entry.getKey()), entry.getValue());
    }
  }

  private String text(ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readNBytes(16), StandardCharsets.US_ASCII).trim();
    }
  }

  private void add(String name, Object value) {
    if (!(value instanceof TensorRef tensor)) {
      throw new UserError(
          "weight file "
              + file
              + " has an entry '"
              + WeightFiles.printable(name)
              + "' that is no tensor; save the state dictionary alone (model.state_dict())");
    }
    if (name.endsWith("num_batches_tracked")) {
      return;
    }
    if (!tensor.storage().type().equals("FloatStorage")) {
      throw new UserError(
          "weight file "
              + file
              + " has "
              + WeightFiles.printable(name)
              + " as "
              + tensor.storage().type()
              + "; only 32-bit floats (FloatStorage) are read, convert it");
    }
    requireInside(name, tensor);
    tensors.put(name, tensor);
  }

  private void requireInside(String name, TensorRef tensor) {
    boolean sound =
        tensor.size().length == tensor.stride().length
            && tensor.offset() >= 0
            && tensor.storage().count() >= 0
            && tensor.storage().count() <= Integer.MAX_VALUE / 4
            && tensor.storage().key().matches("[0-9A-Za-z_]+");
    long last = tensor.offset();
    long count = 1;
    for (int i = 0; sound && i < tensor.size().length; i++) {
      sound = tensor.size()[i] >= 0 && tensor.size()[i] <= Integer.MAX_VALUE;
      sound &= tensor.stride()[i] >= 0 && tensor.stride()[i] <= Integer.MAX_VALUE;
      count *= sound ? tensor.size()[i] : 0;
      sound &= count <= Integer.MAX_VALUE / 4;
      last += sound ? Math.max(0, tensor.size()[i] - 1) * tensor.stride()[i] : 0;
      sound &= last >= 0;
    }
    ZipEntry data = zip.getEntry(root + "data/" + tensor.storage().key());
    if (!sound
        || (count > 0 && last >= tensor.storage().count())
        || data == null
        || data.getSize() != 4 * tensor.storage().count()) {
      throw WeightFiles.damaged(file, name + " does not fit its storage", null);
    }
  }

  @Override
  public SortedMap<String, long[]> shapes() {
    TreeMap<String, long[]> shapes = new TreeMap<>();
    tensors.forEach((name, tensor) -> shapes.put(name, tensor.size().clone()));
    return shapes;
  }

  @Override
  public float[] read(String name) {
    TensorRef tensor = tensors.get(name);
    int count = (int) tensor.storage().count();
    byte[] bytes;
    try (InputStream in =
        zip.getInputStream(zip.getEntry(root + "data/" + tensor.storage().key()))) {
      bytes = in.readNBytes(4 * count);
    } catch (IOException e) {
      throw WeightFiles.damaged(file, name + ": " + e.getMessage(), e);
    }
    if (bytes.length != 4 * count) {
      throw WeightFiles.damaged(file, name + " has " + bytes.length + " bytes", null);
    }
    var floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[Shapes.size(tensor.size())];
    long[] index = new long[tensor.size().length];
    long from = tensor.offset();
    for (int to = 0; to < values.length; to++) {
      values[to] = floats.get((int) from);
      for (int axis = index.length - 1; axis >= 0; axis--) {
        from += tensor.stride()[axis];
        if (++index[axis] < tensor.size()[axis]) {
          break;
        }
        from -= tensor.stride()[axis] * tensor.size()[axis];
        index[axis] = 0;
      }
    }
    return values;
  }

  @Override
  public String description() {
    return file.getFileName() + " (PyTorch state dictionary)";
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      // It was only read from.
    }
  }
}
