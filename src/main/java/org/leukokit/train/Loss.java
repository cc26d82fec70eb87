package org.leukokit.train;

import java.util.List;
import java.util.Objects;
import org.leukokit.base.UserError;

/**
 * Cross-entropy of softmax over the network's outputs.
 *
 * <p>With label smoothing s and C classes the target of an example of class y is {@code (1 − s) + s
 * / C} for y and {@code s / C} for the others. With class weights w, and as PyTorch has it, each
 * class's term carries its own weight.
 *
 * @param classWeights a weight a class, 0 or more; empty for none
 * @param labelSmoothing s, 0 to below 1
 * @param mean what the sum over a batch is divided by
 */
public record Loss(List<Double> classWeights, double labelSmoothing, Mean mean) {
  /** What a batch's sum is divided by. */
  public enum Mean {
    /** The number of examples, as Keras. */
    EXAMPLES,
    /** The sum of their classes' weights, as PyTorch. */
    WEIGHTS
  }

  /** Neither weights nor smoothing. */
  public static final Loss CROSS_ENTROPY = new Loss(List.of(), 0, Mean.EXAMPLES);

  /**
   * @throws org.leukokit.base.UserError if a value is out of range
   */
  public Loss {
    classWeights = List.copyOf(classWeights);
    Objects.requireNonNull(mean, "mean");
    Checks.share("label smoothing", labelSmoothing);
    classWeights.forEach(w -> Checks.notNegative("a class weight", w));
    if (!classWeights.isEmpty() && classWeights.stream().allMatch(w -> w == 0)) {
      throw new UserError("all class weights are 0");
    }
  }

  /**
   * The loss of a batch and its gradient.
   *
   * @param loss the mean over the batch
   * @param gradient by the outputs, a row of classes an example
   * @param correct how many examples have their largest output at their class
   */
  record Value(double loss, float[] gradient, int correct) {}

  /**
   * Computes loss and gradient in 64 bits.
   *
   * @param logits outputs, a row of {@code classes} an example
   * @param labels class of each example
   */
  Value of(float[] logits, int[] labels) {
    int n = labels.length;
    int classes = logits.length / n;
    double total = 0;
    double weights = 0;
    double[] gradient = new double[logits.length];
    double[] p = new double[classes];
    int correct = 0;
    for (int i = 0; i < n; i++) {
      int at = i * classes;
      double logSum = Softmax.logSum(logits, at, classes);
      int best = 0;
      double sumOfTargets = 0;
      for (int c = 0; c < classes; c++) {
        double logP = logits[at + c] - logSum;
        p[c] = StrictMath.exp(logP);
        double target = labelSmoothing / classes + (c == labels[i] ? 1 - labelSmoothing : 0);
        // PyTorch's rule: the true class's share has its weight, the smoothed shares theirs.
        double weighted = target * weight(c);
        total -= weighted * logP;
        gradient[at + c] -= weighted;
        sumOfTargets += weighted;
        best = logits[at + c] > logits[at + best] ? c : best;
      }
      for (int c = 0; c < classes; c++) {
        gradient[at + c] += sumOfTargets * p[c];
      }
      weights += weight(labels[i]);
      correct += best == labels[i] ? 1 : 0;
    }
    double divisor = mean == Mean.EXAMPLES ? n : weights;
    float[] single = new float[gradient.length];
    for (int i = 0; i < single.length; i++) {
      single[i] = divisor == 0 ? 0 : (float) (gradient[i] / divisor);
    }
    return new Value(divisor == 0 ? 0 : total / divisor, single, correct);
  }

  private double weight(int label) {
    return classWeights.isEmpty() ? 1 : classWeights.get(label);
  }

  /** The values for a run's settings. */
  public String text() {
    return "cross-entropy"
        + (classWeights.isEmpty() ? "" : ", class weights " + classWeights)
        + (labelSmoothing == 0 ? "" : ", label smoothing " + labelSmoothing)
        + ", mean over "
        + mean;
  }
}
