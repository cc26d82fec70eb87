package org.leukokit.net;

import java.util.regex.Pattern;
import org.leukokit.base.UserError;

/**
 * Where networks are computed.
 *
 * @param kind the CPU, a GPU, or whichever there is
 * @param index which GPU, from 0 as the driver counts them; 0 for the others
 */
public record ComputeDevice(Kind kind, int index) {
  /** What computes. */
  public enum Kind {
    /** The first GPU if the engine can use one, else the CPU. */
    AUTO,
    /** The CPU. */
    CPU,
    /** A GPU; not having it is an error, never a silent run elsewhere. */
    GPU
  }

  /** The first GPU if the engine can use one, else the CPU. */
  public static final ComputeDevice AUTO = new ComputeDevice(Kind.AUTO, 0);

  /** The CPU. */
  public static final ComputeDevice CPU = new ComputeDevice(Kind.CPU, 0);

  /** The first GPU. */
  public static final ComputeDevice GPU = new ComputeDevice(Kind.GPU, 0);

  private static final Pattern NUMBERED = Pattern.compile("gpu:(\\d{1,3})");

  /**
   * @throws IllegalArgumentException if the index is negative, or not 0 for something else than a
   *     GPU
   */
  public ComputeDevice {
    if (index < 0 || index > 0 && kind != Kind.GPU) {
      throw new IllegalArgumentException("no device " + kind + " " + index);
    }
  }

  /**
   * The device of an option's text.
   *
   * @param text {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N} with N from 0
   * @throws UserError if the text is none of these
   */
  public static ComputeDevice parse(String text) {
    var numbered = NUMBERED.matcher(text);
    if (numbered.matches()) {
      return new ComputeDevice(Kind.GPU, Integer.parseInt(numbered.group(1)));
    }
    return switch (text) {
      case "auto" -> AUTO;
      case "cpu" -> CPU;
      case "gpu" -> GPU;
      default ->
          throw new UserError(
              "unknown device '" + text + "'; known are auto, cpu, gpu and gpu:N (gpu:0, gpu:1)");
    };
  }

  /**
   * Which GPU to take where there are so many.
   *
   * @param gpus how many the engine can use
   * @return its index; −1 for the CPU
   * @throws UserError if a GPU was asked for that isn't there
   */
  int among(int gpus) {
    if (kind == Kind.CPU || kind == Kind.AUTO && gpus < 1) {
      return -1;
    }
    if (gpus < 1) {
      throw new UserError(
          "device "
              + text()
              + " was asked for, but this libtorch finds no GPU; use --device cpu, or name a"
              + " CUDA build of libtorch 2.7.1 in PYTORCH_LIBRARY_PATH");
    }
    if (index >= gpus) {
      throw new UserError(
          "device "
              + text()
              + " was asked for, but this libtorch finds "
              + (gpus == 1 ? "one GPU, gpu:0" : gpus + " GPUs, gpu:0 to gpu:" + (gpus - 1))
              + "; name one that is there");
    }
    return index;
  }

  /** The name as an option. */
  public String text() {
    return switch (kind) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case GPU -> index == 0 ? "gpu" : "gpu:" + index;
    };
  }
}
