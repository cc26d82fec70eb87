package org.leukokit.net;

/**
 * What computes the networks, for provenance and for {@code doctor}.
 *
 * @param engine name of the engine, {@code PyTorch}
 * @param version version of libtorch
 * @param djlVersion version of Deep Java Library
 * @param device {@code cpu} or {@code gpu0}
 * @param gpu what the driver calls the GPU, and how it computes; empty on a CPU
 * @param threads threads within an operation; part of what was computed, as last bits depend on it
 * @param interOpThreads threads between operations
 * @param nativeLibrary folder of the native library that was really loaded
 * @param guessesCaches whether the processor's caches are hidden and oneDNN was told to guess them,
 *     see {@link OneDnnCaches}
 */
public record EngineInfo(
    String engine,
    String version,
    String djlVersion,
    String device,
    String gpu,
    int threads,
    int interOpThreads,
    String nativeLibrary,
    boolean guessesCaches) {

  /**
   * The device with what is known of a GPU, such as {@code gpu0 (NVIDIA H100 80GB HBM3, float32)}.
   */
  public String processor() {
    return gpu.isEmpty() ? device : device + " (" + gpu + ")";
  }

  /**
   * A short text of everything that the bits of a result may depend on, for the keys of caches.
   *
   * @return engine, version, device, threads and processor architecture
   */
  public String numericId() {
    return engine
        + " "
        + version
        + " "
        + processor()
        + " threads="
        + threads
        + " "
        + System.getProperty("os.arch");
  }
}
