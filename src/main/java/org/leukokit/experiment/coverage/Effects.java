package org.leukokit.experiment.coverage;

import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.analysis.MultivariateFunction;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;

/**
 * How a method does on cells of groups, on the probit scale: a cell of a group with effect b, a
 * standard normal number, is called right where {@code mean + spread × b + noise} is above zero,
 * the noise standard normal, too. So a group's own share of right calls is Φ(mean + spread × b).
 *
 * @param positiveMean of leukemic groups
 * @param positiveSpread how much they differ, at least 0
 * @param negativeMean of healthy groups
 * @param negativeSpread how much they differ, at least 0
 */
public record Effects(
    double positiveMean, double positiveSpread, double negativeMean, double negativeSpread) {
  private static final NormalDistribution NORMAL = new NormalDistribution();
  private static final double STEP = 0.01;
  private static final double SCALE = 1e12; // counts so large that rounding them does not matter

  /**
   * @throws IllegalArgumentException if a spread is negative or a number not finite
   */
  public Effects {
    if (!(positiveSpread >= 0 && negativeSpread >= 0)
        || !Double.isFinite(positiveMean + positiveSpread + negativeMean + negativeSpread)) {
      throw new IllegalArgumentException(
          "spreads must be at least 0 and all numbers finite, were "
              + positiveMean
              + ", "
              + positiveSpread
              + ", "
              + negativeMean
              + ", "
              + negativeSpread);
    }
  }

  /** The sensitivity over all groups there are: Φ(mean / √(1 + spread²)). */
  public double sensitivity() {
    return share(positiveMean, positiveSpread);
  }

  /** The specificity over all groups there are. */
  public double specificity() {
    return share(negativeMean, negativeSpread);
  }

  /**
   * Groups that differ as these do, of other rates.
   *
   * @param sensitivity above 0 and below 1
   * @param specificity above 0 and below 1
   */
  public Effects withRates(double sensitivity, double specificity) {
    return new Effects(
        NORMAL.inverseCumulativeProbability(sensitivity)
            * Math.sqrt(1 + positiveSpread * positiveSpread),
        positiveSpread,
        NORMAL.inverseCumulativeProbability(specificity)
            * Math.sqrt(1 + negativeSpread * negativeSpread),
        negativeSpread);
  }

  private static double share(double mean, double spread) {
    return NORMAL.cumulativeProbability(mean / Math.sqrt(1 + spread * spread));
  }

  /**
   * A metric over all groups there are.
   *
   * @param metric of counts, or the area under the ROC curve
   * @param share the share of cells that are leukemic
   */
  double truth(Metric metric, double share) {
    if (metric == Metric.AUC) {
      return NORMAL.cumulativeProbability(
          (positiveMean + negativeMean)
              / Math.sqrt(2 + positiveSpread * positiveSpread + negativeSpread * negativeSpread));
    }
    double p = share * SCALE;
    double n = (1 - share) * SCALE;
    return metric.of(
        new ConfusionMatrix(
            Math.round(p * sensitivity()),
            Math.round(p * (1 - sensitivity())),
            Math.round(n * (1 - specificity())),
            Math.round(n * specificity())));
  }

  /**
   * The effects that make the predictions of a run most likely, each class by itself. Groups of
   * both classes count in each with their cells of it.
   *
   * @param predictions of test cells whose groups are known
   * @throws IllegalArgumentException if a class has fewer than two groups
   */
  public static Effects of(Predictions predictions) {
    double[] positive = fit(predictions, true);
    double[] negative = fit(predictions, false);
    return new Effects(positive[0], positive[1], negative[0], negative[1]);
  }

  private static double[] fit(Predictions predictions, boolean leukemic) {
    Map<String, int[]> groups = new TreeMap<>();
    for (Prediction p : predictions.rows()) {
      if (p.positive() == leukemic) {
        int[] counts = groups.computeIfAbsent(p.group(), g -> new int[2]);
        counts[p.predictedPositive() == leukemic ? 0 : 1]++;
      }
    }
    if (groups.size() < 2) {
      throw new IllegalArgumentException(
          "how groups of a class differ can't be told from " + groups.size());
    }
    MultivariateFunction likelihood =
        x -> {
          double sum = 0;
          for (int[] counts : groups.values()) {
            sum += logLikelihood(counts, x[0], Math.exp(x[1]));
          }
          return sum;
        };
    PointValuePair best =
        new SimplexOptimizer(1e-8, 1e-8)
            .optimize(
                new ObjectiveFunction(likelihood),
                GoalType.MAXIMIZE,
                new InitialGuess(new double[] {0.8, -0.5}),
                new NelderMeadSimplex(2),
                new MaxEval(10_000));
    return new double[] {best.getPoint()[0], Math.exp(best.getPoint()[1])};
  }

  /** The integral of p^right (1 − p)^wrong over the group's effect, but for a constant. */
  private static double logLikelihood(int[] counts, double mean, double spread) {
    int n = counts[0] + counts[1];
    double seen = (counts[0] + 0.5) / (n + 1);
    double top = counts[0] * Math.log(seen) + counts[1] * Math.log(1 - seen);
    double integral = 0;
    // Many cells make a sharp peak, so that a plain sum over fine steps is safer than few nodes.
    for (double z = -6; z <= 6; z += STEP) {
      double p = NORMAL.cumulativeProbability(mean + spread * z);
      double inside = Math.min(1 - 1e-12, Math.max(1e-12, p));
      integral +=
          STEP
              * NORMAL.density(z)
              * Math.exp(counts[0] * Math.log(inside) + counts[1] * Math.log(1 - inside) - top);
    }
    return top + Math.log(Math.max(integral, 1e-300));
  }
}
