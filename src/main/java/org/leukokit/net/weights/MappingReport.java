package org.leukokit.net.weights;

import java.util.Collection;
import java.util.List;

/**
 * Which tensor of a file became which tensor of a network, and how.
 *
 * @param entries one a tensor, in the order of the network's names
 */
public record MappingReport(List<Entry> entries) {
  /** Copies the list. */
  public MappingReport {
    entries = List.copyOf(entries);
  }

  /**
   * One tensor.
   *
   * @param source its name in the file
   * @param sourceShape its shape in the file
   * @param target its name in the network
   * @param layout what was done: {@code as is} or the change of axes
   */
  public record Entry(String source, String sourceShape, String target, String layout) {}

  /**
   * What a source says of tensors.
   *
   * @param source the tensors
   * @param names their names in the network
   */
  public static MappingReport of(TensorSource source, Collection<String> names) {
    return new MappingReport(names.stream().map(source::mapping).toList());
  }

  /** A line a tensor, tab-separated: source, shape, target, layout. */
  public String text() {
    StringBuilder text = new StringBuilder("source\tshape\ttarget\tlayout\n");
    for (Entry e : entries) {
      text.append(e.source()).append('\t').append(e.sourceShape()).append('\t');
      text.append(e.target()).append('\t').append(e.layout()).append('\n');
    }
    return text.toString();
  }
}
