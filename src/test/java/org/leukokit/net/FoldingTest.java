package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Folding changes no result, and leaves no normalisation behind a convolution. */
class FoldingTest {
  private static int normalisations(List<Layer> layers) {
    int count = 0;
    for (Layer layer : layers) {
      count += layer instanceof Layers.BatchNormalisation ? 1 : 0;
      count += normalisations(layer.parts());
    }
    return count;
  }

  private static void same(Backbone full, ConvNet net, int size, int left) {
    TorchRuntime runtime = TestRuntime.get();
    Backbone backbone = full.withInputSize(size);
    FormulaWeights weights = new FormulaWeights(net.tensorShapes());
    assertEquals(
        left, normalisations(BatchNormFolding.fold(net, weights::read).net().layers()), net.id());
    try (NDManager manager = runtime.newManager();
        LoadedNetwork folded = LoadedNetwork.of(runtime, backbone, net, weights)) {
      net.setTensors(manager, weights::read);
      ByteBuffer batch = folded.newBatchBuffer(1);
      for (int i = 0; i < folded.inputLength(); i++) {
        batch.putFloat(4 * i, (float) (2 * FormulaWeights.uniform(7, i) - 1));
      }
      NDArray x = manager.create(batch, new Shape(1, 3, size, size), DataType.FLOAT32);
      float[] plain = net.forward(x, 0, net.layers().size(), Pass.INFERENCE).toFloatArray();
      float[] fast = folded.logits(batch, 1)[0];
      float largest = 0;
      float worst = 0;
      for (int i = 0; i < plain.length; i++) {
        largest = Math.max(largest, Math.abs(plain[i]));
        worst = Math.max(worst, Math.abs(plain[i] - fast[i]));
      }
      assertTrue(worst <= 1e-5 * largest, net.id() + ": " + worst + " of " + largest);
    }
  }

  @Test
  void foldedNetworksGiveTheSame() {
    same(Backbones.MOBILENET, MobileNet.keras(10, new Width(4)), 96, 0);
    same(Backbones.XCEPTION, Xception.keras(10, new Width(8)), 96, 0);
    same(Backbones.INCEPTION_RESNET_V2, InceptionResNetV2.keras(10, new Width(8)), 107, 0);
    same(Backbones.INCEPTION_RESNET_V2_TIMM, InceptionResNetV2.timm(10, new Width(8)), 107, 0);
    // Behind a sum of inputs, 58 dense layers, 3 transitions and the end keep theirs.
    same(Backbones.DENSENET121, DenseNet.keras121(10, new Width(4)), 64, 58 + 3 + 1);
  }
}
