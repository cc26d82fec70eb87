package org.leukokit.notebook.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.notebook.kernel.KernelStart;

class KernelSpecTest {
  @TempDir Path folder;

  @Test
  void ofTheKernelFromMaven() throws Exception {
    String paths = "a.jar" + File.pathSeparator + "b c.jar";
    KernelSpec spec =
        KernelSpec.rapaio(Path.of("/jdk/bin/java"), Path.of("k"), paths, List.of("-Xmx6g"));
    Path file = spec.write(folder);
    assertEquals(folder.resolve("kernels/java/kernel.json"), file);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    List<String> argv = new java.util.ArrayList<>();
    json.path("argv").forEach(a -> argv.add(a.asText()));
    assertEquals("{connection_file}", argv.get(argv.size() - 1));
    String jars =
        Path.of("k", "rapaio-jupyter-kernel.jar")
            + File.pathSeparator
            + Path.of("k", "leukokit-kernel.jar");
    assertTrue(argv.containsAll(List.of("-Xmx6g", jars, KernelStart.class.getName())), "" + argv);
    assertEquals("a.jar;b c.jar", json.at("/env/RJK_CLASSPATH").asText());
    assertEquals("java", json.path("language").asText());
  }

  @Test
  void ofAnInstalledKernel() {
    InstalledKernel installed =
        InstalledKernel.parse(
                "{\"kernelspecs\": {\"python3\": {\"resource_dir\": \"/p\", \"spec\": {\"argv\":"
                    + " [\"python3\"], \"env\": {}, \"display_name\": \"Python 3\"}}, \"java\":"
                    + " {\"resource_dir\": \"/usr/share/k\", \"spec\": {\"argv\": [\"java\", \"-jar\","
                    + " \"{resource_dir}/ijava-1.3.0.jar\", \"{connection_file}\"], \"env\":"
                    + " {\"IJAVA_CLASSPATH\": \"old.jar\"}, \"display_name\": \"Java\"}}}}")
            .stream()
            .filter(k -> k.mentions("ijava"))
            .reduce((a, b) -> null)
            .orElseThrow();
    assertEquals("java", installed.name());
    assertFalse(installed.mentions("jjava"));
    KernelSpec spec = KernelSpec.of(installed, "IJAVA_CLASSPATH", "kit.jar");
    // The folder as this system writes it.
    assertEquals(Path.of("/usr/share/k") + "/ijava-1.3.0.jar", spec.argv().get(2));
    assertEquals(
        Map.of("IJAVA_CLASSPATH", "kit.jar" + File.pathSeparator + "old.jar"), spec.environment());
  }
}
