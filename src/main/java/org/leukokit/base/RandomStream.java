package org.leukokit.base;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * A stream of random numbers that is found by its address.
 *
 * <p>The stream for (seed, purpose, address…) is always the same, whatever was drawn before it and
 * on whichever thread, so results depend neither on the number of workers nor on their order, and a
 * resumed run equals one that was never interrupted. Never share one stream between items: ask for
 * one an item, {@code RandomStream.at(seed, "augment", epoch, cell.id())}.
 *
 * <p>The state is seeded with the SHA-256 of the address; the generator is xoshiro256** (Blackman
 * and Vigna, <em>Scrambled linear pseudorandom number generators</em>, ACM TOMS 47(4), 2021). All
 * derived draws are defined here and not left to the JDK, so that they are the same on every
 * version of it. Not safe for use by several threads at once.
 */
public final class RandomStream implements RandomGenerator {
  private long s0;
  private long s1;
  private long s2;
  private long s3;
  private double spareGaussian = Double.NaN;

  private RandomStream(byte[] digest) {
    ByteBuffer state = ByteBuffer.wrap(digest);
    s0 = state.getLong();
    s1 = state.getLong();
    s2 = state.getLong();
    s3 = state.getLong();
  }

  /**
   * The stream at an address.
   *
   * @param seed the seed of the study
   * @param purpose what the numbers are for, such as {@code "folds"} or {@code "augment"}
   * @param address the rest of the address: epoch, cell id, …; only the text of each part counts
   * @return a new stream at its beginning
   */
  public static RandomStream at(long seed, String purpose, Object... address) {
    StringBuilder text = new StringBuilder().append(seed);
    append(text, purpose);
    for (Object part : address) {
      append(text, String.valueOf(part));
    }
    return new RandomStream(Hashing.sha256(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  // Each part carries its length, so that ("ab", "c") and ("a", "bc") are two addresses.
  private static void append(StringBuilder text, String part) {
    text.append('/').append(part.length()).append(':').append(part);
  }

  @Override
  public long nextLong() {
    long result = Long.rotateLeft(s1 * 5, 7) * 9;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  @Override
  public int nextInt() {
    return (int) (nextLong() >>> 32);
  }

  /** Uniform in [0, bound), without bias. */
  @Override
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound must be positive, was " + bound);
    }
    // Lemire, Fast Random Integer Generation in an Interval, 2019.
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xffffffffL;
    if (low < bound) {
      long threshold = (1L << 32) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xffffffffL;
      }
    }
    return (int) (product >>> 32);
  }

  /** Uniform in [origin, bound). */
  @Override
  public int nextInt(int origin, int bound) {
    return origin + nextInt(Math.subtractExact(bound, origin));
  }

  /** Uniform in [0, 1), 53 bits. */
  @Override
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [0, 1), 24 bits. */
  @Override
  public float nextFloat() {
    return (nextLong() >>> 40) * 0x1.0p-24f;
  }

  /** Uniform in [origin, bound). */
  @Override
  public double nextDouble(double origin, double bound) {
    return origin + (bound - origin) * nextDouble();
  }

  @Override
  public boolean nextBoolean() {
    return nextLong() < 0;
  }

  /** Standard normal, by Marsaglia's polar method in strict arithmetic. */
  @Override
  public double nextGaussian() {
    if (!Double.isNaN(spareGaussian)) {
      double spare = spareGaussian;
      spareGaussian = Double.NaN;
      return spare;
    }
    while (true) {
      double u = 2 * nextDouble() - 1;
      double v = 2 * nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        double factor = StrictMath.sqrt(-2 * StrictMath.log(s) / s);
        spareGaussian = v * factor;
        return u * factor;
      }
    }
  }

  /** Normal with the mean and standard deviation given. */
  @Override
  public double nextGaussian(double mean, double standardDeviation) {
    return mean + standardDeviation * nextGaussian();
  }

  /** The numbers from 0 to below n in a random order. */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    shuffle(order);
    return order;
  }

  /**
   * Shuffles in place (Fisher and Yates).
   *
   * @param values the values to bring into a random order
   */
  public void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
  }
}
