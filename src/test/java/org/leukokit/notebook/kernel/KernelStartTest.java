package org.leukokit.notebook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Field;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.leukokit.base.Hanging;

/** The kernel's loops that have ended are started again, those that run are left alone. */
class KernelStartTest {
  private static final Path JAR = Path.of("target/jupyter/rapaio-jupyter-kernel.jar");
  private static final List<String> LOOPS = List.of("shell", "control", "heartbeat");

  @Test
  @Timeout(value = Hanging.MINUTES, unit = TimeUnit.MINUTES)
  void aLoopThatEndedListensAgain() throws Exception {
    assumeTrue(Files.exists(JAR), JAR + " is not there; mvn puts it there before the tests");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {JAR.toUri().toURL()})) {
      Object channels = connected(loader);
      try {
        // Whether a loop ended by itself, which is what is watched for, or is ended here.
        for (String name : LOOPS) {
          end(loop(channels, name));
        }
        assertEquals(LOOPS, KernelStart.reviveLoops(channels));
        // Those run for certain: they were told to before they began.
        Thread shell = loop(channels, "shell");
        Thread control = loop(channels, "control");
        assertEquals(List.of(), KernelStart.reviveLoops(channels));

        end(shell);
        assertEquals(List.of("shell"), KernelStart.reviveLoops(channels));
        assertTrue(loop(channels, "shell") != shell);
        assertEquals(control, loop(channels, "control"));
        assertTrue(control.isAlive());
      } finally {
        channels.getClass().getMethod("markForShutdown").invoke(channels);
        for (String name : LOOPS) {
          loop(channels, name).interrupt();
        }
      }
    }
  }

  private static void end(Thread loop) throws Exception {
    loop.getClass().getMethod("shutdown").invoke(loop);
    loop.join();
  }

  private static Object connected(ClassLoader loader) throws Exception {
    String core = "org.rapaio.jupyter.kernel.core.";
    Class<?> properties = loader.loadClass(core + "ConnectionProperties");
    int[] ports = new int[5];
    for (int i = 0; i < ports.length; i++) {
      try (ServerSocket socket = new ServerSocket(0)) {
        ports[i] = socket.getLocalPort();
      }
    }
    String json =
        String.format(
            Locale.ROOT,
            "{\"ip\": \"127.0.0.1\", \"transport\": \"tcp\", \"key\": \"k\", \"signature_scheme\":"
                + " \"hmac-sha256\", \"shell_port\": %d, \"iopub_port\": %d, \"stdin_port\": %d,"
                + " \"control_port\": %d, \"hb_port\": %d}",
            ports[0],
            ports[1],
            ports[2],
            ports[3],
            ports[4]);
    Object connection =
        loader
            .loadClass(core + "Transform")
            .getMethod("fromJson", String.class, Class.class)
            .invoke(null, json, properties);
    Class<?> type = loader.loadClass("org.rapaio.jupyter.kernel.channels.Channels");
    Object channels = type.getConstructor(properties).newInstance(connection);
    // Without a kernel behind them, which would want its own class path.
    for (String name : LOOPS) {
      Object channel = channel(channels, name);
      channel.getClass().getMethod("bind", properties).invoke(channel, connection);
    }
    return channels;
  }

  private static Thread loop(Object channels, String name) throws Exception {
    Object owner = channel(channels, name);
    Field loop = owner.getClass().getDeclaredField("loopThread");
    loop.setAccessible(true);
    return (Thread) loop.get(owner);
  }

  private static Object channel(Object channels, String name) throws Exception {
    Field channel = channels.getClass().getDeclaredField(name);
    channel.setAccessible(true);
    return channel.get(channels);
  }
}
