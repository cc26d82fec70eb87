package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.base.UserError;
import org.leukokit.net.ConvNet;
import org.leukokit.net.Layer;
import org.leukokit.net.ParameterSpec;
import org.leukokit.net.weights.TensorSource;

/** A network under training: its tensors, which of them are learned, and the optimiser's. */
final class Model {
  private final ConvNet net;
  private final TrainSpec spec;
  private final NDManager manager;
  private final SortedMap<String, NDArray> tensors = new TreeMap<>();
  private final List<Learned> learned = new ArrayList<>();
  private final Set<String> frozenLayers = new HashSet<>();

  Model(ConvNet net, TrainSpec spec, NDManager manager, TensorSource initial) {
    this.net = net;
    this.spec = spec;
    this.manager = manager;
    net.setTensors(manager, initial::read);
    net.tensorShapes()
        .keySet()
        .forEach(name -> tensors.put(name, net.getParameters().get(name).getArray()));
    int firstTrained = firstTrained(net, spec.freezing());
    for (int i = 0; i < net.layers().size(); i++) {
      Layer layer = net.layers().get(i);
      if (i < firstTrained) {
        frozenLayers.add(layer.name());
      } else {
        layer.parameters().stream().filter(ParameterSpec::learned).forEach(this::learn);
      }
    }
  }

  private static int firstTrained(ConvNet net, Freezing freezing) {
    return freezing.through().isEmpty() ? 0 : net.indexOf(freezing.through()) + 1;
  }

  private void learn(ParameterSpec parameter) {
    NDArray values = tensors.get(parameter.name());
    List<NDArray> states = new ArrayList<>();
    for (int i = 0; i < spec.optimiser().states(); i++) {
      states.add(manager.zeros(values.getShape(), DataType.FLOAT32));
    }
    learned.add(
        new Learned(
            parameter.name(),
            values,
            states,
            rateFactor(parameter),
            sum(parameter, Penalties::l1),
            sum(parameter, Penalties::l2),
            sum(parameter, Penalties::decay)));
  }

  private double rateFactor(ParameterSpec parameter) {
    double factor = 1;
    for (RateFactor one : spec.rateFactors()) {
      if (ParameterGroup.within(parameter.name(), one.layer())) {
        boolean bias = parameter.type() == ai.djl.nn.Parameter.Type.BIAS;
        factor = bias ? one.bias() : one.weight();
      }
    }
    return factor;
  }

  private double sum(
      ParameterSpec parameter, java.util.function.ToDoubleFunction<Penalty> coefficient) {
    return spec.penalties().stream()
        .filter(p -> p.group().contains(parameter))
        .mapToDouble(coefficient)
        .sum();
  }

  /** Every tensor by name. */
  SortedMap<String, NDArray> tensors() {
    return tensors;
  }

  /** Every tensor by name, and the optimiser's under names that no network has. */
  SortedMap<String, NDArray> everything() {
    SortedMap<String, NDArray> all = new TreeMap<>(tensors);
    for (Learned one : learned) {
      for (int i = 0; i < one.states().size(); i++) {
        all.put("optimiser " + i + " " + one.name(), one.states().get(i));
      }
    }
    return all;
  }

  /** Copies of the network's tensors, kept by this model's manager. */
  SortedMap<String, NDArray> copy() {
    SortedMap<String, NDArray> copies = new TreeMap<>();
    tensors.forEach((name, tensor) -> copies.put(name, tensor.duplicate()));
    return copies;
  }

  /** Lets go of the optimiser's tensors. */
  void closeOptimiser() {
    learned.forEach(one -> one.states().forEach(NDArray::close));
  }

  /**
   * Refuses weights that are no numbers.
   *
   * @throws UserError naming the tensor
   */
  void requireFinite() {
    tensors.forEach(
        (name, tensor) -> {
          try (NDArray sum = tensor.sum()) {
            if (!Float.isFinite(sum.getFloat())) {
              throw new UserError(
                  "after the last step "
                      + name
                      + " has values that are no numbers; lower the learning rate");
            }
          }
        });
  }

  /** What training moves, in the order of the layers. */
  List<Learned> learned() {
    return learned;
  }

  /**
   * Loss and gradients of a batch.
   *
   * @param step a manager that is closed behind the step; the gradients lie there
   * @param gradients is filled in the order of {@link #learned()}
   */
  Loss.Value gradients(
      NDManager step, NDArray x, int[] labels, TrainPass pass, List<NDArray> gradients) {
    Map<String, NDArray> leaves = new HashMap<>();
    List<NDArray> inOrder = new ArrayList<>();
    for (Learned one : learned) {
      // A new handle on the same memory each step: libtorch then hands its gradient over instead
      // of adding it to an old one, which would be another pass over memory.
      NDArray leaf = one.values().stopGradient();
      leaf.attach(step);
      leaf.setRequiresGradient(true);
      leaves.put(one.name(), leaf);
      inOrder.add(leaf);
    }
    JniUtils.setGradMode(true);
    try {
      NDArray y = net.forward(x, 0, net.layers().size(), pass.onlyIfSafe(labels.length), leaves);
      Loss.Value value = spec.loss().of(y.toFloatArray(), labels);
      if (Double.isFinite(value.loss())) {
        try (NDArray gradient = Memory.of(step, value.gradient(), y.getShape())) {
          JniUtils.backward((PtNDArray) y, (PtNDArray) gradient, false, false);
        }
        for (int i = 0; i < inOrder.size(); i++) {
          gradients.add(gradientOf(learned.get(i), inOrder.get(i), step));
        }
      }
      return value;
    } finally {
      JniUtils.setGradMode(false);
    }
  }

  private static NDArray gradientOf(Learned one, NDArray leaf, NDManager step) {
    NDArray gradient = leaf.getGradient();
    // A tensor that the outputs don't depend on has none.
    return gradient == null ? step.zeros(one.values().getShape(), DataType.FLOAT32) : gradient;
  }

  /** The pass of a step. */
  TrainPass pass(long seed, int epoch, int step) {
    return new TrainPass(
        seed,
        epoch,
        step,
        frozenLayers,
        spec.freezing().runningStatistics(),
        spec.statisticsMomentum());
  }

  /** Refuses names of layers that the network doesn't have. */
  static void requireLayers(ConvNet net, TrainSpec spec) {
    String through = spec.freezing().through();
    if (!through.isEmpty() && net.layers().stream().noneMatch(l -> l.name().equals(through))) {
      throw new UserError(
          net.id()
              + " has no layer "
              + through
              + " to freeze through; its layers are "
              + names(net));
    }
    List<String> named = new ArrayList<>();
    spec.rateFactors().forEach(f -> named.add(f.layer()));
    spec.penalties().forEach(p -> named.addAll(p.group().layers()));
    for (String layer : named) {
      if (net.tensorShapes().keySet().stream().noneMatch(t -> ParameterGroup.within(t, layer))) {
        throw new UserError(
            net.id() + " has no layer " + layer + " with parameters; its layers are " + names(net));
      }
    }
  }

  private static String names(ConvNet net) {
    return String.join(" ", net.layers().stream().map(Layer::name).toList());
  }
}
