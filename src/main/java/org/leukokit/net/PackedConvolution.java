package org.leukokit.net;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.leukokit.net.Layers.Activation;
import org.leukokit.net.Layers.Convolution;
import org.leukokit.net.Layers.OneDnnActivation;

/**
 * A convolution in inference by oneDNN, the library that libtorch itself convolves with on x86-64:
 * its weight lies as oneDNN wants it, where it is else brought into that order at each call, and an
 * activation behind it is computed while a value is still in a register. No gradients.
 *
 * @param plain the convolution; name and tensors are its
 */
record PackedConvolution(Convolution plain) implements Layer {
  private static final OneDnnActivation NONE = new OneDnnActivation("none", List.of());
  private static final Map<String, TorchScript> SCRIPTS = new ConcurrentHashMap<>();

  /** Whether this libtorch has oneDNN for the processor; tried once. */
  private static final class Support {
    private static final boolean THERE = tried();

    private static boolean tried() {
      String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
      if (!Set.of("amd64", "x86_64").contains(processor)) {
        return false; // not tried there
      }
      Convolution one = new Convolution("try", 8, 8, 3, 1, 1, 1, false);
      try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
          NDArray x = manager.zeros(new Shape(1, 8, 4, 4));
          NDArray weight = manager.zeros(new Shape(8, 8, 3, 3));
          NDArray packed = new PackedConvolution(one).pack(weight, x.getShape());
          NDArray y =
              new PackedConvolution(one).forward(x, name -> packed, new Layers.Relu6("try"))) {
        return y.getShape().equals(x.getShape());
      } catch (EngineException e) {
        return false;
      }
    }
  }

  /** Whether networks on a manager's device can be computed so. */
  static boolean works(NDManager manager) {
    return !manager.getDevice().isGpu() && Support.THERE;
  }

  /**
   * The weight as oneDNN wants it.
   *
   * @param weight in the usual order, without a name; stays open
   * @param input the shape of what will be convolved; others can be, too, but slower
   */
  NDArray pack(NDArray weight, Shape input) {
    String script = "torch.mkldnn_reorder_conv2d_weight(torch.to_mkldnn(w), %s, %s)";
    String shape = Arrays.toString(input.getShape());
    String expression = String.format(Locale.ROOT, script, geometry(), shape);
    return script(List.of("w"), expression).apply(weight);
  }

  @Override
  public String name() {
    return plain.name();
  }

  @Override
  public List<ParameterSpec> parameters() {
    return plain.parameters();
  }

  @Override
  public String kind() {
    return plain.kind();
  }

  @Override
  public Shape output(Shape in) {
    return plain.output(in);
  }

  @Override
  public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
    return forward(x, tensors, NONE);
  }

  /** Computes the convolution and the activation behind it. */
  NDArray forward(NDArray x, Function<String, NDArray> tensors, Activation activation) {
    return forward(x, tensors, activation.oneDnn());
  }

  private NDArray forward(
      NDArray x, Function<String, NDArray> tensors, OneDnnActivation activation) {
    if (plain.takesImages()) {
      try (NDArray last = TorchScript.CHANNELS_LAST.apply(x)) {
        return convolve(last, tensors, activation);
      }
    }
    return convolve(x, tensors, activation);
  }

  private NDArray convolve(
      NDArray x, Function<String, NDArray> tensors, OneDnnActivation activation) {
    List<String> operands = new ArrayList<>(List.of("x", "w"));
    List<NDArray> values = new ArrayList<>(List.of(x, tensors.apply(name() + ".weight")));
    if (plain.biased()) {
      operands.add("b");
      values.add(tensors.apply(name() + ".bias"));
    }
    String expression =
        String.format(
            Locale.ROOT,
            "ops.mkldnn._convolution_pointwise(x, w, %s, %s, \"%s\","
                + " annotate(List[Optional[number]], %s), \"\")",
            plain.biased() ? "b" : "None",
            geometry(),
            activation.name(),
            activation.numbers());
    return script(operands, expression).apply(values.toArray(NDArray[]::new));
  }

  private String geometry() {
    return String.format(
        Locale.ROOT,
        "[%d, %d], [%d, %d], [1, 1], %d",
        plain.padHeight(),
        plain.padWidth(),
        plain.stride(),
        plain.stride(),
        plain.groups());
  }

  private static TorchScript script(List<String> operands, String expression) {
    return SCRIPTS.computeIfAbsent(
        operands.size() + expression, key -> new TorchScript(operands, expression));
  }
}
