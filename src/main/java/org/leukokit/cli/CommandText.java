package org.leukokit.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;

/**
 * A command as it was given, so that it does the same again when it is pasted into a shell in the
 * same folder: a POSIX shell, or PowerShell on Windows.
 *
 * <p>Folders of the user's machine are nobody else's business, so a path that was given in full is
 * written from the present folder or from the user's home where that is possible; everything else
 * stands as it was given.
 */
final class CommandText {
  /** The system property by which a launcher says how it was called. */
  static final String PROGRAM = "leukokit.program";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
  // Option of type text whose value may be a path all the same.
  private static final Set<String> PATHS_BESIDE_NAMES = Set.of("--data");
  private static final String MIRROR = "LEUKOKIT_MIRROR";

  private final Path here;
  private final String home;
  private final boolean windows;

  private CommandText(Path here, String home, boolean windows) {
    this.here = here;
    this.home = home;
    this.windows = windows;
  }

  /** For the shell of this machine, in the present folder. */
  static CommandText ofThisMachine() {
    return new CommandText(
        Path.of("").toAbsolutePath(), String.valueOf(System.getenv("HOME")), onWindows());
  }

  /**
   * For a folder of choice.
   *
   * @param windows whether for PowerShell
   */
  static CommandText in(Path here, String home, boolean windows) {
    return new CommandText(here, home, windows);
  }

  static boolean onWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  /**
   * The line of a command.
   *
   * @param program how the launcher was called; empty where that is not known
   * @param parsed what the top command understood of the words
   * @param environment the variables of the environment
   */
  String line(String program, ParseResult parsed, Map<String, String> environment) {
    Set<String> paths = paths(parsed);
    List<String> words = new ArrayList<>();
    // Where weights and data are found decides what a study is made of.
    String mirror = environment.getOrDefault(MIRROR, "");
    if (!mirror.isEmpty()) {
      words.add(
          windows ? "$env:" + MIRROR + "=" + quoted(mirror) + ";" : MIRROR + "=" + path(mirror));
    }
    words.add(program(program, environment.getOrDefault("PATH", "")));
    for (String word : parsed.originalArgs()) {
      words.add(word(word, paths));
    }
    return String.join(" ", words);
  }

  private String program(String program, String search) {
    if (program.isEmpty()) {
      return "leukokit";
    }
    try {
      Path file = Path.of(program);
      Path folder = file.getParent();
      if (file.isAbsolute()
          && Arrays.asList(search.split(windows ? ";" : ":")).contains(folder.toString())) {
        return file.getFileName().toString();
      }
      String text = path(program);
      return text.contains("/") || text.contains("\\") ? text : (windows ? ".\\" : "./") + text;
    } catch (InvalidPathException e) {
      return "leukokit";
    }
  }

  /** The texts that the command understood as paths. */
  private static Set<String> paths(ParseResult top) {
    Set<String> found = new HashSet<>();
    for (ParseResult p = top; p != null; p = p.subcommand()) {
      for (ArgSpec arg : p.matchedArgs()) {
        boolean isPath =
            Arrays.asList(arg.auxiliaryTypes()).contains(Path.class)
                || arg.type() == Path.class
                || (arg.isOption()
                    && PATHS_BESIDE_NAMES.contains(
                        ((picocli.CommandLine.Model.OptionSpec) arg).longestName()));
        if (isPath) {
          found.addAll(arg.originalStringValues());
        }
      }
      if (!p.hasSubcommand()) {
        break;
      }
    }
    return found;
  }

  private String word(String word, Set<String> paths) {
    if (paths.contains(word)) {
      return path(word);
    }
    int is = word.indexOf('=');
    if (word.startsWith("-") && is > 0 && paths.contains(word.substring(is + 1))) {
      return quoted(word.substring(0, is + 1)) + path(word.substring(is + 1));
    }
    return quoted(word);
  }

  /** A path for the shell: from here, from home, or as it was given. */
  private String path(String text) {
    try {
      Path path = Path.of(text);
      if (windows || !path.isAbsolute() || text.contains("/../")) {
        return quoted(text);
      }
      Path plain = path.normalize();
      if (here.getNameCount() > 0
          && plain.getNameCount() > 0
          && plain.getName(0).equals(here.getName(0))) {
        String relative = here.relativize(plain).toString();
        return quoted(
            relative.isEmpty() ? "." : relative.startsWith("-") ? "./" + relative : relative);
      }
      if (home.length() > 1 && Path.of(home).isAbsolute() && plain.startsWith(home)) {
        String rest = Path.of(home).relativize(plain).toString();
        return rest.isEmpty() ? "\"$HOME\"" : "\"$HOME\"/" + quoted(rest);
      }
      return quoted(text);
    } catch (InvalidPathException e) {
      return quoted(text);
    }
  }

  /** A word that the shell takes as it is. */
  String quoted(String word) {
    if (!word.isEmpty() && PLAIN.matcher(word).matches() && !(windows && special(word))) {
      return word;
    }
    return windows ? "'" + word.replace("'", "''") + "'" : "'" + word.replace("'", "'\\''") + "'";
  }

  // What PowerShell reads otherwise than a POSIX shell.
  private static boolean special(String word) {
    return word.contains("@") || word.contains("%") || word.contains(",");
  }
}
