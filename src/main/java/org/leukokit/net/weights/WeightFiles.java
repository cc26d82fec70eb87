package org.leukokit.net.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/** Opens weight files, told apart by their first bytes and never by their names. */
public final class WeightFiles {
  private WeightFiles() {}

  /**
   * Opens a weight file: Keras HDF5, Keras' zip, PyTorch's zip format or its stream before 1.6,
   * safetensors or a caffemodel. Reading a tensor that holds NaN or infinity is refused.
   *
   * @param file the file, which stays unchanged
   * @return its tensors; close it
   * @throws UserError if the file is missing, damaged or of another format
   */
  public static TensorSource open(Path file) {
    return new FiniteTensors(file, opened(file));
  }

  private static TensorSource opened(Path file) {
    byte[] head = head(file);
    if (starts(head, 0x89, 'H', 'D', 'F')) {
      return new KerasHdf5(file);
    }
    if (starts(head, 'P', 'K', 3, 4)) {
      return KerasArchive.is(file)
          ? KerasArchive.open(file)
          : new TorchStateDict(file, TorchZip::open);
    }
    if (head.length > 8 && head[8] == '{') {
      return new Safetensors(file);
    }
    if (TorchStream.looksLike(head)) {
      return new TorchStateDict(file, TorchStream::open);
    }
    if (CaffeModel.looksLike(head)) {
      return new CaffeModel(file);
    }
    throw new UserError(
        file
            + " is not a weight file that can be read: it is neither Keras' (.h5, .keras) nor"
            + " PyTorch's nor safetensors nor a caffemodel, or it is damaged; get the file again");
  }

  private static byte[] head(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new UserError("weight file " + file + " is not there; name another one");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(16);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static boolean starts(byte[] head, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= head.length || (head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** The digest by which results name a weight file: {@code sha256:} and 64 digits. */
  static String digest(Path file) {
    try {
      return "sha256:" + Hashing.sha256Hex(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The error for a file that the system can't read. */
  static UserError unreadable(Path file, IOException cause) {
    return new UserError(
        "cannot read weight file " + file + ": " + cause.getMessage() + "; check the file", cause);
  }

  /** The error for a file whose content is broken. */
  static UserError damaged(Path file, String how, Throwable cause) {
    return new UserError(
        "weight file "
            + file
            + " is cut short or damaged ("
            + printable(how.lines().findFirst().orElse("no details"))
            + "); get the file again",
        cause);
  }

  /**
   * A text out of a file as a message may show it: in one line, short, nothing to steer a terminal.
   */
  static String printable(String text) {
    String line = text.replaceAll("\\p{Cntrl}|[\u0080-\u009f\u2028\u2029]", "?");
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }
}
