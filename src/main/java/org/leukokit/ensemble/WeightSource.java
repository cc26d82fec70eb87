package org.leukokit.ensemble;

/** Where the weights of an ensemble are from. */
public enum WeightSource {
  /** Validation predictions, as it should be. */
  VALIDATION("validation", "validation predictions"),
  /** The very test rows that the ensemble is then tested on: a leak, to show what it would gain. */
  TEST("test", "the test set (a leak)");

  private final String id;
  private final String text;

  WeightSource(String id, String text) {
    this.id = id;
    this.text = text;
  }

  /** The name on the command line. */
  public String id() {
    return id;
  }

  /** For settings and reports. */
  public String text() {
    return text;
  }
}
