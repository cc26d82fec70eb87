package org.leukokit.train;

/** What keeps weights small; each names the parameters that it holds for. */
public sealed interface Penalty {
  /** The parameters that it holds for. */
  ParameterGroup group();

  /** The values for a run's settings, on one line. */
  String text();

  /**
   * {@code loss + λ/2 Σw²}, so {@code g + λ w}: torch.optim's weight_decay, MATLAB's
   * L2Regularization.
   *
   * @param lambda λ, 0 or more
   * @param group the parameters
   */
  record L2(double lambda, ParameterGroup group) implements Penalty {
    /**
     * @throws org.leukokit.base.UserError if λ is negative or not a number
     */
    public L2 {
      Checks.notNegative("lambda", lambda);
    }

    @Override
    public String text() {
      return "L2 " + lambda + "/2 on " + group.text();
    }
  }

  /**
   * {@code loss + λ₁ Σ|w| + λ₂ Σw²}, so {@code g + λ₁ sign(w) + 2 λ₂ w}: Keras' l1_l2.
   *
   * @param l1 λ₁, 0 or more
   * @param l2 λ₂, 0 or more
   * @param group the parameters
   */
  record L1L2(double l1, double l2, ParameterGroup group) implements Penalty {
    /**
     * @throws org.leukokit.base.UserError if a factor is negative or not a number
     */
    public L1L2 {
      Checks.notNegative("l1", l1);
      Checks.notNegative("l2", l2);
    }

    @Override
    public String text() {
      return "L1 " + l1 + " + L2 " + l2 + " on " + group.text();
    }
  }

  /**
   * Decoupled weight decay (Loshchilov and Hutter 2019), before the update: {@code w ← w − α λ w}.
   *
   * @param lambda λ, 0 or more
   * @param group the parameters
   */
  record Decoupled(double lambda, ParameterGroup group) implements Penalty {
    /**
     * @throws org.leukokit.base.UserError if λ is negative or not a number
     */
    public Decoupled {
      Checks.notNegative("lambda", lambda);
    }

    @Override
    public String text() {
      return "decoupled " + lambda + " on " + group.text();
    }
  }
}
