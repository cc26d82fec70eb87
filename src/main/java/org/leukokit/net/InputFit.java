package org.leukokit.net;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.leukokit.net.weights.TensorSource;

/**
 * Whether weights look as if they had been trained on the input that they are given, by how their
 * first convolution answers photographs under each of the {@link NamedInputs}.
 *
 * <p>Photographs are taken as a Gaussian field: ImageNet's channel means, a deviation of 58 grey
 * levels, a correlation of 0.9 between channels that falls by e every 20 pixels. That gives the
 * mean and variance of each filter's answer without an image. Where batch normalisation follows, it
 * has kept what mean and variance were in training, and the two are compared. Where none follows,
 * the answers are compared with the convolution's own bias, which is of no use if it is a thousand
 * times smaller: that tells an input that is too large, and no other.
 */
public final class InputFit {
  private static final double DEVIATION = 58;
  private static final double LENGTH = 20;
  private static final double BETWEEN_CHANNELS = 0.9;
  private static final double[] MEANS = {123.675, 116.28, 103.53};

  /** Misfits of statistics: right ones are near 0, inputs of another scale at 1.5 and more. */
  private static final double NO_FIT = 1.5;

  private static final double FIT = 0.75;

  /** Answers in units of the bias: some hundreds at most where an input is right. */
  private static final double TOO_LARGE = 1000;

  private static final double NOT_TOO_LARGE = 300;

  private final float[] kernel;
  private final int filters;
  private final int height;
  private final int width;
  private final double[] variance;
  private final double[][] byChannel;

  private InputFit(float[] kernel, Shape shape) {
    this.kernel = kernel;
    this.filters = (int) shape.get(0);
    this.height = (int) shape.get(2);
    this.width = (int) shape.get(3);
    this.byChannel = channelSums();
    this.variance = variances();
  }

  /**
   * Says that weights look like weights for another input.
   *
   * @param backbone the network with the input that it is given
   * @param source its tensors, under its names
   * @return a sentence without its full stop; empty where nothing speaks against the input, or
   *     nothing can be told
   */
  public static Optional<String> doubt(Backbone backbone, TensorSource source) {
    List<ParameterSpec> all = new ArrayList<>();
    backbone
        .build(Backbone.IMAGENET_CLASSES)
        .layers()
        .forEach(layer -> all.addAll(layer.parameters()));
    int first = 0;
    while (first < all.size() && !readsImages(all.get(first))) {
      first++;
    }
    if (first == all.size() || !source.shapes().containsKey(all.get(first).name())) {
      return Optional.empty();
    }
    InputFit fit = new InputFit(source.read(all.get(first).name()), all.get(first).shape());
    String means = null;
    String variances = null;
    String bias = null;
    for (ParameterSpec next : all.subList(first + 1, all.size())) {
      if (next.shape().dimension() > 1) {
        break;
      }
      if (next.type() == Parameter.Type.RUNNING_MEAN && means == null) {
        means = next.name();
      } else if (next.type() == Parameter.Type.RUNNING_VAR && variances == null) {
        variances = next.name();
      } else if (next.type() == Parameter.Type.BIAS && bias == null) {
        bias = next.name();
      }
    }
    if (means != null && variances != null) {
      return fit.byStatistics(backbone.preprocessing(), source.read(means), source.read(variances));
    }
    return bias == null
        ? Optional.empty()
        : fit.byBias(backbone.preprocessing(), source.read(bias));
  }

  private static boolean readsImages(ParameterSpec spec) {
    return spec.shape().dimension() == 4 && spec.shape().get(1) == 3;
  }

  private double[][] channelSums() {
    double[][] sums = new double[filters][3];
    int taps = height * width;
    for (int f = 0; f < filters; f++) {
      for (int i = 0; i < 3 * taps; i++) {
        sums[f][i / taps] += kernel[f * 3 * taps + i];
      }
    }
    return sums;
  }

  /** Of each filter's answer to pixels as they are. All named inputs scale channels alike. */
  private double[] variances() {
    int taps = height * width;
    double[] near = new double[taps * taps];
    for (int a = 0; a < taps; a++) {
      for (int b = 0; b < taps; b++) {
        double distance = Math.hypot(a / width - b / width, a % width - b % width);
        near[a * taps + b] = Math.exp(-distance / LENGTH);
      }
    }
    double[] result = new double[filters];
    for (int f = 0; f < filters; f++) {
      double sum = 0;
      for (int a = 0; a < taps; a++) {
        for (int b = 0; b < taps; b++) {
          double together = 0;
          for (int c = 0; c < 3; c++) {
            for (int d = 0; d < 3; d++) {
              double weight = c == d ? 1 : BETWEEN_CHANNELS;
              together += weight * at(f, c, a) * at(f, d, b);
            }
          }
          sum += together * near[a * taps + b];
        }
      }
      result[f] = sum * DEVIATION * DEVIATION;
    }
    return result;
  }

  private double at(int filter, int channel, int tap) {
    return kernel[(filter * 3 + channel) * height * width + tap];
  }

  private double meanAnswer(int filter, Preprocessing input) {
    double answer = 0;
    for (int c = 0; c < 3; c++) {
      double pixel = MEANS[input.bgr() ? 2 - c : c];
      answer += byChannel[filter][c] * (pixel - input.mean()[c]) * input.scale()[c];
    }
    return answer;
  }

  private Optional<String> byStatistics(Preprocessing given, float[] means, float[] variances) {
    if (means.length != filters || variances.length != filters || allZero(means)) {
      return Optional.empty();
    }
    double own = misfit(given, means, variances);
    if (!(own > NO_FIT)) {
      return Optional.empty();
    }
    List<String> better = new ArrayList<>();
    for (Map.Entry<String, Preprocessing> other : NamedInputs.values().entrySet()) {
      if (misfit(other.getValue(), means, variances) < FIT) {
        better.add(other.getKey());
      }
    }
    return better.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the statistics behind the first convolution are not those of "
                + NamedInputs.name(given)
                + " input, but fit "
                + String.join(" or ", better)
                + ": check --input");
  }

  private static boolean allZero(float[] values) {
    for (float value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  /** How far means (in deviations) and variances (in powers of e) are from those in training. */
  private double misfit(Preprocessing input, float[] means, float[] variances) {
    double scale = input.scale()[0];
    List<Double> mean = new ArrayList<>();
    List<Double> spread = new ArrayList<>();
    for (int f = 0; f < filters; f++) {
      // Filters that died in training answer nothing.
      if (variances[f] > 1e-6 && variance[f] > 0) {
        mean.add(Math.abs(meanAnswer(f, input) - means[f]) / Math.sqrt(variances[f]));
        spread.add(Math.log(variance[f] * scale * scale / variances[f]));
      }
    }
    return mean.isEmpty() ? 0 : median(mean) + Math.abs(median(spread));
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private Optional<String> byBias(Preprocessing given, float[] bias) {
    double squares = 0;
    for (float b : bias) {
      squares += (double) b * b;
    }
    double rms = Math.sqrt(squares / bias.length);
    double spread = Math.sqrt(Arrays.stream(variance).average().orElse(0));
    double times = spread * given.scale()[0] / rms;
    if (rms < 1e-6 || !(times > TOO_LARGE)) {
      return Optional.empty();
    }
    List<String> smaller = new ArrayList<>();
    for (Map.Entry<String, Preprocessing> other : NamedInputs.values().entrySet()) {
      if (spread * other.getValue().scale()[0] / rms < NOT_TOO_LARGE) {
        smaller.add(other.getKey());
      }
    }
    return smaller.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s input is too large for the first convolution, whose answers would be %.0f times"
                    + " its bias; it may be one of %s: check --input",
                NamedInputs.name(given),
                times,
                String.join(", ", smaller)));
  }
}
