package org.leukokit.net.weights;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Other names of the same tensors: those of older versions of torchvision, of Cadene's collection
 * and of timm. What is renamed, and what gets another shape with the same values in the same order,
 * stands in the mapping report.
 */
public final class WeightNames {
  /** A rule for the networks whose id begins so. */
  private record Rule(String network, Pattern from, String to) {
    Rule(String network, String from, String to) {
      this(network, Pattern.compile(from), to);
    }
  }

  private static final List<Rule> RULES =
      List.of(
          // torchvision's DenseNet files from before 2018 have a dot more.
          new Rule(
              "densenet121-torchvision",
              "(.*denselayer\\d+\\.(?:norm|conv))\\.([12]\\.\\w+)",
              "$1$2"),
          // Keras called its last layer so at first, and otherwise since 2.4.
          new Rule("densenet121", "predictions\\.(\\w+)", "fc1000.$1"),
          new Rule("xception-timm", "last_linear\\.(\\w+)", "fc.$1"),
          new Rule("inceptionresnetv2-timm", "last_linear\\.(\\w+)", "classif.$1"),
          // timm has VGG's fully connected layers as 7×7 and 1×1 convolutions.
          new Rule("vgg", "pre_logits\\.fc1\\.(\\w+)", "classifier.0.$1"),
          new Rule("vgg", "pre_logits\\.fc2\\.(\\w+)", "classifier.3.$1"),
          new Rule("vgg", "head\\.fc\\.(\\w+)", "classifier.6.$1"));

  private WeightNames() {}

  /**
   * The source under the network's names, as far as they are known. Without what training programs
   * put around names ({@link NameMatch}).
   *
   * @param source the tensors; closing the result closes them
   * @param network the network's id
   * @param expected the tensors that the network needs
   * @param body the names of those that it has without its top
   */
  public static TensorSource adapt(
      TensorSource source, String network, SortedMap<String, long[]> expected, Set<String> body) {
    NameMatch match =
        NameMatch.of(
            source.shapes(), new NameMatch.Wanted(expected, body, name -> renamed(network, name)));
    TreeMap<String, long[]> shapes = new TreeMap<>();
    match
        .origins()
        .forEach(
            (target, name) ->
                shapes.put(target, sameValues(source.shapes().get(name), expected.get(target))));
    return new Adapted(source, match.origins(), shapes, match.notes());
  }

  private static String renamed(String network, String name) {
    for (Rule rule : RULES) {
      if (network.startsWith(rule.network()) && rule.from().matcher(name).matches()) {
        return rule.from().matcher(name).replaceFirst(rule.to());
      }
    }
    return name;
  }

  /** The expected shape if it is the same tensor with other sides of 1, or one side split. */
  private static long[] sameValues(long[] shape, long[] expected) {
    boolean same =
        expected != null
            && expected.length != shape.length
            && expected.length > 0
            && shape.length > 0
            && expected[0] == shape[0]
            && Shapes.size(expected) == Shapes.size(shape);
    return same ? expected : shape;
  }

  private record Adapted(
      TensorSource source,
      TreeMap<String, String> origins,
      TreeMap<String, long[]> changed,
      List<String> taken)
      implements TensorSource {
    @Override
    public List<String> notes() {
      return Stream.concat(source.notes().stream(), taken.stream()).toList();
    }

    @Override
    public SortedMap<String, long[]> shapes() {
      return new TreeMap<>(changed);
    }

    @Override
    public float[] read(String name) {
      return source.read(origins.get(name));
    }

    @Override
    public MappingReport.Entry mapping(String name) {
      MappingReport.Entry inner = source.mapping(origins.get(name));
      long[] before = source.shapes().get(origins.get(name));
      boolean reshaped = !Arrays.equals(before, changed.get(name));
      String layout = reshaped ? "as " + Shapes.text(changed.get(name)) : inner.layout();
      return new MappingReport.Entry(inner.source(), inner.sourceShape(), name, layout);
    }

    @Override
    public String description() {
      return source.description();
    }

    @Override
    public String digest() {
      return source.digest();
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
