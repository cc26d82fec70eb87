package org.leukokit.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.leukokit.net.ComputeDevice;

/**
 * The memory that processes take on a GPU, as the driver counts it: tensors, what the frameworks
 * keep aside, and their kernels. The driver can't always tell processes apart (in a container it
 * can't), so what is taken while one of them works is counted as that one's. Frameworks give
 * nothing back before they end, and so the sum is the peak, if nobody else uses the GPU.
 */
final class GpuMemory {
  private static final int PATIENCE_SECONDS = 20;

  private final int gpu;
  private double last;
  private boolean known = true;

  /**
   * @param device where is computed; for {@link ComputeDevice#AUTO} the first GPU is looked at
   */
  GpuMemory(ComputeDevice device) {
    this.gpu = device.kind() == ComputeDevice.Kind.CPU ? -1 : device.index();
    this.last = used();
  }

  /** Whether there is a GPU whose driver answers. */
  boolean known() {
    return gpu >= 0 && known;
  }

  /** MB that were taken since this was asked last. */
  double taken() {
    double now = used();
    double taken = now - last;
    last = now;
    return taken;
  }

  private double used() {
    if (!known()) {
      return 0;
    }
    try {
      Process driver =
          new ProcessBuilder(
                  "nvidia-smi",
                  "--query-gpu=memory.used",
                  "--format=csv,noheader,nounits",
                  "--id=" + gpu)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(driver.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (driver.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && driver.exitValue() == 0) {
        return Double.parseDouble(said.strip());
      }
    } catch (IOException | NumberFormatException e) {
      // No driver's tool, or one that says something else: then it is not known.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    known = false;
    return 0;
  }
}
