package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.leukokit.base.Text;

/** The last line of a command that writes a page. */
final class PageLine {
  private PageLine() {}

  /**
   * Says where the page is, of how many runs it tells, and how long it took.
   *
   * @param began the {@link System#nanoTime} at which the command began
   */
  static void print(PrintWriter console, Path page, int runs, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    console.printf(Locale.ROOT, "%s (%s, %.1f s)%n", page, Text.count(runs, "run"), seconds);
    console.flush();
  }
}
