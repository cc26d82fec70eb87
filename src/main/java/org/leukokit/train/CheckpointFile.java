package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.UserError;
import org.leukokit.record.History;

/**
 * One checkpoint: a line that names the format, the training's identity, the state, every tensor
 * with the optimiser's and the best epoch's, and the CRC-32C of all that as the last 8 bytes.
 * Numbers are big-endian as {@link DataOutputStream} writes them, tensors little-endian.
 */
final class CheckpointFile {
  private static final String FORMAT = "leukokit-checkpoint/1";
  private static final int CHUNK = 1 << 18;

  private CheckpointFile() {}

  static void write(Path file, String identity, TrainState state, Model model) {
    AtomicFiles.write(
        file,
        raw -> {
          CheckedOutputStream checked = new CheckedOutputStream(raw, new CRC32C());
          DataOutputStream out = new DataOutputStream(checked);
          out.writeUTF(FORMAT);
          out.writeUTF(identity);
          writeState(out, state);
          for (Map.Entry<String, NDArray> tensor : model.everything().entrySet()) {
            writeTensor(out, tensor.getKey(), tensor.getValue());
          }
          out.writeInt(state.best.size());
          for (Map.Entry<String, NDArray> tensor : state.best.entrySet()) {
            writeTensor(out, tensor.getKey(), tensor.getValue());
          }
          out.flush();
          new DataOutputStream(raw).writeLong(checked.getChecksum().getValue());
        });
  }

  private static void writeState(DataOutputStream out, TrainState state) throws IOException {
    out.writeLong(state.step);
    out.writeInt(state.epoch);
    out.writeInt(state.stepInEpoch);
    out.writeDouble(state.loss);
    out.writeInt(state.correct);
    out.writeInt(state.seen);
    out.writeDouble(state.seconds);
    out.writeDouble(state.waited);
    out.writeInt(state.bestEpoch);
    out.writeDouble(state.bestValue);
    out.writeInt(state.stale);
    byte[] history = state.history().toCsv().getBytes(StandardCharsets.UTF_8);
    out.writeInt(history.length);
    out.write(history);
  }

  private static void writeTensor(DataOutputStream out, String name, NDArray tensor)
      throws IOException {
    ByteBuffer bytes = Memory.littleEndian(tensor);
    out.writeUTF(name);
    out.writeInt(bytes.remaining());
    copy(bytes, out);
  }

  private static void copy(ByteBuffer from, OutputStream out) throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (from.hasRemaining()) {
      int n = Math.min(CHUNK, from.remaining());
      from.get(chunk, 0, n);
      out.write(chunk, 0, n);
    }
  }

  /** Whether a file is all that was written. */
  static boolean isWhole(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      long left = Files.size(file) - 8;
      CRC32C crc = new CRC32C();
      byte[] chunk = new byte[CHUNK];
      while (left > 0) {
        int n = in.readNBytes(chunk, 0, (int) Math.min(CHUNK, left));
        if (n == 0) {
          return false;
        }
        crc.update(chunk, 0, n);
        left -= n;
      }
      return left == 0 && new DataInputStream(in).readLong() == crc.getValue();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Puts a checkpoint into state and model.
   *
   * @throws UserError if it belongs to another training
   */
  static void read(Path file, String identity, TrainState state, Model model) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), CHUNK))) {
      if (!in.readUTF().equals(FORMAT)) {
        throw new UserError("the checkpoint " + file + " is of another version; delete it");
      }
      if (!in.readUTF().equals(identity)) {
        throw new UserError(
            "the checkpoint "
                + file
                + " belongs to another training (study, specification, seed, data, weights or"
                + " threads differ); name another folder or delete it");
      }
      readState(in, file, state);
      for (Map.Entry<String, NDArray> tensor : model.everything().entrySet()) {
        readTensor(in, file, tensor.getKey(), tensor.getValue());
      }
      if (in.readInt() > 0) {
        state.best.putAll(model.copy());
        for (Map.Entry<String, NDArray> tensor : state.best.entrySet()) {
          readTensor(in, file, tensor.getKey(), tensor.getValue());
        }
      }
    } catch (IOException e) {
      throw new UserError("cannot read the checkpoint " + file + "; delete it", e);
    }
  }

  private static void readState(DataInputStream in, Path file, TrainState state)
      throws IOException {
    state.step = in.readLong();
    state.epoch = in.readInt();
    state.stepInEpoch = in.readInt();
    state.loss = in.readDouble();
    state.correct = in.readInt();
    state.seen = in.readInt();
    state.seconds = in.readDouble();
    state.waited = in.readDouble();
    state.bestEpoch = in.readInt();
    state.bestValue = in.readDouble();
    state.stale = in.readInt();
    byte[] csv = in.readNBytes(in.readInt());
    History history = History.parse(file, new String(csv, StandardCharsets.UTF_8));
    state.steps.addAll(history.steps());
    state.epochs.addAll(history.epochs());
  }

  private static void readTensor(DataInputStream in, Path file, String name, NDArray tensor)
      throws IOException {
    int bytes = Math.toIntExact(4 * tensor.size());
    if (!in.readUTF().equals(name) || in.readInt() != bytes) {
      throw new UserError("the checkpoint " + file + " does not hold " + name + "; delete it");
    }
    boolean gpu = tensor.getDevice().isGpu();
    ByteBuffer memory = gpu ? Memory.allocate(bytes / 4) : Memory.littleEndian(tensor);
    byte[] chunk = new byte[CHUNK];
    while (memory.hasRemaining()) {
      int n = Math.min(CHUNK, memory.remaining());
      in.readFully(chunk, 0, n);
      memory.put(chunk, 0, n);
    }
    if (gpu) {
      Memory.set(tensor, memory.flip());
    }
  }
}
