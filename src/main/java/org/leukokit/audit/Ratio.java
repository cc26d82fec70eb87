package org.leukokit.audit;

import java.math.BigInteger;

/**
 * An exact quotient, compared without rounding.
 *
 * @param numerator above the line
 * @param denominator below the line, not negative; where it is zero the quotient counts as 0, as
 *     libraries print an undefined score (scikit-learn's {@code zero_division})
 */
record Ratio(long numerator, long denominator) {
  /** The quotient to double precision. */
  double approximate() {
    return denominator == 0 ? 0 : (double) numerator / denominator;
  }

  /**
   * Compares twice this quotient with a number of halves of the last printed place.
   *
   * @param halves how many halves of {@code 10^-places}
   * @param places decimals of the fraction
   * @return negative, zero or positive as the quotient is below, at or above {@code halves / 2 /
   *     10^places}
   */
  int compareToHalves(long halves, int places) {
    if (denominator == 0) {
      return Long.signum(-halves);
    }
    BigInteger left =
        BigInteger.valueOf(numerator).multiply(BigInteger.TEN.pow(places)).shiftLeft(1);
    return left.compareTo(BigInteger.valueOf(halves).multiply(BigInteger.valueOf(denominator)));
  }

  /** This quotient in units of {@code 10^-places}, rounded to the nearest, halves up. */
  long rounded(int places) {
    if (denominator == 0) {
      return 0;
    }
    BigInteger twice = BigInteger.valueOf(denominator).shiftLeft(1);
    BigInteger[] parts =
        BigInteger.valueOf(numerator)
            .multiply(BigInteger.TEN.pow(places))
            .shiftLeft(1)
            .add(BigInteger.valueOf(denominator))
            .divideAndRemainder(twice);
    return parts[0].longValueExact() - (parts[1].signum() < 0 ? 1 : 0);
  }
}
