package org.leukokit.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finds each kernel by its class and hands it content and kind in the kernel's own order. */
class OutletTest {
  @TempDir Path folder;

  @Test
  void thereIsNoKernelHere() {
    assertEquals("JShell", Outlet.find(getClass().getClassLoader()).kernel());
    assertEquals("JShell", Show.kernel());
  }

  @ParameterizedTest
  @CsvSource({
    "rapaio-jupyter-kernel, org.rapaio.jupyter.kernel.global, Global, true",
    "JJava, org.dflib.jjava.jupyter.kernel, NotebookStatics, false",
    "JJava, org.dflib.jjava.jupyter.kernel, BaseNotebookStatics, false",
    "JJava, org.dflib.jjava.runtime, Display, false",
    "IJava, io.github.spencerpark.ijava.runtime, Display, false"
  })
  void showsHtmlInAKernel(String kernel, String pack, String type, boolean kindFirst)
      throws Exception {
    String signature = kindFirst ? "String kind, Object what" : "Object what, String... kinds";
    String kind = kindFirst ? "kind" : "kinds[0]";
    Path source = folder.resolve(type + ".java");
    Files.writeString(
        source,
        "package "
            + pack
            + "; public class "
            + type
            + " { public static String seen;"
            + " public static String display("
            + signature
            + ") {"
            + " seen = "
            + kind
            + " + \"|\" + what; return \"id\"; } }");
    compile(source);
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      Outlet outlet = Outlet.find(loader);
      assertEquals(kernel, outlet.kernel());
      outlet.show("<b>x</b>", "x");
      Field seen = loader.loadClass(pack + "." + type).getField("seen");
      assertEquals("text/html|<b>x</b>", seen.get(null));
    }
  }

  private void compile(Path source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    boolean done =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of("-d", folder.toString(), "-proc:none"),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    assertTrue(done, said.toString());
  }
}
