package org.leukokit.net;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A layer as a table or a figure shows it.
 *
 * @param name its name
 * @param kind what it is, such as {@code convolution 3×3, stride 2}
 * @param output what comes out for one image: (channels, height, width) or (features)
 * @param learned values that training moves
 * @param statistics running means and variances
 */
public record LayerSummary(String name, String kind, long[] output, long learned, long statistics) {
  /** Copies the array. */
  public LayerSummary {
    output = output.clone();
  }

  /** What comes out for one image; a copy. */
  @Override
  public long[] output() {
    return output.clone();
  }

  /** All its values, as Keras counts them. */
  public long parameters() {
    return learned + statistics;
  }

  /** The output as text: {@code 512×7×7}. */
  public String outputText() {
    return Arrays.stream(output).mapToObj(Long::toString).collect(Collectors.joining("×"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayerSummary s
        && name.equals(s.name)
        && kind.equals(s.kind)
        && Arrays.equals(output, s.output)
        && learned == s.learned
        && statistics == s.statistics;
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(output);
  }
}
