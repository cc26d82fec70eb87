package org.leukokit.train;

/** What happens to the examples of an epoch that fill no whole batch. */
public enum LastBatch {
  /** They make a smaller batch, as in Keras and PyTorch. */
  KEEP,
  /** They are left out of that epoch, as in MATLAB. */
  DROP
}
