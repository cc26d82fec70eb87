package org.leukokit.data;

import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.leukokit.base.Progress;

/**
 * How files are fetched. Start from {@link #standard} and change what differs.
 *
 * @param connect how long a server may take to be reached
 * @param answer how long a server may take to answer
 * @param idle how long a server that has answered may take to send at least a kilobyte
 * @param retries how often a broken transfer is taken up again before that is an error, 0–20
 * @param pause how long to wait before it is taken up again
 * @param maxBytes the largest file that is accepted
 * @param proxies which proxy an address is reached by
 * @param progress hears of each megabyte (10⁶ bytes)
 */
public record FetchOptions(
    Duration connect,
    Duration answer,
    Duration idle,
    int retries,
    Duration pause,
    long maxBytes,
    ProxySelector proxies,
    Progress progress) {
  /**
   * @throws IllegalArgumentException if a time is not positive, or a number out of its range
   */
  public FetchOptions {
    Objects.requireNonNull(proxies, "proxies");
    Objects.requireNonNull(progress, "progress");
    for (Duration time : List.of(connect, answer, idle)) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("times must be positive");
      }
    }
    if (pause.isNegative() || retries < 0 || retries > 20 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "retries must be 0-20 and the largest size positive, were " + retries + ", " + maxBytes);
    }
  }

  /** The same with another largest size. */
  public FetchOptions withMaxBytes(long most) {
    return new FetchOptions(connect, answer, idle, retries, pause, most, proxies, progress);
  }

  /** Half a minute of patience, three retries, at most 4 GB, this process's proxies. */
  public static FetchOptions standard(Progress progress) {
    Duration patience = Duration.ofSeconds(30);
    return new FetchOptions(
        patience,
        patience,
        patience,
        3,
        Duration.ofSeconds(1),
        4_000_000_000L,
        Proxies.ofProcess(),
        progress);
  }
}
