package org.leukokit.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.leukokit.base.Progress;

/**
 * Progress as lines on a stream: what, how many of how many, the rate (of images, too, where an
 * item is several of them), the time left. On a terminal one line is written over; in a log a line
 * comes every ten seconds.
 */
final class ConsoleProgress implements Progress {
  private static final long TERMINAL_NANOS = 200_000_000L;
  private static final long LOG_NANOS = 10_000_000_000L;

  private static final String CLEAR = "\u001b[K";

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanos;

  /**
   * @param out where the lines go
   * @param terminal whether a line may be written over
   */
  ConsoleProgress(PrintStream out, boolean terminal) {
    this(out, terminal, System::nanoTime);
  }

  /**
   * @param nanos the clock, in nanoseconds
   */
  ConsoleProgress(PrintStream out, boolean terminal, LongSupplier nanos) {
    this.out = out;
    this.terminal = terminal;
    this.nanos = nanos;
  }

  /** Where people look while a command computes; what it prints stays clean. */
  static ConsoleProgress onErrorStream() {
    return new ConsoleProgress(System.err, onTerminal());
  }

  private static boolean onTerminal() {
    return System.console() != null;
  }

  /** Prints a whole line, in place of what is written over. */
  static void line(PrintStream out, String text) {
    out.println(onTerminal() ? "\r" + text + CLEAR : text);
  }

  @Override
  public Task start(String what, long total) {
    return new ConsoleTask(what, total);
  }

  private final class ConsoleTask implements Task {
    private final String what;
    private final long total;
    private final long began = nanos.getAsLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong images = new AtomicLong();
    private final AtomicLong shown = new AtomicLong(began);

    ConsoleTask(String what, long total) {
      this.what = what;
      this.total = total;
    }

    @Override
    public void step() {
      done.incrementAndGet();
      long now = nanos.getAsLong();
      long last = shown.get();
      if (now - last >= (terminal ? TERMINAL_NANOS : LOG_NANOS) && shown.compareAndSet(last, now)) {
        print(now, false);
      }
    }

    @Override
    public void step(int more) {
      images.addAndGet(more);
      step();
    }

    @Override
    public void close() {
      print(nanos.getAsLong(), true);
    }

    private void print(long now, boolean last) {
      long count = done.get();
      double seconds = (now - began) / 1e9;
      double rate = seconds > 0 ? count / seconds : 0;
      StringBuilder line = new StringBuilder("  ").append(what).append(": ").append(count);
      if (total > 0) {
        line.append(" of ").append(total);
      }
      line.append(String.format(Locale.ROOT, ", %.1f/s", rate));
      if (images.get() > 0 && seconds > 0) {
        line.append(String.format(Locale.ROOT, " (%.0f images/s)", images.get() / seconds));
      }
      if (last) {
        line.append(String.format(Locale.ROOT, ", %.1f s", seconds));
      } else if (rate > 0 && total > 0) {
        line.append(", ").append(left((total - count) / rate)).append(" left");
      }
      if (terminal) {
        out.print("\r" + line + CLEAR + (last ? "\n" : ""));
      } else {
        out.println(line);
      }
      out.flush();
    }
  }

  private static String left(double seconds) {
    long s = Math.round(seconds);
    return s < 60 ? s + " s" : s / 60 + " min " + s % 60 + " s";
  }
}
