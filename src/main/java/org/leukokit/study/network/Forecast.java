package org.leukokit.study.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a study of networks will take, from a few steps that were measured on its own images.
 *
 * @param methods what each method will take
 * @param memory the most memory that the process took while it was measured, in bytes; empty where
 *     the system doesn't say
 * @param images bytes of decoded images that are kept besides as long as memory allows
 * @param checkpoints bytes of the checkpoints of the run under way
 * @param results bytes of what stays behind
 */
public record Forecast(
    List<Method> methods, OptionalLong memory, long images, long checkpoints, long results) {
  /**
   * What a method will take.
   *
   * @param title its name
   * @param runs how many of its runs are still to be done
   * @param steps steps of their trainings
   * @param stepSeconds seconds a step, as measured
   * @param seconds seconds of its runs in all: steps, validation, checkpoints, test
   */
  public record Method(String title, int runs, long steps, double stepSeconds, double seconds) {}

  /** Copies the list. */
  public Forecast {
    methods = List.copyOf(methods);
  }

  /** Both, one behind the other. */
  public Forecast plus(Forecast other) {
    List<Method> all = new ArrayList<>(methods);
    all.addAll(other.methods);
    return new Forecast(
        all,
        other.memory.isPresent() ? other.memory : memory,
        Math.max(images, other.images),
        Math.max(checkpoints, other.checkpoints),
        results + other.results);
  }

  /** Seconds of all that is still to be done. */
  public double seconds() {
    return methods.stream().mapToDouble(Method::seconds).sum();
  }

  /** Bytes on disk at most. */
  public long disk() {
    return checkpoints + results;
  }

  /** For a reader, a line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Forecast, from a few measured steps of each network on this machine:");
    for (Method m : methods) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %s: %,d %s, %,d steps of %.3g s, %s in all",
              m.title(),
              m.runs(),
              m.runs() == 1 ? "run" : "runs",
              m.steps(),
              m.stepSeconds(),
              duration(m.seconds())));
    }
    lines.add("  time: " + duration(seconds()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  memory: %s, and up to %s of decoded images while there is room",
            memory.isPresent()
                ? size(memory.getAsLong()) + " were taken while measuring"
                : "this system doesn't say what was taken while measuring",
            size(images)));
    lines.add(
        String.format(
            Locale.ROOT,
            "  disk: %s, of which %s are checkpoints that are removed",
            size(disk()),
            size(checkpoints)));
    return lines;
  }

  /** A time for people, such as {@code 13 days 4 h}. */
  public static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) {
      return s + " s";
    } else if (s < 3600) {
      return s / 60 + " min " + s % 60 + " s";
    } else if (s < 86_400) {
      return s / 3600 + " h " + s / 60 % 60 + " min";
    }
    return s / 86_400 + (s < 172_800 ? " day " : " days ") + s / 3600 % 24 + " h";
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000L
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
