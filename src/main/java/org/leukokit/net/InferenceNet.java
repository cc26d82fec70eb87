package org.leukokit.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.leukokit.net.Composites.Composite;
import org.leukokit.net.Layers.Convolution;

/**
 * A network made ready to compute many images without gradients: batch normalisation is folded into
 * the convolutions before it ({@link BatchNormFolding}), and on x86-64 convolutions take in the
 * activations behind them ({@link PackedConvolution}). It holds the weights as they were when it
 * was made, in part in memory of its own; where they change, make another. Results depend on the
 * weights and on the shape given, and not on what was computed before.
 */
public final class InferenceNet implements AutoCloseable {
  private final ConvNet net;
  private final NDManager manager;
  private final Map<String, NDArray> tensors = new HashMap<>();

  /**
   * Makes a network ready that has its tensors.
   *
   * @param plain the network; its tensors stay open as long as this is used
   * @param parent keeps what is made
   * @param input the shape of the batches to come, images first; others are computed, too, slower
   */
  public static InferenceNet of(ConvNet plain, NDManager parent, Shape input) {
    return new InferenceNet(plain, plain::values, plain::tensor, parent, input);
  }

  /** Makes a network ready that has no tensors. */
  static InferenceNet of(
      ConvNet plain, Function<String, float[]> values, NDManager parent, Shape input) {
    return new InferenceNet(plain, values, name -> null, parent, input);
  }

  private InferenceNet(
      ConvNet plain,
      Function<String, float[]> values,
      Function<String, NDArray> own,
      NDManager parent,
      Shape input) {
    BatchNormFolding.Folded folded = BatchNormFolding.fold(plain, values);
    this.manager = parent.newSubManager();
    try {
      boolean packs = PackedConvolution.works(manager);
      this.net = packs ? folded.net().with(InferenceNet::packed) : folded.net();
      prepare(net.layers(), input, new Tensors(folded, own));
    } catch (RuntimeException e) {
      manager.close();
      throw e;
    }
  }

  private static List<Layer> packed(List<Layer> plain) {
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : plain) {
      if (layer instanceof Convolution convolution) {
        layers.add(new PackedConvolution(convolution));
      } else if (layer instanceof Composite composite) {
        layers.add(composite.map(InferenceNet::packed));
      } else {
        layers.add(layer);
      }
    }
    return layers;
  }

  /** Where tensors come from. */
  private record Tensors(BatchNormFolding.Folded folded, Function<String, NDArray> own) {
    /** The plain network's tensor; null if there is none, or another is needed here. */
    private NDArray shared(Layer layer, String name) {
      boolean other = layer instanceof PackedConvolution || folded.changed().contains(layer.name());
      return other ? null : own.apply(name);
    }
  }

  private void prepare(List<Layer> layers, Shape input, Tensors from) {
    Shape shape = input;
    for (Layer layer : layers) {
      if (layer instanceof Composite composite) {
        for (List<Layer> chain : composite.chains()) {
          prepare(chain, shape, from);
        }
      } else {
        prepare(layer, shape, from);
      }
      shape = layer.output(shape);
    }
  }

  private void prepare(Layer layer, Shape input, Tensors from) {
    for (ParameterSpec spec : layer.parameters()) {
      NDArray own = from.shared(layer, spec.name());
      tensors.put(spec.name(), own == null ? made(layer, spec, input, from) : own);
    }
    for (Layer.Constant c : layer.constants()) {
      NDArray own = from.shared(layer, c.name());
      tensors.put(c.name(), own == null ? ConvNet.constant(manager, c.values(), c.shape()) : own);
    }
  }

  private NDArray made(Layer layer, ParameterSpec spec, Shape input, Tensors from) {
    float[] values = from.folded().values().apply(spec.name());
    NDArray plain = ConvNet.constant(manager, values, spec.shape());
    if (layer instanceof PackedConvolution packed && spec.type() == Parameter.Type.WEIGHT) {
      NDArray weight = packed.pack(plain, input);
      plain.close();
      return weight;
    }
    return plain;
  }

  /** Whether there is a layer of that name whose output can be asked for. */
  boolean has(String layer) {
    return net.layers().stream().anyMatch(l -> l.name().equals(layer));
  }

  /** The last layer's name. */
  String last() {
    return net.layers().get(net.layers().size() - 1).name();
  }

  /**
   * What the last layer makes of images.
   *
   * @param images a batch; stays open
   * @return on the manager of the images
   * @throws org.leukokit.base.UserError if the images are too small for the network
   */
  public NDArray forward(NDArray images) {
    return forward(images, last());
  }

  /** What a layer makes of images. */
  NDArray forward(NDArray images, String layer) {
    int to = net.indexOf(layer) + 1;
    net.requireInput(images.getShape(), to);
    return Composites.chain(net.layers().subList(0, to), images, tensors::get, Pass.INFERENCE);
  }

  /** Frees what was made. */
  @Override
  public void close() {
    manager.close();
  }
}
