package org.leukokit.train;

import java.util.ArrayDeque;

/** How fast the last steps were. */
final class Pace {
  private static final int STEPS = 50;

  private record Past(int images, double seconds) {}

  private final ArrayDeque<Past> past = new ArrayDeque<>();

  void step(int images, double seconds) {
    past.add(new Past(images, seconds));
    if (past.size() > STEPS) {
      past.remove();
    }
  }

  double imagesPerSecond() {
    return past.stream().mapToInt(Past::images).sum() / seconds();
  }

  /** How long so many steps take. */
  double secondsFor(long steps) {
    return steps * seconds() / past.size();
  }

  private double seconds() {
    return past.stream().mapToDouble(Past::seconds).sum();
  }
}
