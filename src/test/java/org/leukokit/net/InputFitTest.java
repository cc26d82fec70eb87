package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.leukokit.net.weights.TensorSource;

/** Real weights on their own input and on others; statistics that pictures made by hand leave. */
class InputFitTest {
  private record Changed(TensorSource source, Map<String, float[]> values) implements TensorSource {
    @Override
    public SortedMap<String, long[]> shapes() {
      return source.shapes();
    }

    @Override
    public float[] read(String name) {
      return values.containsKey(name) ? values.get(name) : source.read(name);
    }

    @Override
    public String description() {
      return "changed";
    }

    @Override
    public String digest() {
      return "changed";
    }
  }

  private static final String MOBILENET =
      "2d5ae16b25f93253e74779d541f555cca4f25aaffe8f0de7cb949811ea8fb637";
  private static final String SQUEEZENET =
      "c94dee84cecc758cb7bffd218e0bbe9a8d15679857757531fa8adba5bafdf5dd";

  private static Optional<String> doubt(Backbone network, String input, TensorSource source) {
    return InputFit.doubt(network.withPreprocessing(NamedInputs.named(input)), source);
  }

  @Test
  void realStatistics() {
    try (TensorSource source = Backbones.MOBILENET.open(Mirror.file(MOBILENET))) {
      assertEquals(Optional.empty(), InputFit.doubt(Backbones.MOBILENET, source));
      for (String wrong : new String[] {"torchvision", "unit", "raw", "caffe-vgg"}) {
        String said = doubt(Backbones.MOBILENET, wrong, source).orElseThrow();
        assertTrue(said.contains("not those of " + wrong + " input, but fit keras"), said);
      }
    }
  }

  @Test
  void realWeightsWithoutStatistics() {
    try (TensorSource source = Backbones.SQUEEZENET.open(Mirror.file(SQUEEZENET))) {
      assertEquals(Optional.empty(), InputFit.doubt(Backbones.SQUEEZENET, source));
      TensorSource twin = forTorchvision(source);
      assertEquals(Optional.empty(), doubt(Backbones.SQUEEZENET, "torchvision", twin));
      String said = InputFit.doubt(Backbones.SQUEEZENET, twin).orElseThrow();
      assertTrue(said.startsWith("caffe input is too large"), said);
      assertTrue(said.contains("torchvision"), said);
    }
  }

  /** The same network for another input: its first layer undoes the one and does the other. */
  private static TensorSource forTorchvision(TensorSource source) {
    float[] kernel = source.read("features.0.weight");
    float[] bias = source.read("features.0.bias").clone();
    float[] turned = new float[kernel.length];
    float[] mean = Preprocessing.torchvision().mean();
    float[] scale = Preprocessing.torchvision().scale();
    float[] caffe = Preprocessing.caffeRgb().mean();
    int taps = 49;
    for (int o = 0; o < bias.length; o++) {
      for (int c = 0; c < 3; c++) {
        for (int i = 0; i < taps; i++) {
          float w = kernel[(o * 3 + 2 - c) * taps + i];
          turned[(o * 3 + c) * taps + i] = w / scale[c];
          bias[o] += w * (mean[c] - caffe[c]);
        }
      }
    }
    return new Changed(source, Map.of("features.0.weight", turned, "features.0.bias", bias));
  }

  /** Filters by formula over pictures of rectangles that hide one another, as things do. */
  @Test
  void statisticsOfPictures() {
    SortedMap<String, long[]> shapes = Backbones.MOBILENET.build(1000).tensorShapes();
    TensorSource formula = new FormulaWeights(shapes);
    float[] kernel = formula.read("conv1.weight");
    for (String input : new String[] {"keras", "raw"}) {
      Map<String, float[]> statistics = new TreeMap<>(statistics(kernel, NamedInputs.named(input)));
      TensorSource source = new Changed(formula, statistics);
      assertEquals(Optional.empty(), doubt(Backbones.MOBILENET, input, source), input);
      String other = input.equals("keras") ? "raw" : "keras";
      String said = doubt(Backbones.MOBILENET, other, source).orElseThrow();
      assertTrue(said.contains(input), said);
    }
    // What was never trained has no statistics to tell by.
    float[] none = new float[32];
    TensorSource fresh = new Changed(formula, Map.of("conv1_bn.running_mean", none));
    assertEquals(Optional.empty(), doubt(Backbones.MOBILENET, "raw", fresh));
  }

  private static Map<String, float[]> statistics(float[] kernel, Preprocessing input) {
    int side = 48;
    double[] sum = new double[32];
    double[] squares = new double[32];
    int count = 0;
    for (int picture = 0; picture < 40; picture++) {
      double[][] pixels = picture(picture, side);
      for (int y = 0; y + 3 <= side; y += 3) {
        for (int x = 0; x + 3 <= side; x += 3) {
          count++;
          for (int o = 0; o < 32; o++) {
            double answer = 0;
            for (int c = 0; c < 3; c++) {
              for (int i = 0; i < 9; i++) {
                double pixel = pixels[c][(y + i / 3) * side + x + i % 3];
                answer +=
                    kernel[(o * 3 + c) * 9 + i] * (pixel - input.mean()[c]) * input.scale()[c];
              }
            }
            sum[o] += answer;
            squares[o] += answer * answer;
          }
        }
      }
    }
    float[] mean = new float[32];
    float[] variance = new float[32];
    for (int o = 0; o < 32; o++) {
      mean[o] = (float) (sum[o] / count);
      variance[o] = (float) (squares[o] / count - mean[o] * mean[o]);
    }
    return Map.of("conv1_bn.running_mean", mean, "conv1_bn.running_var", variance);
  }

  private static double[][] picture(int number, int side) {
    double[][] pixels = new double[3][side * side];
    long at = 1000L * number;
    double[] means = {124, 116, 104};
    for (int r = 0; r < 60; r++) {
      int left = (int) (FormulaWeights.uniform(1, at++) * side) - 10;
      int top = (int) (FormulaWeights.uniform(1, at++) * side) - 10;
      int width = 8 + (int) (FormulaWeights.uniform(1, at++) * 30);
      int height = 8 + (int) (FormulaWeights.uniform(1, at++) * 30);
      double bright = 2 * FormulaWeights.uniform(1, at++) - 1;
      for (int c = 0; c < 3; c++) {
        double colour = means[c] + 95 * bright + 60 * (FormulaWeights.uniform(1, at++) - 0.5);
        for (int y = Math.max(0, top); y < Math.min(side, top + height); y++) {
          for (int x = Math.max(0, left); x < Math.min(side, left + width); x++) {
            pixels[c][y * side + x] = colour;
          }
        }
      }
    }
    return pixels;
  }
}
