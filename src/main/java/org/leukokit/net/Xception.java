package org.leukokit.net;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.net.Composites.Residual;
import org.leukokit.net.Layers.BatchNormalisation;
import org.leukokit.net.Layers.Convolution;
import org.leukokit.net.Layers.FullyConnected;
import org.leukokit.net.Layers.Relu;
import org.leukokit.net.Pools.GlobalAveragePool;
import org.leukokit.net.Pools.MaxPool;
import org.leukokit.net.Pools.MaxPoolSame;

/**
 * Xception (Chollet 2017): 22,910,480 parameters with 1,000 classes. A separable convolution {@code
 * name} is two layers, {@code name.depthwise} and {@code name.pointwise}.
 */
public final class Xception {
  private static final int[] ENTRY = {128, 256, 728};

  private Xception() {}

  /**
   * As Keras has it: ε 10⁻³, max pooling padded as TensorFlow does. The projections beside blocks
   * 2, 3, 4 and 13, which Keras numbers by itself, are {@code conv2d_1} to {@code conv2d_4} and
   * {@code batch_normalization_1} to {@code batch_normalization_4} here.
   */
  public static ConvNet keras(int classes) {
    return keras(classes, Width.FULL);
  }

  /**
   * As Cadene's port and timm's {@code legacy_xception} have it: ε 10⁻⁵, max pooling padded by a
   * pixel all around.
   */
  public static ConvNet timm(int classes) {
    return timm(classes, Width.FULL);
  }

  static ConvNet keras(int classes, Width width) {
    return new Builder(true, width).keras(classes);
  }

  static ConvNet timm(int classes, Width width) {
    return new Builder(false, width).timm(classes);
  }

  private static final class Builder {
    private final List<Layer> layers = new ArrayList<>();
    private final boolean keras;
    private final Width width;

    Builder(boolean keras, Width width) {
      this.keras = keras;
      this.width = width;
    }

    private BatchNormalisation norm(String name, int channels) {
      return keras
          ? new BatchNormalisation(name, channels, 1e-3f, 0.99f)
          : new BatchNormalisation(name, channels, 1e-5f, 0.9f);
    }

    private void stem(String conv, String norm, String relu, int in, int out, int stride) {
      layers.add(new Convolution(conv, in, out, 3, stride, 0, 1, false));
      layers.add(norm(norm, out));
      layers.add(new Relu(relu));
    }

    /** A separable convolution and its normalisation. */
    private List<Layer> separable(
        String depthwise, String pointwise, String norm, int in, int out) {
      return List.of(
          new Convolution(depthwise, in, in, 3, 1, 1, in, false),
          new Convolution(pointwise, in, out, 1, 1, 0, 1, false),
          norm(norm, out));
    }

    private List<Layer> projection(String conv, String norm, int in, int out) {
      return List.of(new Convolution(conv, in, out, 1, 2, 0, 1, false), norm(norm, out));
    }

    private static List<Layer> joined(List<List<Layer>> parts) {
      return parts.stream().flatMap(List::stream).toList();
    }

    ConvNet keras(int classes) {
      stem("block1_conv1", "block1_conv1_bn", "block1_conv1_act", 3, width.of(32), 2);
      stem("block1_conv2", "block1_conv2_bn", "block1_conv2_act", width.of(32), width.of(64), 1);
      int in = width.of(64);
      for (int i = 0; i < ENTRY.length; i++) {
        int out = width.of(ENTRY[i]);
        kerasProjected("block" + (i + 2), i + 1, in, out, out, i > 0);
        in = out;
      }
      for (int b = 5; b <= 12; b++) {
        String block = "block" + b;
        List<Layer> body = new ArrayList<>();
        for (int s = 1; s <= 3; s++) {
          body.add(new Relu(block + "_sepconv" + s + "_act"));
          body.addAll(kerasSeparable(block + "_sepconv" + s, in, in));
        }
        layers.add(new Residual(block, body, List.of(), 1));
      }
      kerasProjected("block13", 4, in, in, width.of(1024), true);
      layers.addAll(kerasSeparable("block14_sepconv1", width.of(1024), width.of(1536)));
      layers.add(new Relu("block14_sepconv1_act"));
      layers.addAll(kerasSeparable("block14_sepconv2", width.of(1536), width.of(2048)));
      layers.add(new Relu("block14_sepconv2_act"));
      layers.add(new GlobalAveragePool("avg_pool"));
      layers.add(new FullyConnected("predictions", width.of(2048), classes));
      return new ConvNet("xception", 71, layers);
    }

    private List<Layer> kerasSeparable(String name, int in, int out) {
      return separable(name + ".depthwise", name + ".pointwise", name + "_bn", in, out);
    }

    private void kerasProjected(
        String block, int number, int in, int between, int out, boolean reluFirst) {
      layers.add(
          new Residual(
              block,
              joined(
                  List.of(
                      reluFirst ? List.of(new Relu(block + "_sepconv1_act")) : List.of(),
                      kerasSeparable(block + "_sepconv1", in, between),
                      List.of(new Relu(block + "_sepconv2_act")),
                      kerasSeparable(block + "_sepconv2", between, out),
                      List.of(new MaxPoolSame(block + "_pool")))),
              projection("conv2d_" + number, "batch_normalization_" + number, in, out),
              1));
    }

    ConvNet timm(int classes) {
      stem("conv1", "bn1", "relu1", 3, width.of(32), 2);
      stem("conv2", "bn2", "relu2", width.of(32), width.of(64), 1);
      int in = width.of(64);
      for (int i = 0; i < ENTRY.length; i++) {
        int out = width.of(ENTRY[i]);
        timmBlock("block" + (i + 1), new int[] {in, out, out}, i > 0, true);
        in = out;
      }
      for (int b = 4; b <= 11; b++) {
        timmBlock("block" + b, new int[] {in, in, in, in}, true, false);
      }
      timmBlock("block12", new int[] {in, in, width.of(1024)}, true, true);
      layers.addAll(
          separable("conv3.conv1", "conv3.pointwise", "bn3", width.of(1024), width.of(1536)));
      layers.add(new Relu("relu3"));
      layers.addAll(
          separable("conv4.conv1", "conv4.pointwise", "bn4", width.of(1536), width.of(2048)));
      layers.add(new Relu("act4"));
      layers.add(new GlobalAveragePool("global_pool"));
      layers.add(new FullyConnected("fc", width.of(2048), classes));
      return new ConvNet("xception-timm", 71, layers);
    }

    private void timmBlock(String block, int[] channels, boolean reluFirst, boolean projected) {
      List<Layer> body = new ArrayList<>();
      int place = 0; // of a layer in timm's sequence, where a separable convolution counts once
      for (int i = 0; i + 1 < channels.length; i++) {
        if (i > 0 || reluFirst) {
          body.add(new Relu(block + ".rep." + place++));
        }
        String name = block + ".rep." + place++;
        String norm = block + ".rep." + place++;
        body.addAll(
            separable(name + ".conv1", name + ".pointwise", norm, channels[i], channels[i + 1]));
      }
      int out = channels[channels.length - 1];
      List<Layer> shortcut = List.of();
      if (projected) {
        body.add(new MaxPool(block + ".rep." + place, 3, 2, 1, false));
        shortcut = projection(block + ".skip", block + ".skipbn", channels[0], out);
      }
      layers.add(new Residual(block, body, shortcut, 1));
    }
  }
}
