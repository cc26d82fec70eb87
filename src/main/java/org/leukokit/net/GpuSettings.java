package org.leukokit.net;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * How libtorch computes on a GPU, which DJL has no calls for: libtorch's own settings are called by
 * their names in its library.
 *
 * <p>Left alone, libtorch rounds the factors of convolutions to 10 bits behind the point (TF32) and
 * takes whichever algorithm is fastest, some of which add up in an order that changes from run to
 * run: the same seed then gives other weights each time. The kit computes in 32 bits and with
 * algorithms that repeat.
 */
final class GpuSettings {
  private static final String CONTEXT = "_ZN2at13globalContextEv";
  private static final String DETERMINISTIC_CUDNN = "_ZN2at7Context21setDeterministicCuDNNEb";
  private static final String BENCHMARK_CUDNN = "_ZN2at7Context17setBenchmarkCuDNNEb";
  private static final String TF32_CUDNN = "_ZN2at7Context17setAllowTF32CuDNNEb";
  private static final String TF32_CUBLAS = "_ZN2at7Context18setAllowTF32CuBLASEb";
  private static final String DETERMINISTIC_ALGORITHMS =
      "_ZN2at7Context26setDeterministicAlgorithmsEbb";
  private static final int NAME_LENGTH = 256;
  // With rooms of a fixed size cuBLAS repeats, whatever else the GPU does (NVIDIA's manual).
  private static final String CUBLAS_ROOMS = ":4096:8";

  private GpuSettings() {}

  /** The C library. */
  private interface C extends Library {
    int setenv(String name, String value, int overwrite);
  }

  /** NVIDIA's driver, as far as the kit asks it. */
  private interface Driver extends Library {
    int cuInit(int flags);

    int cuDeviceGet(IntByReference device, int ordinal);

    int cuDeviceGetName(byte[] name, int length, int device);
  }

  /**
   * Makes every run on a GPU the same, in 32 bits.
   *
   * @param libtorch folder of the library that is loaded
   * @return whether this libtorch could be told; where it couldn't, as under other systems than
   *     Linux, last bits and with them trained weights differ from run to run
   */
  static boolean makeRepeatable(Path libtorch) {
    try {
      Native.load("c", C.class).setenv("CUBLAS_WORKSPACE_CONFIG", CUBLAS_ROOMS, 0);
      set(libtorch, DETERMINISTIC_CUDNN, true);
      set(libtorch, BENCHMARK_CUDNN, false);
      set(libtorch, TF32_CUDNN, false);
      set(libtorch, TF32_CUBLAS, false);
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  /**
   * Has libtorch refuse operations of which it knows that they don't repeat: for tests.
   *
   * @param libtorch folder of the library that is loaded
   * @param on whether to refuse
   */
  static void refuseOthers(Path libtorch, boolean on) {
    set(libtorch, DETERMINISTIC_ALGORITHMS, on, false);
  }

  /**
   * What the driver calls a GPU, such as {@code NVIDIA H100 80GB HBM3}.
   *
   * @param index from 0, among those that the process sees
   * @return its name; {@code GPU} where the driver doesn't say
   */
  static String name(int index) {
    try {
      Driver driver = Native.load(windows() ? "nvcuda" : "cuda", Driver.class);
      IntByReference device = new IntByReference();
      byte[] name = new byte[NAME_LENGTH];
      if (driver.cuInit(0) == 0
          && driver.cuDeviceGet(device, index) == 0
          && driver.cuDeviceGetName(name, name.length, device.getValue()) == 0) {
        return Native.toString(name, StandardCharsets.US_ASCII.name()).strip();
      }
    } catch (UnsatisfiedLinkError e) {
      return "GPU";
    }
    return "GPU";
  }

  private static void set(Path libtorch, String setter, boolean... values) {
    NativeLibrary library =
        NativeLibrary.getInstance(libtorch.resolve(System.mapLibraryName("torch_cpu")).toString());
    Function function = library.getFunction(setter);
    Pointer context = library.getFunction(CONTEXT).invokePointer(new Object[0]);
    Object[] arguments = new Object[1 + values.length];
    arguments[0] = context;
    for (int i = 0; i < values.length; i++) {
      arguments[1 + i] = values[i] ? 1 : 0;
    }
    function.invokeVoid(arguments);
  }

  private static boolean windows() {
    return System.getProperty("os.name").startsWith("Windows");
  }
}
