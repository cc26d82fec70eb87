package org.leukokit.train;

import org.leukokit.base.UserError;

/**
 * How gradients move the parameters. {@code g} is the gradient (with clipping and penalties), α the
 * learning rate, t the number of the update from 1. Keras and PyTorch give different formulas under
 * one name; {@link Definition} says which is meant. Decoupled weight decay (AdamW) is a {@link
 * Penalty.Decoupled} beside any of them.
 */
public sealed interface Optimiser {
  /** Whose formula it is. */
  Definition definition();

  /** How many running tensors it keeps for each parameter, 0 to 2. */
  int states();

  /** The values for a run's settings, on one line. */
  String text();

  /**
   * Stochastic gradient descent with momentum μ.
   *
   * <p>KERAS, and MATLAB's {@code sgdm}: {@code v ← μ v − α g; w ← w + v}, with Nesterov {@code w ←
   * w + μ v − α g}. TORCH: {@code b ← μ b + g; w ← w − α b}, with Nesterov {@code w ← w − α (g + μ
   * b)}. The two differ once the learning rate changes.
   *
   * @param momentum μ, 0 to below 1
   * @param nesterov whether with Nesterov's look ahead
   * @param definition whose formula
   */
  record Sgd(double momentum, boolean nesterov, Definition definition) implements Optimiser {
    /**
     * @throws org.leukokit.base.UserError if the momentum is out of range
     */
    public Sgd {
      Checks.share("momentum", momentum);
      if (nesterov && momentum == 0) {
        throw new UserError("Nesterov's look ahead needs a momentum above 0");
      }
    }

    @Override
    public int states() {
      return momentum == 0 ? 0 : 1;
    }

    @Override
    public String text() {
      return "sgd momentum " + momentum + (nesterov ? " nesterov " : " ") + definition;
    }
  }

  /**
   * Adam (Kingma and Ba 2015): {@code m ← β₁ m + (1 − β₁) g; v ← β₂ v + (1 − β₂) g²}.
   *
   * <p>KERAS: {@code w ← w − α √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε)}, the paper's second form.
   * TORCH: {@code w ← w − α / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)}, its first.
   *
   * @param beta1 β₁, 0 to below 1
   * @param beta2 β₂, 0 to below 1
   * @param epsilon ε, above 0 (Keras' default 1e-7, PyTorch's and the paper's 1e-8)
   * @param definition whose formula
   */
  record Adam(double beta1, double beta2, double epsilon, Definition definition)
      implements Optimiser {
    /**
     * @throws org.leukokit.base.UserError if a value is out of range
     */
    public Adam {
      Checks.share("beta1", beta1);
      Checks.share("beta2", beta2);
      Checks.positive("epsilon", epsilon);
    }

    @Override
    public int states() {
      return 2;
    }

    @Override
    public String text() {
      return "adam " + beta1 + " " + beta2 + " epsilon " + epsilon + " " + definition;
    }
  }

  /**
   * Adamax (Kingma and Ba 2015, section 7.1): {@code m ← β₁ m + (1 − β₁) g}.
   *
   * <p>KERAS: {@code u ← max(β₂ u, |g|); w ← w − α / (1 − β₁ᵗ) · m / (u + ε)}. TORCH: {@code u ←
   * max(β₂ u, |g| + ε); w ← w − α / (1 − β₁ᵗ) · m / u}.
   *
   * @param beta1 β₁, 0 to below 1
   * @param beta2 β₂, 0 to below 1
   * @param epsilon ε, above 0 (Keras' default 1e-7, PyTorch's 1e-8)
   * @param definition whose formula
   */
  record Adamax(double beta1, double beta2, double epsilon, Definition definition)
      implements Optimiser {
    /**
     * @throws org.leukokit.base.UserError if a value is out of range
     */
    public Adamax {
      Checks.share("beta1", beta1);
      Checks.share("beta2", beta2);
      Checks.positive("epsilon", epsilon);
    }

    @Override
    public int states() {
      return 2;
    }

    @Override
    public String text() {
      return "adamax " + beta1 + " " + beta2 + " epsilon " + epsilon + " " + definition;
    }
  }
}
