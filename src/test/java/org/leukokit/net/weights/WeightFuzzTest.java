package org.leukokit.net.weights;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.leukokit.fuzz.Fuzz;

class WeightFuzzTest {
  private static final Path FILE = temporary();
  private static final Map<String, byte[]> ENTRIES = entries(bytes("small.pth"));
  private static final String PICKLE =
      ENTRIES.keySet().stream().filter(n -> n.endsWith("data.pkl")).findFirst().orElseThrow();

  private static final Fuzz HDF5 =
      new Fuzz("Keras HDF5", List.of(bytes("small.h5")), WeightFuzzTest::open);
  private static final Fuzz ZIP =
      new Fuzz(
          "PyTorch zips",
          List.of(bytes("small.pth"), bytes("evil.pth"), bytes("half.pth")),
          WeightFuzzTest::open);
  private static final Fuzz PICKLES =
      new Fuzz(
          "PyTorch pickles",
          List.of(ENTRIES.get(PICKLE), pickle("evil.pth"), pickle("checkpoint.pth")),
          pickle -> open(zip(pickle)));
  private static final Fuzz STREAMS =
      new Fuzz(
          "PyTorch files before 1.6",
          List.of(
              bytes("saved/old.pth"),
              bytes("saved/python2.pth"),
              bytes("saved/checkpoint.pth.tar"),
              bytes("saved/evil-old.pth")),
          WeightFuzzTest::open);
  private static final Fuzz KERAS_ZIPS =
      new Fuzz("Keras zips", List.of(packed("saved/mobilenet.keras")), WeightFuzzTest::open);
  private static final Fuzz SAFETENSORS =
      new Fuzz("safetensors", List.of(bytes("small.safetensors")), WeightFuzzTest::open);

  @Property(seed = "42", tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void hdf5(@ForAll long address) throws Exception {
    HDF5.at(address);
  }

  @Property(seed = "43", tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void zips(@ForAll long address) throws Exception {
    ZIP.at(address);
  }

  @Property(seed = "44", tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void pickles(@ForAll long address) throws Exception {
    PICKLES.at(address);
  }

  @Property(seed = "45", tries = 1500, edgeCases = EdgeCasesMode.NONE)
  void safetensors(@ForAll long address) throws Exception {
    SAFETENSORS.at(address);
  }

  @Property(seed = "46", tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void streams(@ForAll long address) throws Exception {
    STREAMS.at(address);
  }

  @Property(seed = "47", tries = 150, edgeCases = EdgeCasesMode.NONE)
  void kerasZips(@ForAll long address) throws Exception {
    KERAS_ZIPS.at(address);
  }

  @AfterContainer
  static void say() throws IOException {
    for (Fuzz fuzz : List.of(HDF5, ZIP, PICKLES, SAFETENSORS, STREAMS, KERAS_ZIPS)) {
      System.out.println(fuzz.summary());
    }
    Files.deleteIfExists(FILE);
  }

  private static void open(byte[] bytes) throws IOException {
    Files.write(FILE, bytes);
    try (TensorSource source = WeightFiles.open(FILE)) {
      for (String name : source.shapes().keySet()) {
        source.read(name);
        source.mapping(name);
      }
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("leukokit-fuzz", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String name) {
    try (InputStream in = WeightFuzzTest.class.getResourceAsStream("/net/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] packed(String name) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes(name + ".gz")))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] pickle(String name) {
    return entries(bytes(name)).entrySet().stream()
        .filter(e -> e.getKey().endsWith("data.pkl"))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static Map<String, byte[]> entries(byte[] zip) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try {
      // By its directory: PyTorch's zips can't be read as a stream.
      Files.write(FILE, zip);
      try (ZipFile in = new ZipFile(FILE.toFile())) {
        for (ZipEntry e : in.stream().toList()) {
          entries.put(e.getName(), in.getInputStream(e).readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  /** The small file with another pickle, so that what is changed is not hidden by checksums. */
  private static byte[] zip(byte[] pickle) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : ENTRIES.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getKey().equals(PICKLE) ? pickle : entry.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
