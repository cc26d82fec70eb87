package org.leukokit.net.weights;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfInvalidPathException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.leukokit.base.UserError;

/**
 * Tensors of a weight file of Keras 2 in HDF5, the legacy layout: a group a layer, which the
 * attribute {@code layer_names} lists, and in it the datasets that {@code weight_names} lists.
 *
 * <p>Tensors appear under PyTorch's names and in PyTorch's axes: {@code kernel} becomes {@code
 * weight}, from (height, width, in, out) to (out, in, height, width) or from (in, out) to (out,
 * in); {@code depthwise_kernel} becomes {@code weight}, from (height, width, channels, 1) to
 * (channels, 1, height, width); {@code gamma}, {@code beta}, {@code moving_mean} and {@code
 * moving_variance} become {@code weight}, {@code bias}, {@code running_mean} and {@code
 * running_var}. The two kernels of a separable convolution become {@code layer.depthwise.weight}
 * and {@code layer.pointwise.weight}. A slash in a layer's name becomes an underscore.
 *
 * <p>Keras 1 wrote {@code layer_W_1}, {@code layer_b_1} and {@code running_std} (a variance) in
 * place of these; they are read too. Layers that Keras numbers by itself ({@code conv2d_95}) count
 * on from whatever was built before in the same process: they are numbered anew from 1, in order.
 */
public final class KerasHdf5 implements TensorSource {
  // Held here, as the logging framework forgets the level of a logger that nobody holds.
  private static final Logger JHDF_LOG = Logger.getLogger("io.jhdf");

  private record Entry(String path, int[] dims, String layout, long[] shape) {}

  private final Path file;
  private final String digest;
  private final HdfFile hdf;
  private final TreeMap<String, Entry> entries = new TreeMap<>();

  /**
   * Opens a file and reads its list of tensors.
   *
   * @throws UserError if the file is damaged or laid out in another way
   */
  public KerasHdf5(Path file) {
    this.file = file;
    this.digest = WeightFiles.digest(file);
    if (JHDF_LOG.getLevel() == null) {
      JHDF_LOG.setLevel(Level.WARNING);
    }
    requireWhole(file);
    HdfFile opened = null;
    try {
      opened = new HdfFile(file);
      index(opened);
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
  private static void requireWhole(Path file) {
    ByteBuffer head = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
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

  private void index(HdfFile root) {
    Group top = root.getChildren().get("model_weights") instanceof Group inner ? inner : root;
    List<String> listed = List.of(strings(top, "layer_names"));
    Map<String, String> names = KerasNames.of(listed);
    for (String layer : listed) {
      if (!(child(top, layer) instanceof Group group)) {
        throw WeightFiles.damaged(file, "layer " + layer + " is listed and not there", null);
      }
      List<String> tensors = List.of(strings(group, "weight_names"));
      boolean separable =
          tensors.stream().anyMatch(t -> "pointwise_kernel".equals(KerasNames.kind(t)));
      for (String name : tensors) {
        if (!(child(group, name) instanceof Dataset dataset)) {
          throw WeightFiles.damaged(file, "tensor " + name + " is listed and not there", null);
        }
        if (dataset.getJavaType() != float.class) {
          throw new UserError(
              "weight file "
                  + file
                  + " has "
                  + WeightFiles.printable(name)
                  + " as "
                  + dataset.getJavaType()
                  + "; only 32-bit floats are read, convert it");
        }
        add(names.get(layer), KerasNames.kind(name), separable, dataset);
      }
    }
  }

  private static Node child(Group group, String path) {
    Node node = group.getChildren().get(path);
    try {
      return node == null ? group.getByPath(path) : node;
    } catch (HdfInvalidPathException e) {
      return null;
    }
  }

  private String[] strings(Node node, String attribute) {
    Attribute found = node.getAttribute(attribute);
    if (found == null) {
      throw new UserError(
          "weight file "
              + file
              + " has no '"
              + attribute
              + "' at "
              + WeightFiles.printable(node.getPath())
              + ": it is HDF5, but not Keras 2's layout of weights; name another file");
    }
    Object data = found.getData();
    // A layer without weights has an empty list, of whatever type.
    return data instanceof String[] names ? names : new String[0];
  }

  private void add(String layer, String kind, boolean separable, Dataset dataset) {
    int[] dims = dataset.getDimensions();
    requirePlausible(dataset.getPath(), dims);
    String target = layer + "." + KerasNames.target(kind, separable);
    String layout = layout(kind, dims.length);
    Entry entry =
        new Entry(dataset.getPath(), dims, layout, Axes.permuted(dims, Axes.order(layout)));
    if (entries.put(target, entry) != null) {
      throw WeightFiles.damaged(file, "two tensors would be " + target, null);
    }
  }

  // Before room is made for it: no compression gets more out of a byte than deflate's 1,032.
  private void requirePlausible(String name, int[] dims) {
    double bytes = 4;
    for (int side : dims) {
      bytes *= Math.max(0, side);
    }
    if (bytes > 1100.0 * file.toFile().length()) {
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
      float[] flat = (float[]) hdf.getDatasetByPath(entry.path()).getDataFlat();
      return Axes.permute(flat, entry.dims(), Axes.order(entry.layout()));
    } catch (RuntimeException | OutOfMemoryError e) {
      throw WeightFiles.damaged(file, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public MappingReport.Entry mapping(String name) {
    Entry entry = entries.get(name);
    long[] dims = Arrays.stream(entry.dims()).asLongStream().toArray();
    return new MappingReport.Entry(entry.path(), Shapes.text(dims), name, entry.layout());
  }

  @Override
  public String description() {
    return file.getFileName() + " (Keras HDF5)";
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
