package org.leukokit.net.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.leukokit.base.UserError;
import org.leukokit.net.weights.StateDictUnpickler.TensorRef;

/**
 * Tensors of a state dictionary of PyTorch's, in its zip format ({@link TorchZip}) or in the stream
 * before 1.6 ({@link TorchStream}), alone or within a checkpoint ({@link StateDictTensors}). Names
 * and axes are PyTorch's. Floats of 16 and 64 bits become 32-bit floats; the counters {@code
 * num_batches_tracked} are passed over, as inference and the kit's training have no use for them.
 */
public final class TorchStateDict implements TensorSource {
  /** Tells a file's format from its bytes. */
  interface Opener {
    TorchFile open(Path file) throws IOException;
  }

  private record Entry(TensorRef tensor, FloatType type) {
    long first() {
      return tensor.storage().from() + tensor.offset();
    }

    /** The last value's place from the first one on. */
    long span() {
      long span = 0;
      for (int i = 0; i < tensor.size().length; i++) {
        span += Math.max(0, tensor.size()[i] - 1) * tensor.stride()[i];
      }
      return span;
    }
  }

  private final Path file;
  private final String digest;
  private final TorchStorages storages;
  private final String format;
  private final TreeMap<String, Entry> tensors = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * Opens a file and reads its list of tensors.
   *
   * @throws UserError if the file is damaged, or holds anything that may not be there, which is
   *     named
   */
  TorchStateDict(Path file, Opener opener) {
    this.file = file;
    this.digest = WeightFiles.digest(file);
    TorchFile opened = null;
    try {
      opened = opener.open(file);
      this.storages = opened.storages();
      this.format = opened.format();
      index(opened.root());
    } catch (UserError e) {
      close(opened);
      throw e;
    } catch (StateDictUnpickler.Refused e) {
      close(opened);
      throw new UserError(
          "weight file "
              + file
              + " asks for "
              + e.getMessage()
              + ", which has no place in a state dictionary; nothing of it was run or loaded. Save"
              + " the tensors alone with torch.save(model.state_dict(), FILE), or as safetensors",
          e);
    } catch (StateDictTensors.NoTensors e) {
      close(opened);
      throw new UserError(
          "weight file "
              + file
              + " holds "
              + e.getMessage()
              + "; save the state dictionary alone with torch.save(model.state_dict(), FILE)",
          e);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      close(opened);
      throw WeightFiles.damaged(file, String.valueOf(e.getMessage()), e);
    }
  }

  private void index(Object root) {
    StateDictTensors found = StateDictTensors.of(root);
    notes.addAll(found.notes());
    found.tensors().forEach(this::add);
    TreeSet<String> converted = new TreeSet<>();
    tensors.values().forEach(e -> converted.add(e.type().title()));
    converted.remove("");
    converted.forEach(type -> notes.add("converted from " + type));
  }

  private void add(String name, TensorRef tensor) {
    if (name.endsWith("num_batches_tracked")) {
      return;
    }
    FloatType type =
        FloatType.ofStorage(tensor.storage().type())
            .orElseThrow(
                () ->
                    new UserError(
                        "weight file "
                            + file
                            + " has "
                            + WeightFiles.printable(name + " as " + tensor.storage().type())
                            + "; only floats of 16, 32 and 64 bits are read, convert it"));
    Entry entry = new Entry(tensor, type);
    requireInside(name, entry);
    tensors.put(name, entry);
  }

  private void requireInside(String name, Entry entry) {
    TensorRef tensor = entry.tensor();
    long most = Integer.MAX_VALUE / 8;
    boolean sound =
        tensor.size().length == tensor.stride().length
            && tensor.size().length <= 16
            && tensor.offset() >= 0
            && tensor.offset() <= Integer.MAX_VALUE
            && tensor.storage().from() >= 0
            && tensor.storage().from() <= Integer.MAX_VALUE
            && tensor.storage().count() >= 0
            && tensor.storage().count() <= Integer.MAX_VALUE
            && tensor.storage().key().matches("[0-9A-Za-z_.-]+");
    long count = 1;
    for (int i = 0; sound && i < tensor.size().length; i++) {
      sound = tensor.size()[i] >= 0 && tensor.size()[i] <= Integer.MAX_VALUE;
      sound &= tensor.stride()[i] >= 0 && tensor.stride()[i] <= Integer.MAX_VALUE;
      count *= sound ? tensor.size()[i] : 0;
      sound &= count <= most;
    }
    sound =
        sound
            && (count == 0
                || (entry.span() >= 0
                    && entry.span() <= most
                    && entry.first() + entry.span() < tensor.storage().count()));
    if (!sound
        || storages.bytes(tensor.storage().key())
            != entry.type().bytes() * tensor.storage().count()) {
      throw WeightFiles.damaged(file, name + " does not fit its storage", null);
    }
  }

  @Override
  public SortedMap<String, long[]> shapes() {
    TreeMap<String, long[]> shapes = new TreeMap<>();
    tensors.forEach((name, entry) -> shapes.put(name, entry.tensor().size().clone()));
    return shapes;
  }

  @Override
  public float[] read(String name) {
    Entry entry = tensors.get(name);
    TensorRef tensor = entry.tensor();
    float[] values = new float[Shapes.size(tensor.size())];
    if (values.length == 0) {
      return values;
    }
    int each = entry.type().bytes();
    ByteBuffer data;
    try {
      data =
          storages.read(
              tensor.storage().key(),
              each * entry.first(),
              Math.toIntExact(each * (entry.span() + 1)));
    } catch (IOException e) {
      throw WeightFiles.damaged(file, name + ": " + e.getMessage(), e);
    }
    long[] index = new long[tensor.size().length];
    long from = 0;
    for (int to = 0; to < values.length; to++) {
      values[to] = entry.type().at(data, (int) from);
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
  public MappingReport.Entry mapping(String name) {
    Entry entry = tensors.get(name);
    String layout = entry.type() == FloatType.SINGLE ? "as is" : "from " + entry.type().title();
    return new MappingReport.Entry(name, Shapes.text(entry.tensor().size()), name, layout);
  }

  @Override
  public List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public String description() {
    return file.getFileName() + " (PyTorch state dictionary" + format + ")";
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public void close() {
    close(new TorchFile(Map.of(), storages, format));
  }

  private static void close(TorchFile opened) {
    if (opened != null) {
      try {
        opened.storages().close();
      } catch (IOException e) {
        // It was only read from.
      }
    }
  }
}
