package org.leukokit.record;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.base.Hashing;

/**
 * Everything that decides the numbers of a run. Two runs with equal inputs are one run; a changed
 * input is another run, so that nothing is ever answered from a stale one.
 *
 * @param study the paper's key, such as {@code loey2020}
 * @param method the method's id, such as {@code svm-cubic}
 * @param protocol the protocol's id, such as {@code group-disjoint}
 * @param seed the seed of every random draw
 * @param settings every other setting by name: scale, folds, augmentation, parameters, threads, …
 * @param dataDigest the digest of cells, labels, subjects and groups
 * @param weightsDigest the digest of the network's weights; {@code none} for a method without one
 * @param implementation the method's implementation and its version, raised by hand when its
 *     results change
 */
public record RunInputs(
    String study,
    String method,
    String protocol,
    long seed,
    SortedMap<String, String> settings,
    String dataDigest,
    String weightsDigest,
    String implementation) {
  /** Copies the settings. */
  public RunInputs {
    Objects.requireNonNull(study, "study");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(dataDigest, "dataDigest");
    Objects.requireNonNull(weightsDigest, "weightsDigest");
    Objects.requireNonNull(implementation, "implementation");
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** SHA-256 over all parts, each with its name and length: 64 hexadecimal digits. */
  public String id() {
    StringBuilder text = new StringBuilder("leukokit-run-inputs/1\n");
    append(text, "study", study);
    append(text, "method", method);
    append(text, "protocol", protocol);
    append(text, "seed", Long.toString(seed));
    append(text, "data", dataDigest);
    append(text, "weights", weightsDigest);
    append(text, "implementation", implementation);
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      append(text, "setting " + setting.getKey(), setting.getValue());
    }
    return Hashing.sha256Hex(text.toString());
  }

  private static void append(StringBuilder text, String name, String value) {
    text.append(name).append(' ').append(value.length()).append(':').append(value).append('\n');
  }
}
