package org.leukokit.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.leukokit.base.Hanging;
import org.leukokit.base.RandomStream;
import org.leukokit.base.UserError;

/**
 * Damaged and made-up inputs for whatever reads files: valid ones with bits, bytes, numbers and
 * pieces changed, and random bytes. A reader may accept an input or refuse it with a UserError of
 * one line; everything else, much time and much memory are failures.
 *
 * <p>{@code -Dleukokit.fuzz.rounds=100} tries a hundred times as many inputs as the build does.
 */
public final class Fuzz {
  /** Reads an input; throws a UserError if that is what a user would see. */
  @FunctionalInterface
  public interface Reader {
    void read(byte[] input) throws Exception;
  }

  private static final int ROUNDS = Integer.getInteger("leukokit.fuzz.rounds", 1);

  /** Milliseconds are usual. What is slow by its size is found by its memory on any machine. */
  private static final long MOST_NANOS = Hanging.limit().toNanos();

  private static final long MOST_BYTES = 1L << 30;

  private final String what;
  private final List<byte[]> seeds;
  private final Reader reader;
  private final AtomicLong tried = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private long slowest;
  private long largest;

  /**
   * @param what the kind of input, for the count that is printed
   * @param seeds valid inputs; the first, at least, is one that the reader accepts
   * @param reader the code to try
   */
  public Fuzz(String what, List<byte[]> seeds, Reader reader) {
    this.what = what;
    this.seeds = List.copyOf(seeds);
    this.reader = reader;
  }

  /** Tries the inputs of an address. */
  public void at(long address) throws Exception {
    if (tried.get() == 0) {
      reader.read(seeds.get(0).clone());
    }
    for (int round = 0; round < ROUNDS; round++) {
      RandomStream random = RandomStream.at(address, "fuzz", what, round);
      attempt(mutated(random), address, round);
    }
  }

  private void attempt(byte[] input, long address, int round) throws Exception {
    String where = what + " at " + address + ", round " + round;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long memory = threads.getThreadAllocatedBytes(thread);
    long began = System.nanoTime();
    tried.incrementAndGet();
    try {
      reader.read(input);
    } catch (UserError e) {
      refused.incrementAndGet();
      assertFalse(e.getMessage().isBlank(), where);
      assertFalse(e.getMessage().chars().anyMatch(c -> c == '\n' || c == '\r'), where + e);
    } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
      throw new AssertionError(where + ": " + e, e);
    }
    slowest = Math.max(slowest, System.nanoTime() - began);
    largest = Math.max(largest, threads.getThreadAllocatedBytes(thread) - memory);
    assertTrue(slowest < MOST_NANOS, where + " took " + slowest / 1_000_000 + " ms");
    assertTrue(largest < MOST_BYTES, where + " took " + largest + " bytes");
  }

  /** One line about all inputs so far. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "fuzz: %,d inputs to %s: %,d refused, %,d read, none failed; slowest %.0f ms, most memory"
            + " %.0f MB",
        tried.get(),
        what,
        refused.get(),
        tried.get() - refused.get(),
        slowest / 1e6,
        largest / 1e6);
  }

  private byte[] mutated(RandomStream random) {
    if (random.nextInt(20) == 0) {
      byte[] noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      return noise;
    }
    byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
    int changes = 1 + random.nextInt(random.nextBoolean() ? 2 : 12);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      bytes = change(bytes, random);
    }
    return bytes;
  }

  private byte[] change(byte[] bytes, RandomStream random) {
    // Half of all changes near the beginning, where headers are.
    int end = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 64);
    int at = random.nextInt(end);
    int length = 1 + random.nextInt(Math.min(bytes.length - at, 40));
    switch (random.nextInt(9)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> number(bytes, at, random);
      case 3 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 4 -> {
        return joined(bytes, at, new byte[0], at + length);
      }
      case 5 -> {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return joined(bytes, at, noise, at);
      }
      case 6 -> {
        return joined(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
      }
      case 7 -> {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int from = random.nextInt(other.length);
        byte[] piece =
            Arrays.copyOfRange(other, from, Math.min(other.length, from + 1 + random.nextInt(200)));
        return joined(bytes, at, piece, Math.min(bytes.length, at + piece.length));
      }
      default -> Arrays.fill(bytes, at, at + length, (byte) (random.nextBoolean() ? 0 : 0xff));
    }
    return bytes;
  }

  /** Numbers at which code goes wrong, of 2, 4 or 8 bytes, in both orders. */
  private static void number(byte[] bytes, int at, RandomStream random) {
    long[] values = {
      0,
      1,
      -1,
      0x7f,
      0x80,
      0x7fff,
      0xffff,
      0x10000,
      0x7fff_ffffL,
      0x8000_0000L,
      0xffff_fff0L,
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      30_000,
      100_000_000L
    };
    long value = values[random.nextInt(values.length)] + random.nextInt(3) - 1;
    int size = 2 << random.nextInt(3);
    boolean little = random.nextBoolean();
    for (int i = 0; i < size && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >> 8 * (little ? i : size - 1 - i));
    }
  }

  private static byte[] joined(byte[] bytes, int end, byte[] middle, int begin) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, end);
    out.writeBytes(middle);
    out.write(bytes, begin, bytes.length - begin);
    return out.toByteArray();
  }
}
