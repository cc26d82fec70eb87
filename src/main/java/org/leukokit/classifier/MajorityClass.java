package org.leukokit.classifier;

/** For every row the share of positive training rows. */
record MajorityClass(double share) implements FittedClassifier {
  private static final long serialVersionUID = 1L;

  @Override
  public double margin(float[] row) {
    return share - 0.5;
  }

  @Override
  public double score(float[] row) {
    return share;
  }
}
