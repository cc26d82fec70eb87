package org.leukokit.net.weights;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.leukokit.base.UserError;

/**
 * Tensors of a file of Keras' in HDF5: weights or whole models in the legacy layout ({@link
 * KerasLegacyLayout}), or weights in that of Keras 3 ({@link KerasThreeLayout}).
 *
 * <p>Tensors appear under PyTorch's names and in PyTorch's axes: {@code kernel} becomes {@code
 * weight}, from (height, width, in, out) to (out, in, height, width) or from (in, out) to (out,
 * in); {@code depthwise_kernel} becomes {@code weight}, from (height, width, channels, 1) to
 * (channels, 1, height, width); {@code gamma}, {@code beta}, {@code moving_mean} and {@code
 * moving_variance} become {@code weight}, {@code bias}, {@code running_mean} and {@code
 * running_var}. The two kernels of a separable convolution become {@code layer.depthwise.weight}
 * and {@code layer.pointwise.weight}. A slash in a layer's name becomes an underscore. Layers of a
 * model within the model are called {@code model.layer}.
 *
 * <p>Keras 1 wrote {@code layer_W_1}, {@code layer_b_1} and {@code running_std} (a variance) in
 * place of these; they are read too. Layers that Keras numbers by itself ({@code conv2d_95}) count
 * on from whatever was built before in the same process: they are numbered anew from 1, in order.
 */
public final class KerasHdf5 implements TensorSource {
  // Held here, as the logging framework forgets the level of a logger that nobody holds.
  private static final Logger JHDF_LOG = Logger.getLogger("io.jhdf");

  private record Entry(String path, int[] dims, String layout, long[] shape, String type) {}

  private final Path file;
  private final Path hdfFile;
  private final String digest;
  private final HdfFile hdf;
  private final String format;
  private final TreeMap<String, Entry> entries = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * Opens a file and reads its list of tensors.
   *
   * @throws UserError if the file is damaged or laid out in another way
   */
  public KerasHdf5(Path file) {
    this(file, file, Map.of());
  }

  /**
   * Opens a file that came out of another.
   *
   * @param file the file that the user knows
   * @param hdfFile the HDF5 within it
   * @param names the layers' names by their place, where the HDF5 doesn't have them
   */
  KerasHdf5(Path file, Path hdfFile, Map<String, String> names) {
    this.file = file;
    this.hdfFile = hdfFile;
    this.digest = WeightFiles.digest(file);
    if (JHDF_LOG.getLevel() == null) {
      JHDF_LOG.setLevel(Level.WARNING);
    }
    requireWhole(hdfFile);
    HdfFile opened = null;
    try {
      opened = new HdfFile(hdfFile);
      boolean three = KerasThreeLayout.is(opened);
      format = three ? "Keras 3" : "Keras HDF5";
      if (three) {
        new KerasThreeLayout(names, this::add, notes).index(opened);
      } else {
        new KerasLegacyLayout(file, this::add).index(opened);
      }
      noteTypes();
    } catch (UserError e) {
      closeQuietly(opened);
      throw e;
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      closeQuietly(opened);
      throw WeightFiles.damaged(file, String.valueOf(e.getMessage()), e);
    }
    this.hdf = opened;
  }

  // The superblock says where the file ends; a tensor that nobody reads may hide a cut.
  private void requireWhole(Path hdfFile) {
    ByteBuffer head = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(hdfFile, StandardOpenOption.READ)) {
      while (head.hasRemaining() && channel.read(head) >= 0) {}
      int version = head.get(8);
      int end = version == 0 ? 40 : version == 1 ? 44 : 28;
      boolean wide = head.get(version < 2 ? 13 : 9) == 8;
      if (head.hasRemaining() || (wide && head.getLong(end) > channel.size())) {
        throw WeightFiles.damaged(file, "its end is missing", null);
      }
    } catch (IOException e) {
      throw WeightFiles.unreadable(file, e);
    }
  }

  private static void closeQuietly(HdfFile opened) {
    if (opened != null) {
      opened.close();
    }
  }

  private void noteTypes() {
    entries.values().stream()
        .map(Entry::type)
        .filter(type -> !type.isEmpty())
        .distinct()
        .sorted()
        .forEach(type -> notes.add("converted from " + type));
  }

  private void add(String layer, String kind, boolean separable, Dataset dataset) {
    int[] dims = dataset.getDimensions();
    requirePlausible(dataset.getPath(), dims);
    String target = layer + "." + KerasNames.target(kind, separable);
    String layout = layout(kind, dims.length);
    Entry entry =
        new Entry(
            dataset.getPath(),
            dims,
            layout,
            Axes.permuted(dims, Axes.order(layout)),
            type(dataset));
    if (entries.put(target, entry) != null) {
      throw WeightFiles.damaged(file, "two tensors would be " + target, null);
    }
  }

  /** What 32-bit floats are made of; empty for themselves. */
  private String type(Dataset dataset) {
    int size = dataset.getDataType().getSize();
    if (dataset.getJavaType() == float.class) {
      return size == 2 ? FloatType.HALF.title() : "";
    }
    if (dataset.getJavaType() == double.class) {
      return FloatType.DOUBLE.title();
    }
    throw new UserError(
        "weight file "
            + file
            + " has "
            + WeightFiles.printable(dataset.getPath())
            + " as "
            + dataset.getJavaType()
            + "; only floats of 16, 32 and 64 bits are read, convert it");
  }

  // Before room is made for it: no compression gets more out of a byte than deflate's 1,032.
  private void requirePlausible(String name, int[] dims) {
    double bytes = 2;
    for (int side : dims) {
      bytes *= Math.max(0, side);
    }
    if (bytes > 1100.0 * hdfFile.toFile().length()) {
      throw WeightFiles.damaged(file, name + " would be larger than the file allows", null);
    }
  }

  private static String layout(String kind, int rank) {
    boolean dense = kind.equals("kernel") || kind.equals("pointwise_kernel");
    if (dense && rank == 4) {
      return "HWIO to OIHW";
    }
    if (kind.equals("depthwise_kernel") && rank == 4) {
      return "HWC1 to C1HW";
    }
    return kind.equals("kernel") && rank == 2 ? "IO to OI" : "as is";
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
    try {
      float[] flat = floats(hdf.getDatasetByPath(entry.path()).getDataFlat());
      return Axes.permute(flat, entry.dims(), Axes.order(entry.layout()));
    } catch (RuntimeException | OutOfMemoryError e) {
      throw WeightFiles.damaged(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static float[] floats(Object flat) {
    if (flat instanceof double[] wide) {
      float[] narrow = new float[wide.length];
      for (int i = 0; i < wide.length; i++) {
        narrow[i] = (float) wide[i];
      }
      return narrow;
    }
    return (float[]) flat;
  }

  @Override
  public List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public MappingReport.Entry mapping(String name) {
    Entry entry = entries.get(name);
    long[] dims = Arrays.stream(entry.dims()).asLongStream().toArray();
    return new MappingReport.Entry(entry.path(), Shapes.text(dims), name, entry.layout());
  }

  @Override
  public String description() {
    return file.getFileName() + " (" + format + ")";
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public void close() {
    hdf.close();
  }
}
