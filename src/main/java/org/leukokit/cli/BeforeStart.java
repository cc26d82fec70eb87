package org.leukokit.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;
import org.leukokit.study.network.Forecast;

/**
 * What happens before a study starts: at full scale, or where that alone was asked for, it is said
 * what it takes.
 *
 * @param forecastOnly whether to stop behind that
 * @param full whether the scale is full
 * @param yes whether the user agreed before being asked
 */
record BeforeStart(boolean forecastOnly, boolean full, boolean yes) {
  /**
   * Whether to start.
   *
   * @param forecast measures what it takes; empty if nothing is left to be trained
   */
  boolean agreed(Supplier<Optional<Forecast>> forecast, PrintWriter console) {
    if (!forecastOnly && !full) {
      return true;
    }
    Optional<Forecast> expected = forecast.get();
    expected.ifPresentOrElse(
        f -> f.lines().forEach(console::println),
        () -> console.println("Forecast: no network is left to be trained."));
    console.flush();
    if (forecastOnly) {
      return false;
    }
    if (expected.isPresent() && !LongRuns.agreed(expected.get(), yes, System.console())) {
      console.println("Not started.");
      console.flush();
      return false;
    }
    return true;
  }
}
