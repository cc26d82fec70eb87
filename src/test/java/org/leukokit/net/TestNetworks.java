package org.leukokit.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Networks with weights by formula, and inputs by the same, for the tests of other rooms. */
public final class TestNetworks {
  private TestNetworks() {}

  /** The network with its tensors on the manager. */
  public static ConvNet formula(NDManager manager, String backbone) {
    ConvNet net = Backbones.named(backbone).build(Backbone.IMAGENET_CLASSES);
    net.setTensors(manager, new FormulaWeights(net.tensorShapes())::read);
    return net;
  }

  /** The batch that net_fixtures.py calls image_batch. */
  public static NDArray batch(NDManager manager, int images, int size, double scale) {
    float[] values = new float[images * 3 * size * size];
    long hash = FormulaWeights.hash("input");
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * FormulaWeights.uniform(hash, i) - 1) * scale);
    }
    return manager.create(values, new Shape(images, 3, size, size));
  }
}
