package org.leukokit.cli;

import java.io.Console;
import java.util.Locale;
import org.leukokit.base.UserError;
import org.leukokit.study.network.Forecast;

/** Asks before a study that takes long. */
final class LongRuns {
  /** Seconds from which the user is asked. */
  static final double LONG = 3600;

  private LongRuns() {}

  /**
   * Whether a study is to be started.
   *
   * @param forecast what it takes
   * @param yes whether the user said so already
   * @param console where the user is asked; null if there is none
   * @throws UserError if it takes long, the user said nothing and can't be asked
   */
  static boolean agreed(Forecast forecast, boolean yes, Console console) {
    if (yes || forecast.seconds() <= LONG) {
      return true;
    }
    if (console == null) {
      throw new UserError(
          "the forecast is "
              + Forecast.duration(forecast.seconds())
              + ", more than an hour; give --yes to start without being asked");
    }
    String answer = console.readLine("Start? [y/N] ");
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }
}
