package org.leukokit.paper.across;

/** What methods cost, as it was measured on the machine that ran them. */
public final class AcrossCost {
  /** The fact that says how many seconds 1,000 cells take from file to features. */
  public static final String FEATURE_SECONDS = "seconds of features per 1,000 cells";

  /** The fact that says how many values the network of the features holds. */
  public static final String FEATURE_PARAMETERS = "parameters of the features' network";

  private AcrossCost() {}
}
