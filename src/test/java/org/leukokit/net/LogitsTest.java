package org.leukokit.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logits agree with torchvision's networks, or with independent ones written in PyTorch. */
class LogitsTest {
  @ParameterizedTest
  @CsvSource({"alexnet, 120", "alexnet-torchvision, 2", "mobilenet, 1", "squeezenet, 120"})
  void logitsAgreeWithPyTorch(String id, double scale) throws IOException {
    Backbone backbone = Backbones.named(id);
    FormulaWeights weights =
        new FormulaWeights(backbone.build(Backbone.IMAGENET_CLASSES).tensorShapes());
    try (LoadedNetwork net = LoadedNetwork.from(TestRuntime.get(), backbone, weights)) {
      ByteBuffer batch = net.newBatchBuffer(2);
      FloatBuffer floats = batch.asFloatBuffer();
      long hash = FormulaWeights.hash("input");
      for (int i = 0; i < 2 * net.inputLength(); i++) {
        floats.put((float) ((2 * FormulaWeights.uniform(hash, i) - 1) * scale));
      }
      float[][] actual = net.logits(batch, 2);
      double worst = 0;
      double largest = 0;
      try (InputStream in = getClass().getResourceAsStream("/net/" + id + ".logits.f32")) {
        FloatBuffer expected =
            ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        assertEquals(2000, expected.remaining());
        for (int image = 0; image < 2; image++) {
          for (int c = 0; c < 1000; c++) {
            float e = expected.get();
            largest = Math.max(largest, Math.abs(e));
            worst = Math.max(worst, Math.abs(e - actual[image][c]));
          }
        }
      }
      assertTrue(worst / largest <= 1e-4, id + ": " + worst / largest);
    }
  }
}
