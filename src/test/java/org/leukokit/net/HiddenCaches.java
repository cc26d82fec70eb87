package org.leukokit.net;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Makes a machine whose hypervisor hides the processor's caches of any machine: an agent that gives
 * oneDNN the caches of one byte that it sees there, as soon as libtorch is loaded and before
 * anything is computed.
 */
public final class HiddenCaches implements ClassFileTransformer {
  private boolean done;

  private HiddenCaches() {}

  /** Called by Java where {@code -javaagent} names a jar of {@link #agent}. */
  public static void premain(String arguments, Instrumentation tools) {
    tools.addTransformer(new HiddenCaches());
  }

  /** Writes the agent's jar; the class itself comes from the class path. */
  static Path agent(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", HiddenCaches.class.getName());
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.finish();
    }
    return file;
  }

  /** The library, once this process has it. */
  static Optional<Path> loaded() {
    try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines
          .filter(line -> line.endsWith("/libtorch_cpu.so"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
    if (!done && name != null && name.startsWith("ai/djl/pytorch/")) {
      loaded()
          .flatMap(OneDnnCaches::of)
          .ifPresent(
              caches -> {
                done = true;
                caches.pretend(1, 1, 1);
              });
    }
    return null;
  }
}
