package org.leukokit.notebook.kernel;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/**
 * Starts rapaio-jupyter-kernel and sees to it that it listens.
 *
 * <p>A channel's loop thread of that kernel (3.0.1 to 3.0.4) is started before it is told to run:
 * on a busy machine its first look comes too early, it ends, and nobody reads the messages of a
 * kernel that otherwise lives. Such a loop is started again here. The kernel is only reached by
 * reflection, as it is a program and no library of the kit's.
 */
public final class KernelStart {
  private static final String KERNEL = "org.rapaio.jupyter.kernel.";
  private static final List<String> CHANNELS = List.of("shell", "control", "heartbeat");
  private static final long LOOK_EVERY_MS = 250;

  private KernelStart() {}

  /**
   * Runs the kernel until it is shut down.
   *
   * @param args Jupyter's connection file
   * @throws Exception what the kernel throws
   */
  public static void main(String[] args) throws Exception {
    Class<?> program = Class.forName(KERNEL + "MainApp");
    Object kernel = program.getField("kernel").get(null);
    Thread watch = new Thread(() -> watch(kernel), "kernel-start");
    watch.setDaemon(true);
    watch.start();
    try {
      program.getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static void watch(Object kernel) {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY_MS);
        Object channels = kernel.getClass().getMethod("channels").invoke(kernel);
        if (channels == null) {
          continue;
        }
        if ((boolean) channels.getClass().getMethod("isMarkedForShutdown").invoke(channels)) {
          return;
        }
        for (String ended : reviveLoops(channels)) {
          System.err.println("the kernel's " + ended + " loop had ended and was started again");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ReflectiveOperationException e) {
      // Another version of the kernel: it runs as it would without this class.
      System.err.println("the kernel's loops can't be watched: " + e);
    }
  }

  /**
   * Starts the loops that have ended.
   *
   * @param channels the kernel's channels, connected
   * @return the names of the channels whose loops had ended
   * @throws ReflectiveOperationException if the kernel is not built as expected
   */
  static List<String> reviveLoops(Object channels) throws ReflectiveOperationException {
    List<String> ended = new java.util.ArrayList<>();
    for (String name : CHANNELS) {
      Object channel = field(channels, name).get(channels);
      Field place = field(channel, "loopThread");
      Thread loop = (Thread) place.get(channel);
      // One that has not been bound yet has none; one that waits for its start is alive.
      if (loop != null && loop.getState() == Thread.State.TERMINATED) {
        Constructor<?> another =
            loop.getClass().getConstructor(String.class, long.class, Runnable.class);
        Thread again =
            (Thread)
                another.newInstance(
                    loop.getName(),
                    field(loop, "sleep").getLong(loop),
                    field(loop, "loopBody").get(loop));
        place.set(channel, again);
        // Before it starts, so that its first look can't come too early again.
        field(again, "running").setBoolean(again, true);
        again.start();
        ended.add(name);
      }
    }
    return ended;
  }

  private static Field field(Object owner, String name) throws NoSuchFieldException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
