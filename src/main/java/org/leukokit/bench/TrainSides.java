package org.leukokit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.leukokit.base.UserError;

/** The kit and Python, each in a process of its own, ready to train the same network. */
final class TrainSides implements AutoCloseable {
  private final String device;
  private final GpuMemory gpu;
  private final Side kit;
  private final Side python;

  private TrainSides(String device, GpuMemory gpu, Side kit, Side python) {
    this.device = device;
    this.gpu = gpu;
    this.kit = kit;
    this.python = python;
  }

  /** One of the two. */
  static final class Side {
    private final SideProcess process;
    private final GpuMemory gpu;
    private double taken;

    private Side(SideProcess process, GpuMemory gpu) {
      this.process = process;
      this.gpu = gpu;
      this.taken = gpu.taken();
    }

    /** Does something so many times; seconds. */
    double seconds(String part, int times) {
      double seconds = process.seconds(part, times);
      taken += gpu.taken();
      return seconds;
    }

    /** Takes so many steps under its profiler; seconds. */
    double profile(int steps, Path trace) {
      return process.profile(steps, trace);
    }

    /** What it said last. */
    JsonNode latest() {
      return process.latest();
    }

    /** The most memory that was resident at once, in MB. */
    double peakMegabytes() {
      return process.peakMegabytes();
    }

    /** The memory that it has taken on the GPU, in MB. */
    double gpuMegabytes() {
      return taken;
    }
  }

  /**
   * Starts both.
   *
   * @throws UserError if one can't be started, the device isn't there, or the two would train
   *     different networks
   */
  static TrainSides start(TrainBench.Options options, TrainCase one, Path script, Path work) {
    List<String> numbers =
        List.of(
            one.backbone(),
            Integer.toString(one.batch()),
            Integer.toString(one.side()),
            Integer.toString(options.threads()));
    GpuMemory gpu = new GpuMemory(options.device());
    SideProcess kit = new SideProcess("kit", java(options, numbers), options.threads(), work);
    try {
      Side ours = new Side(kit, gpu);
      // Where the kit computes, Python does.
      String device = kit.hello().path("device").asText();
      List<String> command = new ArrayList<>(List.of(ScikitLearn.interpreter(), script.toString()));
      command.addAll(numbers);
      command.add(device);
      SideProcess python = new SideProcess("Python", command, options.threads(), work);
      TrainSides sides = new TrainSides(device, gpu, ours, new Side(python, gpu));
      sides.requireSame(one);
      return sides;
    } catch (RuntimeException e) {
      kit.close();
      throw e;
    }
  }

  // The options that the kit's own process has, as far as they bear on memory and speed.
  private static List<String> java(TrainBench.Options options, List<String> numbers) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Djava.awt.headless=true",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Xmn32m",
                "-cp",
                System.getProperty("java.class.path"),
                TrainSide.class.getName()));
    command.addAll(numbers);
    command.add(options.device().text());
    command.add(options.engineFolder().toString());
    return command;
  }

  private void requireSame(TrainCase one) {
    JsonNode ours = kit.process.hello().path("learned");
    JsonNode theirs = python.process.hello().path("learned");
    if (ours.asLong() != theirs.asLong()) {
      python.process.close();
      throw new UserError(
          one.backbone()
              + ": the kit trains "
              + ours
              + " values, Python "
              + theirs
              + "; the times can't be compared");
    }
  }

  /** Where both compute: {@code cpu}, {@code gpu0}. */
  String device() {
    return device;
  }

  /** A line a side. */
  String versions() {
    return String.format(
        "kit:    %s%nPython: %s%n",
        kit.process.hello().path("versions").asText(),
        python.process.hello().path("versions").asText());
  }

  /** The kit. */
  Side kit() {
    return kit;
  }

  /** Python. */
  Side python() {
    return python;
  }

  /** Whether the memory taken on the GPU is known. */
  boolean gpuKnown() {
    return gpu.known();
  }

  @Override
  public void close() {
    kit.process.close();
    python.process.close();
  }
}
