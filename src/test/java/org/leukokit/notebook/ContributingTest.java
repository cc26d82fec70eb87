package org.leukokit.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.Hanging;
import org.leukokit.metric.Metric;
import org.leukokit.record.RunFolder;

/** The worked examples of CONTRIBUTING.md, word by word, in an empty folder. */
class ContributingTest {
  @TempDir Path folder;

  @Test
  void addingAClassifier() throws Exception {
    List<String> lines = run("classifier");
    // One run a protocol, each with the control beside it.
    assertEquals(8, lines.size(), lines.toString());
    assertEquals("Ten bagged trees, published", lines.get(0));
    assertEquals("Majority class, group-disjoint", lines.get(7));
    assertTrue(Files.isDirectory(folder.resolve("runs")));
  }

  @Test
  void addingADataSet() throws Exception {
    assertEquals(List.of("12 cells of 6 persons"), run("dataset"));
  }

  @Test
  void aMethodOfOnesOwnInTheComparison() throws Exception {
    List<String> lines = run("contest");
    assertEquals(2, lines.size(), lines.toString());
    assertTrue(lines.get(0).startsWith("forest--group-disjoint--"), lines.get(0));
    assertTrue(lines.get(1).startsWith("perceptron--group-disjoint--"), lines.get(1));
    // Both tested every cell once, and learned something.
    for (String name : lines) {
      RunFolder run = RunFolder.read(folder.resolve("own").resolve(name));
      assertEquals(240, run.predictions().rows().size());
      assertTrue(Metric.AUC.of(run.predictions().truth(), run.predictions().scores()) > 0.6, name);
    }
  }

  @Test
  void addingANetwork() throws Exception {
    assertEquals(
        List.of("Two strides, group-disjoint: 3 trainings, 48 cells tested"), run("network"));
  }

  @Test
  void addingAPaper() throws Exception {
    String page = Path.of("doe2030", "index.html").toString();
    assertEquals(List.of(page + ", 4 runs"), run("paper"));
    String html = Files.readString(folder.resolve(page));
    assertTrue(html.contains("81.3") && html.contains("SYNTHETIC"));
  }

  /** What a reader is told that an example prints is what it prints. */
  @Test
  void saysWhatTheExamplesPrint() throws Exception {
    String text = Files.readString(Path.of("CONTRIBUTING.md"));
    for (String line :
        List.of(
            "12 cells of 6 persons",
            "Two strides, group-disjoint: 3 trainings, 48 cells tested",
            "doe2030/index.html, 4 runs")) {
      assertTrue(text.contains("prints `" + line + "`"), line);
    }
  }

  private List<String> run(String example) throws Exception {
    Matcher found =
        Pattern.compile("<!-- example: " + example + " -->\\s*```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("CONTRIBUTING.md")));
    assertTrue(found.find(), "no example " + example);
    Path script = folder.resolve("example.jsh");
    Files.writeString(script, found.group(1) + "\n/exit\n");
    Path said = folder.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
            // No preferences of whoever tests, and none written.
            "-J-Djava.util.prefs.userRoot=" + folder,
            "-R-Djava.awt.headless=true",
            "--class-path",
            classPath(),
            script.toString());
    builder.environment().put("LEUKOKIT_HOME", folder.resolve("home").toString());
    Process process = builder.directory(folder.toFile()).redirectOutput(said.toFile()).start();
    process.getOutputStream().close();
    Hanging.requireEnd(process);
    assertEquals(0, process.exitValue());
    return Files.readAllLines(said).stream().filter(l -> !l.isBlank()).toList();
  }

  private static String classPath() {
    return String.join(
        File.pathSeparator,
        java.util.Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(p -> Path.of(p).toAbsolutePath().toString())
            .toList());
  }
}
