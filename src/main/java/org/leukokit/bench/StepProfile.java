package org.leukokit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.leukokit.base.UserError;

/**
 * Where the time of a training step goes, from the Chrome trace of libtorch's profiler: the
 * operations that a step asks for, forth and back, each with all that it asks for itself. The rest
 * is what lies between them: Java or Python, and the calls across.
 *
 * @param forward milliseconds a step by kind
 * @param backward milliseconds a step by kind
 * @param optimiser milliseconds a step
 * @param whole milliseconds a step, all together
 */
record StepProfile(
    Map<Kind, Double> forward, Map<Kind, Double> backward, double optimiser, double whole) {
  /** What operations compute. */
  enum Kind {
    CONVOLUTION("convolution", "conv"),
    NORMALISATION("batch normalisation", "batch_norm", "batchnorm"),
    ACTIVATION("activation", "relu", "hardtanh", "clamp", "threshold"),
    POOLING("pooling", "pool", "mean"),
    FULLY_CONNECTED("fully connected", "linear", "addmm", "matmul", "aten::mm"),
    PADDING("padding", "pad"),
    JOINING("joining and adding", "cat", "add", "mul", "narrow", "slice"),
    OTHER("other");

    private final String text;
    private final List<String> words;

    Kind(String text, String... words) {
      this.text = text;
      this.words = List.of(words);
    }

    /** Its name for a reader. */
    String text() {
      return text;
    }

    private static Kind of(String operation) {
      String name = operation.toLowerCase(Locale.ROOT);
      for (Kind kind : values()) {
        if (kind.words.stream().anyMatch(name::contains)) {
          return kind;
        }
      }
      return OTHER;
    }
  }

  private static final String BACKWARD = "autograd::engine::evaluate_function: ";
  private static final String OPTIMISER = "Optimizer.";

  /** A call of the kit's TorchScript, which is looked into. */
  private static final String SCRIPT = "forward";

  private record Event(String name, long thread, double begin, double micros) {}

  /**
   * Reads a trace.
   *
   * @param trace the file
   * @param steps how many it holds
   * @param seconds how long they took
   * @param optimiserSeconds what the optimiser took outside libtorch
   * @throws UserError if the file can't be read
   */
  static StepProfile of(Path trace, int steps, double seconds, double optimiserSeconds) {
    Map<Kind, Double> forward = new EnumMap<>(Kind.class);
    Map<Kind, Double> backward = new EnumMap<>(Kind.class);
    double optimiser = 1e3 * optimiserSeconds / steps;
    for (Event event : asked(events(trace))) {
      double millis = event.micros() / 1e3 / steps;
      if (event.name().startsWith(OPTIMISER)) {
        optimiser += millis;
      } else if (event.name().startsWith(BACKWARD)) {
        String name = event.name().substring(BACKWARD.length());
        // Handing a gradient over is no addition.
        backward.merge(
            name.contains("AccumulateGrad") ? Kind.OTHER : Kind.of(name), millis, Double::sum);
      } else {
        forward.merge(Kind.of(event.name()), millis, Double::sum);
      }
    }
    return new StepProfile(forward, backward, optimiser, 1e3 * seconds / steps);
  }

  /** Milliseconds a step between libtorch's operations and the optimiser. */
  double rest() {
    return whole - sum(forward) - sum(backward) - optimiser;
  }

  /** Milliseconds of all kinds. */
  static double sum(Map<Kind, Double> millis) {
    return millis.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static List<Event> events(Path trace) {
    JsonNode all;
    try {
      all = new ObjectMapper().readTree(trace.toFile());
    } catch (IOException e) {
      throw new UserError("the profiler's trace can't be read: " + e.getMessage(), e);
    }
    List<Event> events = new ArrayList<>();
    // libtorch's own is a list, Python's an object with one.
    for (JsonNode node : all.isArray() ? all : all.path("traceEvents")) {
      if (node.path("ph").asText().equals("X") && !node.path("cat").asText().contains("python")) {
        events.add(
            new Event(
                node.path("name").asText(),
                node.path("tid").asLong(),
                node.path("ts").asDouble(),
                node.path("dur").asDouble()));
      }
    }
    return events;
  }

  // Those within no other.
  private static List<Event> asked(List<Event> events) {
    List<Event> inOrder = new ArrayList<>(events);
    inOrder.removeIf(e -> e.name().equals(SCRIPT));
    inOrder.sort(
        Comparator.comparingLong(Event::thread)
            .thenComparingDouble(Event::begin)
            .thenComparing(Comparator.comparingDouble(Event::micros).reversed()));
    List<Event> outer = new ArrayList<>();
    Event last = null;
    for (Event event : inOrder) {
      if (last == null
          || event.thread() != last.thread()
          || event.begin() >= last.begin() + last.micros()) {
        outer.add(event);
        last = event;
      }
    }
    return outer;
  }
}
