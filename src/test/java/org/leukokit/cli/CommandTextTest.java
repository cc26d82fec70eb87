package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandTextTest {
  private static List<String> split(String line) throws IOException {
    Process sh =
        new ProcessBuilder("/bin/sh", "-c", "printf '%s\\0' " + line)
            .redirectErrorStream(true)
            .start();
    sh.getOutputStream().close();
    String text = new String(sh.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return List.of(text.split("\0"));
  }

  private static List<String> documented() throws IOException {
    List<String> found = new ArrayList<>();
    for (String file : new String[] {"README.md", "CONTRIBUTING.md"}) {
      String text = Files.readString(Path.of(file)).replace("\\\n", " ");
      text.lines()
          .map(l -> l.strip().replaceFirst("^LEUKOKIT_\\w+=\\S+ ", ""))
          .filter(l -> l.startsWith("./leukokit "))
          .map(l -> l.replaceFirst("\\s+#.*$", "").replaceFirst(" [|>&].*$", ""))
          .forEach(found::add);
    }
    return found;
  }

  @Test
  void everyDocumentedCommandIsRecordedSoThatAShellGivesTheSameWords() throws IOException {
    assumeTrue(Files.exists(Path.of("/bin/sh")), "no POSIX shell here");
    List<String> commands = documented();
    assertTrue(commands.size() > 10, commands.toString());
    assertTrue(commands.toString().contains("'^([^/]+)/'"), commands.toString());
    for (String command : commands) {
      List<String> words = split(command);
      var parsed = Main.line().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
      String line = CommandText.ofThisMachine().line("./leukokit", parsed, Map.of());
      assertEquals(words, split(line), line);
    }
  }

  @Test
  void wordsThatAShellWouldReadOtherwiseAreQuoted() throws IOException {
    assumeTrue(Files.exists(Path.of("/bin/sh")), "no POSIX shell here");
    String[] words = {
      "data",
      "verify",
      "my cells",
      "--positive",
      "it's",
      "--negative",
      "$HOME `x` \"y\" ; #",
      "--subject-pattern",
      "^(\\w+)\\d*/*?"
    };
    CommandText text = CommandText.in(Path.of("/home/me/kit"), "/home/me", false);
    String line = text.line("./leukokit", Main.line().parseArgs(words), Map.of());
    List<String> again = split(line);
    assertEquals(List.of(words), again.subList(1, again.size()));
  }

  @Test
  void pathsInFullAreWrittenFromHereOrHome() {
    CommandText text = CommandText.in(Path.of("/home/me/kit"), "/home/me", false);
    CommandText far = CommandText.in(Path.of("/srv/kit"), "/home/me", false);
    String[] words = {"report", "/home/me/my runs", "--out=/home/me/kit/out"};
    var parsed = Main.line().parseArgs(words);
    assertEquals(
        "LEUKOKIT_MIRROR=../mirror ./leukokit report '../my runs' --out=out",
        text.line("/home/me/kit/leukokit", parsed, Map.of("LEUKOKIT_MIRROR", "/home/me/mirror")));
    assertEquals(
        "leukokit report \"$HOME\"/'my runs' --out=\"$HOME\"/kit/out",
        far.line("/usr/bin/leukokit", parsed, Map.of("PATH", "/bin:/usr/bin")));
  }

  @Test
  void helpOfEveryCommandIsPlainTextAndNothingElse() {
    PrintStream err = System.err;
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      help(Main.line());
    } finally {
      System.setErr(err);
    }
    assertEquals("", errors.toString(StandardCharsets.UTF_8));
  }

  private static void help(CommandLine line) {
    String text = line.getUsageMessage(CommandLine.Help.Ansi.OFF);
    String name = line.getCommandSpec().qualifiedName();
    assertTrue(text.contains("Usage: "), name);
    for (String artefact : new String[] {"%n", "%%", "%s", "${", "@|", "\u001b"}) {
      assertTrue(!text.contains(artefact), name + " shows " + artefact);
    }
    line.getSubcommands().values().forEach(CommandTextTest::help);
  }
}
