package org.leukokit.train;

import java.util.Locale;
import org.leukokit.record.History;

/** Hears how a training goes, on the thread that trains. */
public interface TrainProgress {
  /** Shows nothing. */
  TrainProgress NONE = status -> {};

  /**
   * Where a training stands.
   *
   * @param epoch from 1
   * @param epochs at most
   * @param step of this epoch, from 1
   * @param steps of an epoch
   * @param images in the last batch
   * @param loss of the last batch
   * @param imagesPerSecond over the last steps
   * @param secondsLeft at this pace, validation left out; an upper bound where training may stop
   *     early
   */
  record Status(
      int epoch,
      int epochs,
      int step,
      int steps,
      int images,
      double loss,
      double imagesPerSecond,
      double secondsLeft) {
    /** One line for a reader. */
    public String text() {
      return String.format(
          Locale.ROOT,
          "epoch %d/%d, step %d/%d, loss %.4f, %.1f images/s, %s left",
          epoch,
          epochs,
          step,
          steps,
          loss,
          imagesPerSecond,
          duration(secondsLeft));
    }

    private static String duration(double seconds) {
      long s = Math.round(seconds);
      return s < 3600
          ? String.format(Locale.ROOT, "%d:%02d min", s / 60, s % 60)
          : String.format(Locale.ROOT, "%d:%02d h", s / 3600, s / 60 % 60);
    }
  }

  /** A step is over and its parameters are in place. */
  void step(Status status);

  /** An epoch is over, validation included. */
  default void epoch(History.Epoch epoch) {}
}
