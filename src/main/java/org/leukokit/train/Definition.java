package org.leukokit.train;

/** Whose formula an optimiser follows where the frameworks differ under one name. */
public enum Definition {
  /** Keras (and MATLAB for stochastic gradient descent with momentum). */
  KERAS,
  /** PyTorch's torch.optim. */
  TORCH
}
