package org.leukokit.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.leukokit.net.Composites.Branches;
import org.leukokit.net.Composites.Residual;
import org.leukokit.net.Layers.BatchNormalisation;
import org.leukokit.net.Layers.Convolution;
import org.leukokit.net.Layers.FullyConnected;
import org.leukokit.net.Layers.Relu;
import org.leukokit.net.Pools.AveragePool;
import org.leukokit.net.Pools.GlobalAveragePool;
import org.leukokit.net.Pools.MaxPool;

/**
 * Inception-ResNet-V2 (Szegedy et al. 2017) as Keras and TF-slim have it; ε 10⁻³, average pooling
 * that doesn't count padding, residuals scaled by 0.17, 0.1 and 0.2.
 */
public final class InceptionResNetV2 {
  private InceptionResNetV2() {}

  /**
   * With Keras' names, batch normalisation without γ: 55,873,736 parameters with 1,000 classes. The
   * layers that Keras numbers by itself are {@code conv2d_1} to {@code conv2d_203} and {@code
   * batch_normalization_1} to {@code batch_normalization_203} here.
   */
  public static ConvNet keras(int classes) {
    return keras(classes, Width.FULL);
  }

  /** With timm's names and, as there, a γ in every batch normalisation. */
  public static ConvNet timm(int classes) {
    return timm(classes, Width.FULL);
  }

  static ConvNet keras(int classes, Width width) {
    return new Builder(true, width).build("inceptionresnetv2", classes);
  }

  static ConvNet timm(int classes, Width width) {
    return new Builder(false, width).build("inceptionresnetv2-timm", classes);
  }

  /** A convolution to come: its channels, kernel, stride and whether "same" padding is used. */
  private record Step(int out, int high, int wide, int stride, boolean same) {
    static Step of(int out, int kernel) {
      return new Step(out, kernel, kernel, 1, true);
    }

    static Step of(int out, int high, int wide) {
      return new Step(out, high, wide, 1, true);
    }

    static Step halving(int out) {
      return new Step(out, 3, 3, 2, false);
    }
  }

  private static final class Builder {
    private final List<Layer> layers = new ArrayList<>();
    private final boolean keras;
    private final Width width;
    private int channels = 3;
    private int numbered;

    Builder(boolean keras, Width width) {
      this.keras = keras;
      this.width = width;
    }

    ConvNet build(String id, int classes) {
      stem("conv2d_1a", new Step(32, 3, 3, 2, false));
      stem("conv2d_2a", new Step(32, 3, 3, 1, false));
      stem("conv2d_2b", Step.of(64, 3));
      layers.add(new MaxPool(keras ? "max_pooling2d_1" : "maxpool_3a", 3, 2, false));
      stem("conv2d_3b", Step.of(80, 1));
      stem("conv2d_4a", new Step(192, 3, 3, 1, false));
      layers.add(new MaxPool(keras ? "max_pooling2d_2" : "maxpool_5a", 3, 2, false));
      mixed5b();
      for (int i = 0; i < 10; i++) {
        String name = keras ? "block35_" + (i + 1) : "repeat." + i;
        List<List<Step>> steps =
            List.of(
                List.of(Step.of(32, 1)),
                List.of(Step.of(32, 1), Step.of(32, 3)),
                List.of(Step.of(32, 1), Step.of(48, 3), Step.of(64, 3)));
        residual(name, steps, 0.17f, true);
      }
      mixed(
          "mixed_6a",
          List.of(
              List.of(Step.halving(384)),
              List.of(Step.of(256, 1), Step.of(256, 3), Step.halving(384))));
      for (int i = 0; i < 20; i++) {
        String name = keras ? "block17_" + (i + 1) : "repeat_1." + i;
        List<List<Step>> steps =
            List.of(
                List.of(Step.of(192, 1)),
                List.of(Step.of(128, 1), Step.of(160, 1, 7), Step.of(192, 7, 1)));
        residual(name, steps, 0.1f, true);
      }
      mixed(
          "mixed_7a",
          List.of(
              List.of(Step.of(256, 1), Step.halving(384)),
              List.of(Step.of(256, 1), Step.halving(288)),
              List.of(Step.of(256, 1), Step.of(288, 3), Step.halving(320))));
      for (int i = 0; i < 10; i++) {
        boolean last = i == 9;
        String timm = last ? "block8" : "repeat_2." + i;
        List<List<Step>> steps =
            List.of(
                List.of(Step.of(192, 1)),
                List.of(Step.of(192, 1), Step.of(224, 1, 3), Step.of(256, 3, 1)));
        residual(keras ? "block8_" + (i + 1) : timm, steps, last ? 1f : 0.2f, !last);
      }
      return top(id, classes);
    }

    private void stem(String name, Step step) {
      List<Layer> made = new ArrayList<>();
      channels = convolution(made, name, channels, step);
      layers.addAll(made);
    }

    /** Convolution, normalisation, ReLU; in Keras numbered in the order of their making. */
    private int convolution(List<Layer> into, String name, int in, Step step) {
      int out = width.of(step.out());
      int padHeight = step.same() ? step.high() / 2 : 0;
      int padWidth = step.same() ? step.wide() / 2 : 0;
      numbered++;
      String conv = keras ? "conv2d_" + numbered : name + ".conv";
      String norm = keras ? "batch_normalization_" + numbered : name + ".bn";
      String relu = keras ? "activation_" + numbered : name + ".relu";
      into.add(
          new Convolution(
              conv,
              in,
              out,
              step.high(),
              step.wide(),
              step.stride(),
              padHeight,
              padWidth,
              1,
              false));
      into.add(norm(norm, out));
      into.add(new Relu(relu));
      return out;
    }

    private BatchNormalisation norm(String name, int of) {
      return new BatchNormalisation(name, of, 1e-3f, keras ? 0.99f : 0.9f, !keras);
    }

    /** Chains of convolutions from the present input on; gives back the sum of their channels. */
    private int branches(String name, List<List<Step>> steps, List<List<Layer>> into) {
      int sum = 0;
      for (int b = 0; b < steps.size(); b++) {
        List<Layer> chain = new ArrayList<>();
        int of = channels;
        for (int i = 0; i < steps.get(b).size(); i++) {
          // timm wraps a branch of one convolution in nothing.
          String place = name + ".branch" + b + (steps.get(b).size() > 1 ? "." + i : "");
          of = convolution(chain, place, of, steps.get(b).get(i));
        }
        into.add(chain);
        sum += of;
      }
      return sum;
    }

    private void mixed5b() {
      List<List<Step>> steps =
          List.of(
              List.of(Step.of(96, 1)),
              List.of(Step.of(48, 1), Step.of(64, 5)),
              List.of(Step.of(64, 1), Step.of(96, 3), Step.of(96, 3)));
      List<List<Layer>> chains = new ArrayList<>();
      int sum = branches("mixed_5b", steps, chains);
      List<Layer> pooled = new ArrayList<>();
      pooled.add(new AveragePool(keras ? "average_pooling2d_1" : "mixed_5b.branch3.0", 3, 1, 1));
      sum += convolution(pooled, "mixed_5b.branch3.1", channels, Step.of(64, 1));
      chains.add(pooled);
      layers.add(new Branches("mixed_5b", chains));
      channels = sum;
    }

    private void mixed(String name, List<List<Step>> steps) {
      List<List<Layer>> chains = new ArrayList<>();
      int sum = branches(name, steps, chains);
      String pool = keras ? name + "_pool" : name + ".branch" + steps.size();
      chains.add(List.of(new MaxPool(pool, 3, 2, false)));
      layers.add(new Branches(name, chains));
      channels += sum;
    }

    private void residual(String name, List<List<Step>> steps, float scale, boolean relu) {
      List<List<Layer>> chains = new ArrayList<>();
      int sum = branches(name, steps, chains);
      List<Layer> body =
          Arrays.asList(
              new Branches(keras ? name + "_mixed" : name + ".cat", chains),
              new Convolution(
                  keras ? name + "_conv" : name + ".conv2d", sum, channels, 1, 1, 0, 1, true));
      layers.add(new Residual(name, body, List.of(), scale));
      if (relu) {
        layers.add(new Relu(keras ? name + "_ac" : name + ".relu"));
      }
    }

    private ConvNet top(String id, int classes) {
      int out = width.of(1536);
      String conv = keras ? "conv_7b" : "conv2d_7b.conv";
      layers.add(new Convolution(conv, channels, out, 1, 1, 0, 1, false));
      layers.add(norm(keras ? "conv_7b_bn" : "conv2d_7b.bn", out));
      layers.add(new Relu(keras ? "conv_7b_ac" : "conv2d_7b.relu"));
      layers.add(new GlobalAveragePool(keras ? "avg_pool" : "global_pool"));
      layers.add(new FullyConnected(keras ? "predictions" : "classif", out, classes));
      return new ConvNet(id, 75, layers);
    }
  }
}
