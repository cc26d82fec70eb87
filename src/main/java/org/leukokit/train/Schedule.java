package org.leukokit.train;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;
import org.leukokit.base.UserError;

/** The learning rate of every step. */
public sealed interface Schedule {
  /**
   * The learning rate of a step.
   *
   * @param step steps taken before in the whole training, from 0
   * @param stepsPerEpoch steps of an epoch
   */
  double rate(long step, int stepsPerEpoch);

  /** The values for a run's settings, on one line. */
  String text();

  /**
   * The same shape over another number of epochs.
   *
   * @param from epochs that this schedule was made for, 1 or more
   * @param to epochs that the other is for, 1 or more
   */
  Schedule stretched(int from, int to);

  /**
   * One rate for all steps.
   *
   * @param rate the learning rate, 0 or more
   */
  record Constant(double rate) implements Schedule {
    /**
     * @throws org.leukokit.base.UserError if the rate is negative or not a number
     */
    public Constant {
      Checks.notNegative("the learning rate", rate);
    }

    @Override
    public double rate(long step, int stepsPerEpoch) {
      return rate;
    }

    @Override
    public String text() {
      return "constant " + rate;
    }

    @Override
    public Constant stretched(int from, int to) {
      return this;
    }
  }

  /**
   * Exponential decay {@code from · (to / from)^p}, where p is the share of {@code epochs} that is
   * over: by the steps taken, or by the whole epochs taken ({@code staircase}, the rate stays
   * within an epoch). Beyond {@code epochs} the rate stays at {@code to}.
   *
   * @param from the first rate, above 0
   * @param to the rate when all epochs are over, above 0
   * @param epochs over how many epochs
   * @param staircase whether the rate changes between epochs only
   */
  record Exponential(double from, double to, int epochs, boolean staircase) implements Schedule {
    /**
     * @throws org.leukokit.base.UserError if a value is out of range
     */
    public Exponential {
      Checks.positive("the first learning rate", from);
      Checks.positive("the last learning rate", to);
      Checks.atLeastOne("the epochs of the decay", epochs);
    }

    @Override
    public double rate(long step, int stepsPerEpoch) {
      double over = staircase ? (double) (step / stepsPerEpoch) : (double) step / stepsPerEpoch;
      return from * StrictMath.pow(to / from, Math.min(1, over / epochs));
    }

    @Override
    public String text() {
      return "exponential "
          + from
          + " to "
          + to
          + " over "
          + epochs
          + " epochs, by "
          + (staircase ? "epoch" : "step");
    }

    /** To whole epochs, one at least. */
    @Override
    public Exponential stretched(int length, int other) {
      int stretched = (int) Math.max(1, Math.round((double) epochs * other / length));
      return new Exponential(from, to, stretched, staircase);
    }
  }

  /**
   * An exponential decay whose rates are rounded to some decimals, as {@code round(rate, 6)} of
   * Python does it: to the nearest, of two that are as near to the even one. From 1e-5 to 1e-6 six
   * decimals leave ten rates.
   *
   * @param of the decay
   * @param decimals how many, 1 to 15
   */
  record Rounded(Exponential of, int decimals) implements Schedule {
    /**
     * @throws org.leukokit.base.UserError if there are too few or too many decimals, or its first
     *     or last rate becomes 0 by them
     */
    public Rounded {
      Objects.requireNonNull(of, "of");
      if (decimals < 1 || decimals > 15) {
        throw new UserError("a learning rate is rounded to 1 to 15 decimals, not " + decimals);
      }
      for (double rate : new double[] {of.from(), of.to()}) {
        if (round(rate, decimals) == 0) {
          throw new UserError(
              "a learning rate of "
                  + rate
                  + " rounded to "
                  + decimals
                  + " decimals is 0; take more decimals or a higher rate");
        }
      }
    }

    @Override
    public double rate(long step, int stepsPerEpoch) {
      return round(of.rate(step, stepsPerEpoch), decimals);
    }

    private static double round(double rate, int decimals) {
      return new BigDecimal(rate).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
    }

    @Override
    public Rounded stretched(int length, int other) {
      return new Rounded(of.stretched(length, other), decimals);
    }

    @Override
    public String text() {
      return of.text() + ", rounded to " + decimals + " decimals";
    }
  }

  /** How the peaks of a cyclic schedule change. */
  enum Peaks {
    /** All peaks are as high. */
    TRIANGULAR,
    /** Each peak's height above the lowest rate is half of the one before. */
    TRIANGULAR2,
    /** Heights fall by {@code gamma} with every step. */
    EXP_RANGE
  }

  /**
   * Cyclic learning rates (Smith, <em>Cyclical learning rates for training neural networks</em>,
   * 2017): with half a cycle of S steps, {@code cycle = ⌊1 + step / 2S⌋, x = |step / S − 2 cycle +
   * 1|, rate = min + (max − min) · max(0, 1 − x) · scale}; scale is 1, {@code 1 / 2^(cycle − 1)} or
   * {@code gamma^step}.
   *
   * @param peaks how peaks change
   * @param min the lowest rate, 0 or more
   * @param max the highest rate, not below {@code min}
   * @param halfCycle S in epochs if {@code inEpochs}, else in steps; above 0
   * @param inEpochs whether {@code halfCycle} counts epochs
   * @param gamma for {@link Peaks#EXP_RANGE}, in (0, 1]; 1 for the others
   */
  record Cyclic(
      Peaks peaks, double min, double max, double halfCycle, boolean inEpochs, double gamma)
      implements Schedule {
    /**
     * @throws org.leukokit.base.UserError if a value is out of range
     */
    public Cyclic {
      Checks.notNegative("the lowest learning rate", min);
      Checks.notNegative("the highest learning rate", max);
      Checks.positive("half a cycle", halfCycle);
      if (max < min) {
        throw new UserError("the highest learning rate " + max + " is below the lowest " + min);
      }
      if (!(gamma > 0 && gamma <= 1)) {
        throw new UserError("gamma must be above 0 and at most 1, was " + gamma);
      }
      if (peaks != Peaks.EXP_RANGE && gamma != 1) {
        throw new UserError("gamma belongs to EXP_RANGE, leave it at 1");
      }
    }

    @Override
    public double rate(long step, int stepsPerEpoch) {
      double half = inEpochs ? halfCycle * stepsPerEpoch : halfCycle;
      double cycle = Math.floor(1 + step / (2 * half));
      double x = Math.abs(step / half - 2 * cycle + 1);
      double scale =
          switch (peaks) {
            case TRIANGULAR -> 1;
            case TRIANGULAR2 -> StrictMath.pow(2, 1 - cycle);
            case EXP_RANGE -> StrictMath.pow(gamma, step);
          };
      return min + (max - min) * Math.max(0, 1 - x) * scale;
    }

    @Override
    public String text() {
      return "cyclic "
          + peaks
          + " "
          + min
          + " to "
          + max
          + ", half a cycle "
          + halfCycle
          + (inEpochs ? " epochs" : " steps")
          + (peaks == Peaks.EXP_RANGE ? ", gamma " + gamma : "");
    }

    /** As many cycles, of another length. */
    @Override
    public Cyclic stretched(int from, int to) {
      return new Cyclic(peaks, min, max, halfCycle * to / from, inEpochs, gamma);
    }

    /**
     * Refuses trainings that end within a cycle, where cycles are counted in epochs; {@link
     * #requireEnd(int, int)} is for the others.
     *
     * @throws UserError if so many epochs are no whole number of cycles
     */
    void requireEnd(int epochs) {
      if (inEpochs) {
        requireWhole(epochs, epochs + (epochs == 1 ? " epoch" : " epochs"), "epochs");
      }
    }

    /**
     * Refuses trainings that end within a cycle.
     *
     * @throws UserError if so many steps are no whole number of cycles
     */
    void requireEnd(int epochs, int stepsPerEpoch) {
      requireEnd(epochs);
      if (!inEpochs) {
        long steps = (long) epochs * stepsPerEpoch;
        requireWhole(
            steps, steps + " steps (" + epochs + " epochs of " + stepsPerEpoch + ")", "steps");
      }
    }

    private void requireWhole(long length, String inWords, String unit) {
      double cycles = length / (2 * halfCycle);
      double whole = Math.max(1, Math.rint(cycles));
      // 0.7 + 0.7 … is a whole number of epochs only as nearly as doubles can say.
      if (Math.abs(cycles - whole) > 1e-9 * whole) {
        throw new UserError(
            String.format(
                Locale.ROOT,
                "a cyclic learning rate must come down to its lowest at the end: %s are %s cycles"
                    + " of %s %s; train for a whole number of cycles, or let half a cycle be %s %s",
                inWords,
                number(Math.round(1000 * cycles) / 1000.0),
                number(2 * halfCycle),
                unit,
                number(length / (2 * whole)),
                unit));
      }
    }

    private static String number(double value) {
      return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
  }
}
