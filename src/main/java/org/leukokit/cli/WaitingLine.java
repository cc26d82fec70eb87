package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.leukokit.record.History;
import org.leukokit.record.RunFolder;

/** Whether what computes networks had to wait for images: then more threads would help. */
final class WaitingLine {
  private WaitingLine() {}

  /** Says how long the training steps of some runs took, and the share of it that was waiting. */
  static void print(PrintWriter console, List<Path> runs) {
    double seconds = 0;
    double waited = 0;
    for (Path run : runs) {
      for (History history : RunFolder.read(run).histories().values()) {
        for (History.Epoch epoch : history.epochs()) {
          // An epoch before the first step took none.
          if (epoch.seconds() > 0) {
            seconds += epoch.seconds();
            waited += epoch.seconds() * epoch.waiting();
          }
        }
      }
    }
    if (seconds > 0) {
      console.printf(
          Locale.ROOT,
          "Training steps took %.1f s, %.2f %% of it waiting for images.%n",
          seconds,
          100 * waited / seconds);
      console.flush();
    }
  }
}
