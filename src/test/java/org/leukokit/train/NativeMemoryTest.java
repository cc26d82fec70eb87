package org.leukokit.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.net.TestRuntime;

/** No step leaves a tensor behind. */
class NativeMemoryTest {
  @Test
  void asManyTensorsAfterEveryStep() {
    TrainTask task = Trainings.task(Trainings.spec(), new Discs(8, 16, 1));
    List<Integer> open = new ArrayList<>();
    try (NDManager manager = TestRuntime.get().newManager();
        WorkerThreads helpers = new WorkerThreads(1)) {
      Model model = new Model(task.net(), task.spec(), manager, task.initial());
      ParameterUpdate update = ParameterUpdate.of(model.learned(), task.spec(), helpers, 1);
      for (int s = 0; s < 5; s++) {
        List<NDArray> gradients = new ArrayList<>();
        try (NDManager step = manager.newSubManager()) {
          NDArray x = Memory.of(step, pixels(task.train()), new Shape(8, 3, 16, 16));
          model.gradients(
              step, x, new int[] {0, 1, 0, 1, 0, 1, 0, 1}, model.pass(1, 0, s), gradients);
          update.apply(gradients, s + 1, 1e-3);
        }
        assertEquals(model.learned().size(), gradients.size());
        gradients.forEach(g -> assertTrue(((PtNDArray) g).isReleased()));
        open.add(manager.getManagedArrays().size());
      }
    }
    assertEquals(1, new HashSet<>(open).size(), open.toString());
  }

  private static float[] pixels(Examples examples) {
    float[] all = new float[8 * 3 * 16 * 16];
    FloatBuffer out = FloatBuffer.wrap(all);
    for (int i = 0; i < 8; i++) {
      examples.write(i, 0, out);
    }
    return all;
  }
}
