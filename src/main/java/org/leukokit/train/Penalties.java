package org.leukokit.train;

/** What a penalty does to a gradient or a value. */
final class Penalties {
  private Penalties() {}

  /** Added to the gradient with the value's sign. */
  static double l1(Penalty penalty) {
    return penalty instanceof Penalty.L1L2 both ? both.l1() : 0;
  }

  /** Added to the gradient times the value. */
  static double l2(Penalty penalty) {
    if (penalty instanceof Penalty.L2 l2) {
      return l2.lambda();
    }
    return penalty instanceof Penalty.L1L2 both ? 2 * both.l2() : 0;
  }

  /** Decoupled weight decay. */
  static double decay(Penalty penalty) {
    return penalty instanceof Penalty.Decoupled decoupled ? decoupled.lambda() : 0;
  }
}
