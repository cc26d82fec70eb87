package org.leukokit.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Layers made of layers: branches side by side and residuals. Each closes what lies between as soon
 * as it is used; where gradients are recorded, libtorch itself keeps what it needs.
 */
final class Composites {
  private Composites() {}

  /** A layer made of chains of layers. */
  interface Composite extends Layer {
    /** The chains, each from the layer's input on; an empty one hands the input through. */
    List<List<Layer>> chains();

    /** The same layer with each chain replaced. */
    Composite map(UnaryOperator<List<Layer>> change);

    @Override
    default List<Layer> parts() {
      return chains().stream().flatMap(List::stream).toList();
    }

    @Override
    default List<ParameterSpec> parameters() {
      return parts().stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    @Override
    default List<Constant> constants() {
      return parts().stream().flatMap(layer -> layer.constants().stream()).toList();
    }
  }

  /** Computes a chain; the result is the input itself if no layer changes it. */
  static NDArray chain(
      List<Layer> layers, NDArray x, Function<String, NDArray> tensors, Pass pass) {
    NDArray current = x;
    Layer before = null;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      Layer after = i + 1 < layers.size() ? layers.get(i + 1) : null;
      NDArray next;
      if (layer instanceof PackedConvolution packed && after instanceof Layers.Activation with) {
        next = packed.forward(current, tensors, with);
        layer = with;
        i++;
      } else if (layer instanceof Layers.Activation activation
          && before != null
          && Layers.leavesOutput(before)) {
        next = activation.inPlace(current);
      } else {
        next = layer.forward(current, tensors, pass);
      }
      before = layer;
      if (next != current && current != x) {
        current.close();
      }
      current = next;
    }
    return current;
  }

  /** The shape behind a chain. */
  static Shape output(List<Layer> layers, Shape in) {
    Shape shape = in;
    for (Layer layer : layers) {
      shape = layer.output(shape);
    }
    return shape;
  }

  /** Chains side by side, their channels one after the other. */
  record Branches(String name, List<List<Layer>> chains) implements Composite {
    Branches {
      chains = chains.stream().map(List::copyOf).toList();
    }

    @Override
    public String kind() {
      return chains.stream().anyMatch(List::isEmpty)
          ? "dense layer, the input kept beside"
          : chains.size() + " branches";
    }

    @Override
    public Composite map(UnaryOperator<List<Layer>> change) {
      return new Branches(name, chains.stream().map(change).toList());
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      List<NDArray> made = new ArrayList<>();
      for (List<Layer> chain : chains) {
        made.add(chain(chain, x, tensors, pass));
      }
      NDList rest = new NDList();
      rest.addAll(made.subList(1, made.size()));
      NDArray all = made.get(0).getNDArrayInternal().concat(rest, 1);
      made.stream().filter(part -> part != x).forEach(NDArray::close);
      return all;
    }

    @Override
    public Shape output(Shape in) {
      Shape first = Composites.output(chains.get(0), in);
      long channels = 0;
      for (List<Layer> chain : chains) {
        Shape shape = Composites.output(chain, in);
        if (shape.get(2) != first.get(2) || shape.get(3) != first.get(3)) {
          throw new IllegalArgumentException("the branches of " + name + " differ in size");
        }
        channels += shape.get(1);
      }
      return new Shape(in.get(0), channels, first.get(2), first.get(3));
    }
  }

  /**
   * Residual: {@code shortcut(x) + scale · body(x)}. The body must not end with a layer that needs
   * its output for gradients (such as a ReLU), as the sum is made in its place.
   */
  record Residual(String name, List<Layer> body, List<Layer> shortcut, float scale)
      implements Composite {
    Residual {
      body = List.copyOf(body);
      shortcut = List.copyOf(shortcut);
    }

    @Override
    public String kind() {
      return shortcut.isEmpty() ? "residual" : "residual with projection";
    }

    @Override
    public List<List<Layer>> chains() {
      return List.of(body, shortcut);
    }

    @Override
    public Composite map(UnaryOperator<List<Layer>> change) {
      return new Residual(name, change.apply(body), change.apply(shortcut), scale);
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      NDArray sum = chain(body, x, tensors, pass);
      if (scale != 1) {
        // In libtorch's own memory: the backward pass reads the factor after this handle is closed,
        // and a plain muli(scale) would have it in Java's, to be gone at the next collection.
        try (NDArray factor = sum.getManager().full(new Shape(), scale)) {
          sum.muli(factor);
        }
      }
      NDArray beside = chain(shortcut, x, tensors, pass);
      sum.addi(beside);
      if (beside != x) {
        beside.close();
      }
      return sum;
    }

    @Override
    public Shape output(Shape in) {
      Shape out = Composites.output(body, in);
      if (!out.equals(Composites.output(shortcut, in))) {
        throw new IllegalArgumentException("the two sides of " + name + " differ in shape");
      }
      return out;
    }
  }

  /** Layers one after the other under one name. */
  record Sequence(String name, String kind, List<Layer> layers) implements Composite {
    Sequence {
      layers = List.copyOf(layers);
    }

    @Override
    public List<List<Layer>> chains() {
      return List.of(layers);
    }

    @Override
    public Composite map(UnaryOperator<List<Layer>> change) {
      return new Sequence(name, kind, change.apply(layers));
    }

    @Override
    public NDArray forward(NDArray x, Function<String, NDArray> tensors, Pass pass) {
      return chain(layers, x, tensors, pass);
    }

    @Override
    public Shape output(Shape in) {
      return Composites.output(layers, in);
    }
  }
}
