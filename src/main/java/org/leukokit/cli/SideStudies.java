package org.leukokit.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.leukokit.base.UserError;
import org.leukokit.net.ComputeDevice;
import org.leukokit.paper.Paper;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The papers' studies on several devices, one a device at a time. The first device belongs to the
 * comparison and to the papers whose turn comes round to it; the others' studies run in processes
 * of their own. Which study runs where depends on the number of devices alone, as the device is
 * part of a run's identity.
 */
final class SideStudies implements AutoCloseable {
  private final List<ExecutorService> lanes = new ArrayList<>();
  private final Map<String, Future<?>> elsewhere = new HashMap<>();
  private final List<PaperProcess> running = new ArrayList<>();
  private final Thread end = new Thread(this::stop, "end-of-studies");
  private boolean closed;

  private SideStudies() {
    // An interrupted command leaves nothing behind that computes on.
    Runtime.getRuntime().addShutdownHook(end);
  }

  /**
   * Starts what runs elsewhere.
   *
   * @param devices one or more
   * @param command 'reproduce all' as it was given
   * @param out hears what they say
   */
  static SideStudies start(List<ComputeDevice> devices, CommandSpec command, PrintStream out) {
    SideStudies studies = new SideStudies();
    studies.submit(devices, command, out);
    return studies;
  }

  private void submit(List<ComputeDevice> devices, CommandSpec command, PrintStream out) {
    devices.stream().skip(1).forEach(d -> lanes.add(Executors.newSingleThreadExecutor()));
    List<Paper> papers = Paper.all();
    for (int i = 0; i < papers.size(); i++) {
      Paper paper = papers.get(i);
      int lane = lane(i, devices.size());
      if (lane > 0) {
        ComputeDevice device = devices.get(lane);
        elsewhere.put(
            paper.key(), lanes.get(lane - 1).submit(() -> run(command, paper, device, out)));
      }
    }
  }

  /** On which of so many devices a paper's study runs; the comparison runs on device 0. */
  static int lane(int paper, int devices) {
    return (paper + 1) % devices;
  }

  private void run(CommandSpec command, Paper paper, ComputeDevice device, PrintStream out) {
    PaperProcess process;
    synchronized (running) {
      if (closed) {
        return;
      }
      process = PaperProcess.start(command, paper, device);
      running.add(process);
    }
    try (process) {
      process.await(out);
    }
  }

  /** Whether a paper's study runs elsewhere. */
  boolean has(Paper paper) {
    return elsewhere.containsKey(paper.key());
  }

  /**
   * Waits for a study that runs elsewhere.
   *
   * @throws UserError if it did not end well
   */
  void await(Paper paper) {
    try {
      elsewhere.get(paper.key()).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UserError told ? told : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("the study of " + paper.key() + " was interrupted", e);
    }
  }

  private void stop() {
    synchronized (running) {
      closed = true;
      running.forEach(PaperProcess::close);
    }
  }

  /** Ends what still runs, and waits for that. */
  @Override
  public void close() {
    stop();
    lanes.forEach(ExecutorService::shutdownNow);
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook at work.
    }
  }
}
