package org.leukokit.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.Test;

/** Notebook 00 runs where there is no Jupyter: its cells in JShell, everything as plain text. */
class StartHereTest {
  @Test
  void everyCellRunsInJShell() throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    List<String> errors = new ArrayList<>();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
        shell.addToClasspath(path);
      }
      for (String cell : NotebookFiles.code(NotebookFiles.FOLDER.resolve("00-start-here.ipynb"))) {
        run(shell, cell, errors);
      }
    } finally {
      System.setOut(before);
    }
    String text = said.toString(StandardCharsets.UTF_8);
    assertEquals(List.of(), errors);
    assertTrue(text.contains("Ready: Java "), text);
    assertTrue(text.contains(" in JShell"), text);
    assertTrue(text.contains("leukemic") && text.contains("SYNTHETIC"), text);
    assertTrue(text.contains("[chart] Cells of each subject"), text);
    assertTrue(text.contains("[picture 450 x 450] PHANTOM_P01"), text);
    System.out.println(
        "notebook 00 ran in JShell; the others run with Jupyter only: leukokit notebook --execute");
  }

  private static void run(JShell shell, String cell, List<String> errors) {
    String rest = cell;
    while (!rest.isBlank()) {
      SourceCodeAnalysis.CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      for (SnippetEvent event : shell.eval(info.source())) {
        if (event.status() == Snippet.Status.REJECTED) {
          shell
              .diagnostics(event.snippet())
              .forEach(d -> errors.add(d.getMessage(null) + " in " + info.source()));
        } else if (event.exception() != null) {
          errors.add(event.exception().getMessage() + " in " + info.source());
        }
      }
      rest = info.remaining();
    }
  }
}
