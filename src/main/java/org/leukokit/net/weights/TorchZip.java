package org.leukokit.net.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.leukokit.base.UserError;

/**
 * PyTorch's zip format (since 1.6): {@code data.pkl} describes tensors, {@code data/KEY} holds
 * values.
 */
final class TorchZip implements TorchStorages {
  private final ZipFile zip;
  private final String root;

  private TorchZip(ZipFile zip, String root) {
    this.zip = zip;
    this.root = root;
  }

  /** A file and what its pickle holds. */
  static TorchFile open(Path file) throws IOException {
    ZipFile zip = new ZipFile(file.toFile());
    try {
      List<? extends ZipEntry> pickles =
          zip.stream().filter(e -> e.getName().matches("[^/]+/data\\.pkl")).toList();
      if (pickles.size() != 1) {
        throw new UserError(
            "weight file "
                + file
                + " is a zip, but neither one of PyTorch's nor one of Keras': it has "
                + pickles.size()
                + " data.pkl; name another file");
      }
      String name = pickles.get(0).getName();
      String root = name.substring(0, name.length() - "data.pkl".length());
      if (zip.getEntry(root + "constants.pkl") != null) {
        throw new UserError(
            "weight file "
                + file
                + " is a TorchScript program, which is not run; save the tensors alone:"
                + " torch.save(torch.jit.load(FILE).state_dict(), NEW)");
      }
      ZipEntry order = zip.getEntry(root + "byteorder");
      if (order != null && !text(zip, order).equals("little")) {
        throw new UserError("weight file " + file + " is not little-endian; save it again");
      }
      byte[] pickle;
      try (InputStream in = zip.getInputStream(pickles.get(0))) {
        pickle = in.readNBytes(TorchFile.MAX_PICKLE + 1);
      }
      if (pickle.length > TorchFile.MAX_PICKLE) {
        throw WeightFiles.damaged(file, "its data.pkl is larger than 16 MiB", null);
      }
      return new TorchFile(
          StateDictUnpickler.read(new ByteArrayInputStream(pickle)).root(),
          new TorchZip(zip, root),
          "");
    } catch (IOException | RuntimeException | StackOverflowError e) {
      zip.close();
      throw e;
    }
  }

  private static String text(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return new String(in.readNBytes(16), StandardCharsets.US_ASCII).trim();
    }
  }

  @Override
  public long bytes(String key) {
    ZipEntry data = zip.getEntry(root + "data/" + key);
    return data == null ? -1 : data.getSize();
  }

  @Override
  public ByteBuffer read(String key, long from, int count) throws IOException {
    try (InputStream in = zip.getInputStream(zip.getEntry(root + "data/" + key))) {
      in.skipNBytes(from);
      byte[] bytes = in.readNBytes(count);
      if (bytes.length != count) {
        throw new IOException(bytes.length + " bytes instead of " + count);
      }
      return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
