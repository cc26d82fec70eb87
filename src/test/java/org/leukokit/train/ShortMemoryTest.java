package org.leukokit.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leukokit.base.Hanging;
import org.leukokit.base.UserError;
import org.leukokit.net.ConvNet;
import org.leukokit.net.SmallNet;
import org.leukokit.net.weights.RandomWeights;

/** Memory that is short is said in one line that names what to lower. */
class ShortMemoryTest {
  /** What may be mapped, in KB: a small training fits, a layer's outputs of 8 GB do not. */
  private static final long LIMIT = 5L << 20;

  @TempDir private Path folder;

  /** A training step of eight images in a process of its own. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) {
      ConvNet net = SmallNet.greedy(2);
      TrainSpec spec = TrainSpec.of(Trainings.ADAM, new Schedule.Constant(1e-3), 1, 8);
      TrainTask task =
          new TrainTask(
              net,
              new RandomWeights(net.id(), 1, net.tensorShapes()),
              spec,
              new Discs(8, Integer.parseInt(args[0]), 1),
              Optional.empty(),
              7);
      CheckpointFolder place = new CheckpointFolder(Path.of(args[1]), "a", 1e-9);
      try (Fit fit = Trainings.fit(task, place, TrainProgress.NONE)) {
        System.out.println("steps " + fit.history().steps().size());
      } catch (UserError e) {
        System.out.println("refused " + e.getMessage());
        System.exit(1);
      }
    }
  }

  private String train(int side, int code) throws Exception {
    Path output = folder.resolve("output-" + side);
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -v " + LIMIT + " && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:MaxDirectMemorySize=512m",
                "-XX:CompressedClassSpaceSize=64m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                Integer.toString(side),
                folder.resolve("checkpoints-" + side).toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      Hanging.requireEnd(process);
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(output);
    assertEquals(code, process.exitValue(), said);
    return said.strip();
  }

  /** The limit of a process's memory is the shell's, so Linux only. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "ulimit -v is set by the shell and held by Linux")
  void aStepThatLibtorchHasNoMemoryForIsRefusedInOneLine() throws Exception {
    // The limit itself lets a small training through.
    assertTrue(train(16, 0).endsWith("steps 1"));
    String said = train(512, 1);
    System.out.println(said);
    assertEquals(1, said.lines().count(), said);
    assertTrue(said.startsWith("refused memory is short ("), said);
    // Not Java's own memory, which is limited too.
    assertTrue(said.contains("alloc") && !said.contains("Java heap"), said);
    assertTrue(said.contains("lower the batch size, now 8, or the input size"), said);
    assertFalse(Files.exists(folder.resolve("checkpoints-512")), "nothing is written");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[enforce fail at alloc_cpu.cpp:118] err == 0. DefaultCPUAllocator: can't allocate memory:"
            + " you tried to allocate 8589934592 bytes. Error code 12 (Cannot allocate memory)",
        "[enforce fail at alloc_cpu.cpp:121] data. DefaultCPUAllocator: not enough memory: you"
            + " tried to allocate 8589934592 bytes.",
        "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.10 GiB",
        "CUDA error: out of memory",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
        "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
        "cuDNN error: CUDNN_STATUS_INTERNAL_ERROR_HOST_ALLOCATION_FAILED",
        "cuSOLVER error: CUSOLVER_STATUS_ALLOC_FAILED",
        "std::bad_alloc",
        "bad allocation",
        "could not execute a primitive: out_of_memory"
      })
  void whatEnginesSayIsUnderstood(String message) {
    RuntimeException e = OutOfMemory.explain(new EngineException(message), 8);
    assertInstanceOf(UserError.class, e);
    assertTrue(e.getMessage().startsWith("memory is short (" + message.substring(0, 14)));
    assertTrue(
        e.getMessage().endsWith("lower the batch size, now 8, or the input size"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void javasOwnIsToo() {
    String said = OutOfMemory.explain(new OutOfMemoryError("Java heap space"), 3).getMessage();
    assertTrue(said.contains("Java heap space") && said.contains("now 3"), said);
    assertTrue(said.endsWith("or give Java more with -Xmx"), said);
  }

  /** Other errors stay what they are: lowering the batch would not help. */
  @Test
  void othersStayWhatTheyAre() {
    for (String message :
        List.of(
            "shape mismatch",
            "cuDNN error: CUDNN_STATUS_NOT_SUPPORTED",
            "CUDA error: CUBLAS_STATUS_EXECUTION_FAILED",
            "CUDA error: an illegal memory access was encountered")) {
      EngineException other = new EngineException(message);
      assertSame(other, OutOfMemory.explain(other, 8));
    }
    EngineException silent = new EngineException((String) null);
    assertSame(silent, OutOfMemory.explain(silent, 8));
  }
}
