package org.leukokit.net.weights;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Keras calls layers and tensors, and what they are called here. */
final class KerasNames {
  private static final Pattern NUMBERED =
      Pattern.compile("(conv2d|convolution2d|batch_?normalization)(?:_v\\d+)?(?:_(\\d{1,9}))?");
  private static final Pattern KIND =
      Pattern.compile(
          "(?:.*?_)??(depthwise_kernel|pointwise_kernel|kernel|W|b|bias|gamma|beta|moving_mean"
              + "|moving_variance|running_mean|running_std)(?:_\\d+)?(?::0)?");

  private record Numbered(String layer, int number) {}

  private KerasNames() {}

  /** The name of each listed layer here. */
  static Map<String, String> of(List<String> layers) {
    Map<String, String> names = new HashMap<>();
    List<Numbered> convolutions = new ArrayList<>();
    List<Numbered> normalisations = new ArrayList<>();
    for (String layer : layers) {
      names.put(layer, layer.replace('/', '_'));
      Matcher matcher = NUMBERED.matcher(layer);
      if (matcher.matches()) {
        int number = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        (matcher.group(1).startsWith("conv") ? convolutions : normalisations)
            .add(new Numbered(layer, number));
      }
    }
    renumber(convolutions, "conv2d_", names);
    renumber(normalisations, "batch_normalization_", names);
    return names;
  }

  private static void renumber(List<Numbered> layers, String prefix, Map<String, String> names) {
    layers.sort(Comparator.comparingInt(Numbered::number));
    for (int i = 0; i < layers.size(); i++) {
      names.put(layers.get(i).layer(), prefix + (i + 1));
    }
  }

  /** What a tensor is, in the words of Keras 2: {@code kernel}, {@code moving_variance}, … */
  static String kind(String tensor) {
    String last = tensor.substring(tensor.lastIndexOf('/') + 1);
    Matcher matcher = KIND.matcher(last);
    if (!matcher.matches()) {
      return last.endsWith(":0") ? last.substring(0, last.length() - 2) : last;
    }
    return switch (matcher.group(1)) {
      case "W" -> "kernel";
      case "b" -> "bias";
      case "running_mean" -> "moving_mean";
      case "running_std" -> "moving_variance";
      default -> matcher.group(1);
    };
  }

  /** The end of a tensor's name here. */
  static String target(String kind, boolean separable) {
    return switch (kind) {
      case "kernel", "gamma" -> "weight";
      case "depthwise_kernel" -> separable ? "depthwise.weight" : "weight";
      case "pointwise_kernel" -> "pointwise.weight";
      case "bias" -> separable ? "pointwise.bias" : "bias";
      case "beta" -> "bias";
      case "moving_mean" -> "running_mean";
      case "moving_variance" -> "running_var";
      default -> kind;
    };
  }
}
