package org.leukokit.net;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.leukokit.base.UserError;

/**
 * DJL's PyTorch engine, started once in a JVM with a stated number of threads, offline.
 *
 * <p>The number of threads belongs to the whole process: the first start decides, and a later start
 * with another number is refused, as results would quietly come from another setting than the one
 * recorded. The device may differ from start to start. Nothing is downloaded: the native library
 * comes from the class path (or from the folder that {@code PYTORCH_LIBRARY_PATH} names) and is
 * unpacked under the cache folder given.
 */
public final class TorchRuntime {
  private static final Object LOCK = new Object();
  // Held here, as the logging framework forgets the level of a logger that nobody holds.
  private static final Logger DJL_LOG = Logger.getLogger("ai.djl");
  private static final Logger CUDA_LOG = Logger.getLogger("ai.djl.util.cuda");

  private static Engine engine;
  private static int startedThreads;
  private static boolean guessesCaches;

  private final Device device;
  private final String gpu;
  private final ThreadLocal<Boolean> bound = ThreadLocal.withInitial(() -> false);

  private TorchRuntime(Device device) {
    this.device = device;
    this.gpu = device.isGpu() ? prepare(device) : "";
  }

  private static String prepare(Device gpu) {
    return GpuSettings.name(gpu.getDeviceId())
        + (GpuSettings.makeRepeatable(libraryFolder()) ? ", float32" : ", does not repeat");
  }

  private static Path libraryFolder() {
    return Path.of(LibUtils.getLibtorchPath());
  }

  /**
   * Starts the engine, or finds it running.
   *
   * @return the runtime on the device asked for
   * @throws UserError if the native library can't be loaded, or a GPU was asked for and there is
   *     none, or the engine runs already with another number of threads
   */
  public static TorchRuntime start(TorchOptions options) {
    synchronized (LOCK) {
      if (engine == null) {
        engine = load(options);
        startedThreads = options.threads();
      } else if (startedThreads != options.threads()) {
        throw new UserError(
            "the engine already runs with "
                + startedThreads
                + " threads and can't change to "
                + options.threads()
                + "; start another process for that");
      }
      TorchRuntime runtime = new TorchRuntime(choose(options.device()));
      runtime.bindThread();
      return runtime;
    }
  }

  private static Engine load(TorchOptions options) {
    String cache = options.cacheFolder().toAbsolutePath().toString();
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("DJL_CACHE_DIR", cache);
    System.setProperty("ENGINE_CACHE_DIR", cache);
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(options.threads()));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    if (DJL_LOG.getLevel() == null) {
      DJL_LOG.setLevel(Level.WARNING);
      CUDA_LOG.setLevel(Level.SEVERE); // it warns wherever there is no GPU
    }
    try {
      Engine loaded = Engine.getEngine("PyTorch");
      NativeWork.holdExit();
      // Before anything is convolved: it could end the process.
      guessesCaches =
          !Processor.here().showsCaches()
              && OneDnnCaches.of(libraryFolder().resolve(System.mapLibraryName("torch_cpu")))
                  .map(OneDnnCaches::mend)
                  .orElse(false);
      return loaded;
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw new UserError(
          "cannot load libtorch for "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + " into "
              + cache
              + ": "
              + rootMessage(e)
              + "; run './leukokit doctor', or name a folder with libtorch 2.7.1 in"
              + " PYTORCH_LIBRARY_PATH",
          e);
    }
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return message.lines().findFirst().orElse(message);
  }

  private static Device choose(ComputeDevice wanted) {
    int gpu = wanted.among(wanted.kind() == ComputeDevice.Kind.CPU ? 0 : countGpus());
    return gpu < 0 ? Device.cpu() : Device.gpu(gpu);
  }

  private static int countGpus() {
    // The capability first: counting GPUs may start another process.
    return engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
  }

  /**
   * What computes matrices, such as {@code Intel(R) MKL-DNN v3.7.1; CPU capability usage: AVX512;
   * BLAS_INFO=mkl}.
   *
   * @return empty where libtorch can't be asked
   */
  public Optional<String> mathematics() {
    return LibtorchBuild.mathematics(libraryFolder());
  }

  /** How many GPUs the engine can use. */
  public int gpus() {
    return countGpus();
  }

  /**
   * Gives the calling thread the runtime's settings. libtorch keeps its number of threads and
   * whether it records gradients for each calling thread; without this a worker thread would
   * compute with as many threads as the machine has.
   */
  public void bindThread() {
    if (!bound.get()) {
      JniUtils.setNumThreads(startedThreads);
      JniUtils.setGradMode(false);
      // Single operations: there is nothing to optimise, and trying takes time.
      JniUtils.setGraphExecutorOptimize(false);
      bound.set(true);
    }
  }

  /** A new manager of native memory on the runtime's device; close it. */
  public NDManager newManager() {
    return engine.newBaseManager(device);
  }

  /** The device. */
  public ComputeDevice where() {
    return device.isGpu()
        ? new ComputeDevice(ComputeDevice.Kind.GPU, device.getDeviceId())
        : ComputeDevice.CPU;
  }

  /** The device in DJL's terms. */
  public Device device() {
    return device;
  }

  /** What runs here. */
  public EngineInfo info() {
    return new EngineInfo(
        engine.getEngineName(),
        engine.getVersion(),
        Engine.getDjlVersion(),
        device.isGpu() ? "gpu" + device.getDeviceId() : "cpu",
        gpu,
        JniUtils.getNumThreads(),
        JniUtils.getNumInteropThreads(),
        libraryFolder().toString(),
        guessesCaches);
  }
}
