package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Moves parameters on the CPU in one pass over their memory: gradient scaling, penalties and the
 * optimiser's formula on stretches that stay in the processor's cache. Built of libtorch's
 * operations the same takes a pass over memory for each of them. The result does not depend on the
 * number of threads.
 */
final class HostUpdate implements ParameterUpdate {
  private static final int BLOCK = 1 << 18;
  private static final int STRETCH = 2048;

  private record Memories(Learned tensor, FloatBuffer w, List<FloatBuffer> states) {}

  private record Block(int tensor, int from, int to) {}

  private final List<Memories> tensors = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final Optimiser optimiser;
  private final double clipNorm;
  private final WorkerThreads helpers;
  private final int threads;

  /**
   * @param helpers threads beside the calling one
   * @param threads how many threads, with the calling one
   */
  HostUpdate(
      List<Learned> learned,
      Optimiser optimiser,
      double clipNorm,
      WorkerThreads helpers,
      int threads) {
    this.optimiser = optimiser;
    this.clipNorm = clipNorm;
    this.helpers = helpers;
    this.threads = threads;
    for (Learned one : learned) {
      FloatBuffer w = Memory.floats(one.values());
      int index = tensors.size();
      tensors.add(new Memories(one, w, one.states().stream().map(Memory::floats).toList()));
      for (int from = 0; from < w.limit(); from += BLOCK) {
        blocks.add(new Block(index, from, Math.min(w.limit(), from + BLOCK)));
      }
    }
  }

  @Override
  public void apply(List<NDArray> gradients, long t, double rate) {
    List<FloatBuffer> memory = gradients.stream().map(Memory::floats).toList();
    double scale = clipNorm == 0 ? 1 : scale(memory);
    UpdateRule rule = UpdateRule.of(optimiser, t);
    everyBlock(
        (index, room) -> {
          Block block = blocks.get(index);
          move(
              tensors.get(block.tensor()),
              memory.get(block.tensor()),
              block,
              room,
              rule,
              scale,
              rate);
        });
  }

  // As torch.nn.utils.clip_grad_norm_ has it. Blocks are summed up in their order.
  private double scale(List<FloatBuffer> gradients) {
    double[] sums = new double[blocks.size()];
    everyBlock(
        (index, room) -> {
          Block block = blocks.get(index);
          FloatBuffer all = gradients.get(block.tensor());
          double sum = 0;
          for (int at = block.from(); at < block.to(); at += STRETCH) {
            int n = Math.min(STRETCH, block.to() - at);
            all.get(at, room.g, 0, n);
            for (int i = 0; i < n; i++) {
              sum += (double) room.g[i] * room.g[i];
            }
          }
          sums[index] = sum;
        });
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return Math.min(1, clipNorm / (Math.sqrt(total) + 1e-6));
  }

  private static void move(
      Memories tensor,
      FloatBuffer gradient,
      Block block,
      Room room,
      UpdateRule rule,
      double scale,
      double rate) {
    Learned learned = tensor.tensor();
    double own = rate * learned.rateFactor();
    int states = tensor.states().size();
    for (int at = block.from(); at < block.to(); at += STRETCH) {
      int n = Math.min(STRETCH, block.to() - at);
      tensor.w().get(at, room.w, 0, n);
      gradient.get(at, room.g, 0, n);
      if (states > 0) {
        tensor.states().get(0).get(at, room.a, 0, n);
      }
      if (states > 1) {
        tensor.states().get(1).get(at, room.b, 0, n);
      }
      room.prepare(n, (float) scale, learned, own);
      rule.move(room.w, room.g, room.a, room.b, n, own);
      tensor.w().put(at, room.w, 0, n);
      if (states > 0) {
        tensor.states().get(0).put(at, room.a, 0, n);
      }
      if (states > 1) {
        tensor.states().get(1).put(at, room.b, 0, n);
      }
    }
  }

  private interface BlockTask {
    void run(int index, Room room);
  }

  private void everyBlock(BlockTask task) {
    AtomicInteger next = new AtomicInteger();
    Runnable some =
        () -> {
          Room room = new Room();
          for (int i = next.getAndIncrement(); i < blocks.size(); i = next.getAndIncrement()) {
            task.run(i, room);
          }
        };
    List<Future<?>> others = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, blocks.size()); i++) {
      others.add(helpers.submit(some));
    }
    some.run();
    others.forEach(BatchQueue::await);
  }

  /** Room for one stretch. */
  private static final class Room {
    private final float[] w = new float[STRETCH];
    private final float[] g = new float[STRETCH];
    private final float[] a = new float[STRETCH];
    private final float[] b = new float[STRETCH];

    private void prepare(int n, float scale, Learned learned, double rate) {
      if (scale != 1) {
        for (int i = 0; i < n; i++) {
          g[i] *= scale;
        }
      }
      float l2 = (float) learned.l2();
      if (l2 != 0) {
        for (int i = 0; i < n; i++) {
          g[i] += l2 * w[i];
        }
      }
      float l1 = (float) learned.l1();
      if (l1 != 0) {
        for (int i = 0; i < n; i++) {
          g[i] += l1 * Math.signum(w[i]);
        }
      }
      if (learned.decay() != 0) {
        float keep = (float) (1 - rate * learned.decay());
        for (int i = 0; i < n; i++) {
          w[i] *= keep;
        }
      }
    }
  }
}
