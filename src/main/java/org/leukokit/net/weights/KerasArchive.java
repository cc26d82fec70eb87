package org.leukokit.net.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.leukokit.base.UserError;

/**
 * A model as Keras 3 saves it: a zip of a configuration and of the weights in HDF5. Nothing of the
 * configuration is built; it tells the layers' names.
 *
 * @param tensors the weights, unpacked
 * @param unpacked where they are until this is closed
 */
record KerasArchive(KerasHdf5 tensors, Path unpacked) implements TensorSource {
  private static final String WEIGHTS = "model.weights.h5";
  private static final String CONFIG = "config.json";
  private static final int MAX_CONFIG = 16 << 20;
  private static final long MAX_WEIGHTS = 8L << 30;

  /** Whether a zip is one. */
  static boolean is(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.getEntry(WEIGHTS) != null;
    } catch (IOException | RuntimeException e) {
      // The one who opens it says what is wrong with it.
      return false;
    }
  }

  /**
   * Opens a file.
   *
   * @throws UserError if it is damaged
   */
  static KerasArchive open(Path file) {
    Path unpacked = null;
    boolean opened = false;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Map<String, String> names = new HashMap<>();
      ZipEntry config = zip.getEntry(CONFIG);
      if (config != null) {
        names(config(zip.getInputStream(config)), "", names, 0);
      }
      unpacked = Files.createTempFile("leukokit-keras", ".h5");
      copy(file, zip, zip.getEntry(WEIGHTS), unpacked);
      KerasArchive made = new KerasArchive(new KerasHdf5(file, unpacked, names), unpacked);
      opened = true;
      return made;
    } catch (IOException | RuntimeException e) {
      throw e instanceof UserError told
          ? told
          : WeightFiles.damaged(file, String.valueOf(e.getMessage()), e);
    } finally {
      if (!opened) {
        delete(unpacked);
      }
    }
  }

  private static JsonNode config(InputStream in) throws IOException {
    try (in) {
      byte[] text = in.readNBytes(MAX_CONFIG + 1);
      if (text.length > MAX_CONFIG) {
        throw new IOException("its configuration is larger than 16 MiB");
      }
      StreamReadConstraints limits =
          StreamReadConstraints.builder().maxNestingDepth(200).maxNumberLength(40).build();
      return new ObjectMapper(JsonFactory.builder().streamReadConstraints(limits).build())
          .readTree(text);
    }
  }

  private static void copy(Path file, ZipFile zip, ZipEntry entry, Path to) throws IOException {
    // No deflated stream is a thousandth of what it holds, and no network has eight gigabytes.
    long most = Math.min(MAX_WEIGHTS, 1100 * Files.size(file));
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(to)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
        if (total > most) {
          throw new IOException(WEIGHTS + " is larger than the file allows");
        }
        out.write(buffer, 0, n);
      }
    }
  }

  /** The layers' names by their places in the HDF5, as Keras forms these from classes. */
  private static void names(JsonNode model, String path, Map<String, String> names, int depth) {
    Map<String, Integer> used = new HashMap<>();
    for (JsonNode layer : model.path("config").path("layers")) {
      String type = snake(layer.path("class_name").asText());
      int number = used.merge(type, 1, Integer::sum) - 1;
      String place = path + "layers/" + type + (number == 0 ? "" : "_" + number);
      String name = layer.path("config").path("name").asText("");
      if (!name.isEmpty()) {
        names.put(place, name);
      }
      if (depth < 10) {
        names(layer, place + "/", names, depth + 1);
      }
    }
  }

  /** {@code DepthwiseConv2D} as {@code depthwise_conv2d}. */
  private static String snake(String type) {
    return type.replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public SortedMap<String, long[]> shapes() {
    return tensors.shapes();
  }

  @Override
  public float[] read(String name) {
    return tensors.read(name);
  }

  @Override
  public MappingReport.Entry mapping(String name) {
    return tensors.mapping(name);
  }

  @Override
  public List<String> notes() {
    return tensors.notes();
  }

  @Override
  public String description() {
    return tensors.description();
  }

  @Override
  public String digest() {
    return tensors.digest();
  }

  @Override
  public void close() {
    tensors.close();
    delete(unpacked);
  }

  private static void delete(Path unpacked) {
    if (unpacked != null) {
      try {
        Files.deleteIfExists(unpacked);
      } catch (IOException e) {
        unpacked.toFile().deleteOnExit();
      }
    }
  }
}
