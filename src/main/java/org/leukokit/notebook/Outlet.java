package org.leukokit.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/**
 * Where a cell's output goes: the kernel that runs this Java, found by its class, or standard
 * output under JShell. The kernels' {@code display} differ in name and order of arguments;
 * notebooks need not know.
 */
final class Outlet {
  private static final String HTML = "text/html";

  /** A class with a static {@code display}, and whether the kind of the content goes first. */
  private record Candidate(String kernel, String className, boolean kindFirst) {}

  private static final List<Candidate> CANDIDATES =
      List.of(
          new Candidate("rapaio-jupyter-kernel", "org.rapaio.jupyter.kernel.global.Global", true),
          new Candidate("JJava", "org.dflib.jjava.jupyter.kernel.NotebookStatics", false),
          new Candidate("JJava", "org.dflib.jjava.jupyter.kernel.BaseNotebookStatics", false),
          new Candidate("JJava", "org.dflib.jjava.runtime.Display", false),
          new Candidate("IJava", "io.github.spencerpark.ijava.runtime.Display", false));

  private static final Outlet AT_HAND = find(Outlet.class.getClassLoader());

  private final String kernel;
  private final Optional<Method> display;
  private final boolean kindFirst;

  private Outlet(String kernel, Optional<Method> display, boolean kindFirst) {
    this.kernel = kernel;
    this.display = display;
    this.kindFirst = kindFirst;
  }

  /** The kernel of this process. */
  static Outlet atHand() {
    return AT_HAND;
  }

  /**
   * Looks for a kernel.
   *
   * @param loader where its classes would be
   */
  static Outlet find(ClassLoader loader) {
    for (Candidate candidate : CANDIDATES) {
      try {
        Class<?> type = Class.forName(candidate.className(), true, loader);
        Method method =
            candidate.kindFirst()
                ? type.getMethod("display", String.class, Object.class)
                : type.getMethod("display", Object.class, String[].class);
        return new Outlet(candidate.kernel(), Optional.of(method), candidate.kindFirst());
      } catch (ClassNotFoundException | NoSuchMethodException | LinkageError e) {
        // Not this kernel, or not this version of it: the next one.
        continue;
      }
    }
    return new Outlet("JShell", Optional.empty(), false);
  }

  /** The kernel's name; {@code JShell} where there is none. */
  String kernel() {
    return kernel;
  }

  /**
   * Shows something.
   *
   * @param html for a kernel
   * @param text the same for standard output
   */
  void show(String html, String text) {
    if (display.isEmpty()) {
      System.out.println(text);
      return;
    }
    try {
      if (kindFirst) {
        display.get().invoke(null, HTML, html);
      } else {
        display.get().invoke(null, html, new String[] {HTML});
      }
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("the kernel " + kernel + " can't show HTML: " + e, e);
    }
  }
}
