package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.nio.ByteBuffer;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The networks are blocks that DJL can compute, initialise and train. */
class ConvNetTest {
  private static final ConvNet NET = MobileNet.v1(1000);

  @Test
  void theUnfoldedBlockGivesWhatTheFoldedNetworkGives() {
    TorchRuntime runtime = TestRuntime.get();
    FormulaWeights weights = new FormulaWeights(NET.tensorShapes());
    try (NDManager manager = runtime.newManager();
        LoadedNetwork folded = LoadedNetwork.from(runtime, Backbones.MOBILENET, weights)) {
      NET.setTensors(manager, weights::read);
      ByteBuffer batch = folded.newBatchBuffer(1);
      for (int i = 0; i < folded.inputLength(); i++) {
        batch.putFloat(4 * i, (float) (2 * FormulaWeights.uniform(7, i) - 1));
      }
      NDArray x = manager.create(batch, new Shape(1, 3, 224, 224), DataType.FLOAT32);
      ParameterStore store = new ParameterStore(manager, false);
      float[] plain =
          NET.forward(store, new NDList(x), false, null).singletonOrThrow().toFloatArray();
      float[] fast = folded.logits(batch, 1)[0];
      float largest = 0;
      float worst = 0;
      for (int i = 0; i < plain.length; i++) {
        largest = Math.max(largest, Math.abs(plain[i]));
        worst = Math.max(worst, Math.abs(plain[i] - fast[i]));
      }
      assertTrue(worst <= 1e-5 * largest, worst + " of " + largest);
    }
  }

  @Test
  void parametersCarryPlainNames() {
    ConvNet net = SqueezeNet.v10(2);
    assertEquals(net.tensorShapes().keySet(), new TreeMap<>(net.getParameters().toMap()).keySet());
    assertTrue(net.getParameters().contains("features.3.expand3x3.weight"));
  }

  @Test
  void gradientsReachTheFirstLayer() {
    TorchRuntime runtime = TestRuntime.get();
    ConvNet net = SqueezeNet.v10(2);
    try (NDManager manager = runtime.newManager()) {
      net.setTensors(manager, new FormulaWeights(net.tensorShapes())::read);
      NDArray first = net.getParameters().get("features.0.weight").getArray();
      first.setRequiresGradient(true);
      NDArray x = manager.ones(new Shape(2, 3, 64, 64));
      try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
        ParameterStore store = new ParameterStore(manager, false);
        // Up to the last convolution and without dropout: behind the ReLU that follows, these
        // weights leave nothing alive, or next to nothing with the draws of dropout.
        int end = net.indexOf("classifier.1") + 1;
        NDArray y = net.forwardLayers(store, x, 0, end, false);
        collector.backward(y.sum());
      }
      assertArrayEquals(new long[] {96, 3, 7, 7}, first.getGradient().getShape().getShape());
      assertTrue(first.getGradient().abs().sum().getFloat() > 0);
    }
  }
}
