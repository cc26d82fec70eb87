package org.leukokit.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * What stands between quotation marks was written by a paper, word for word. The words are kept as
 * facts in quotations.txt, checked against the papers' texts where those lie beside the repository;
 * and no other words may be quoted.
 */
class QuotationsTest {
  private static final Path LIST = Path.of("src/test/resources/paper/quotations.txt");
  private static final Path PAPERS = Path.of("../shared/papers");
  private static final List<Path> QUOTING =
      List.of(
          Path.of("src/main/java/org/leukokit/paper"),
          Path.of("src/main/java/org/leukokit/net/Heads.java"));

  /** Headings and words of our own tables and pages. */
  private static final Set<String> OWN_WORDS =
      Set.of(
          "Copies add",
          "Subjects add",
          "Best",
          "No other beats it",
          "in",
          "never",
          "imported",
          "recall",
          "100 %",
          "all of one class",
          "Fine-tuned");

  private static final String LITERAL = "\"(?:[^\"\\\\\n]|\\\\.)*\"";
  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|(?:^[ \t]*//[^\n]*\n)+", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern LITERALS =
      Pattern.compile(LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

  /** Quotations in comments and in strings, which may be put together from several literals. */
  static List<String> quotations(String java) {
    List<String> found = new ArrayList<>();
    StringBuilder code = new StringBuilder();
    Matcher comments = COMMENT.matcher(java);
    while (comments.find()) {
      comments.appendReplacement(code, "");
      String text = comments.group().replaceAll("(?m)^\\s*(\\*|//)|/\\*+|\\*/", "");
      add(found, text.replaceAll("\\s+", " "));
    }
    comments.appendTail(code);
    Matcher literals = LITERALS.matcher(code);
    while (literals.find()) {
      StringBuilder text = new StringBuilder();
      Matcher one = Pattern.compile(LITERAL).matcher(literals.group());
      while (one.find()) {
        text.append(one.group(), 1, one.group().length() - 1);
      }
      // Only escaped marks are left.
      add(found, text.toString().replace("\\\"", "\""));
    }
    return found;
  }

  private static void add(List<String> found, String text) {
    Matcher quoted = QUOTED.matcher(text);
    while (quoted.find()) {
      found.add(quoted.group(1));
    }
  }

  /** Quotation by the papers that have it, as the list says. */
  private static TreeMap<String, TreeSet<String>> list() throws IOException {
    TreeMap<String, TreeSet<String>> list = new TreeMap<>();
    for (String line : Files.readAllLines(LIST)) {
      int tab = line.indexOf('\t');
      list.computeIfAbsent(line.substring(tab + 1), q -> new TreeSet<>())
          .add(line.substring(0, tab));
    }
    return list;
  }

  @Test
  void onlyWhatAPaperSaysIsQuoted() throws IOException {
    Set<String> known = list().keySet();
    Set<String> used = new TreeSet<>();
    for (Path place : QUOTING) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          for (String quotation : quotations(Files.readString(file))) {
            assertTrue(
                known.contains(quotation) || OWN_WORDS.contains(quotation),
                file + " quotes what quotations.txt does not have: " + quotation);
            used.add(quotation);
          }
        }
      }
    }
    Set<String> stale = new TreeSet<>(known);
    stale.removeAll(used);
    assertEquals(Set.of(), stale, "no longer quoted");
  }

  /** Line breaks, hyphens at them and the text's LaTeX aside. */
  private static String plain(String text) {
    return text.replace("-\n", "")
        .replaceAll("[‘’]", "'")
        .replace("\\times", "×")
        .replace("\\,", "")
        .replaceAll("[$]", "")
        .replaceAll("\\^\\{(\\w+)\\}", " $1")
        .replaceAll("\\s+%", "%")
        .replaceAll("\\s+", " ");
  }

  private static String text(String paper) {
    try {
      return plain(Files.readString(PAPERS.resolve(paper + "-source.txt")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsQuotedStandsInThePaper() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(PAPERS), "the papers' texts are not at hand");
    list()
        .forEach(
            (quotation, papers) -> {
              for (String paper : papers) {
                for (String part : quotation.split("…")) {
                  assertTrue(
                      text(paper).contains(plain(part.strip())),
                      paper + " does not say: " + quotation);
                }
              }
            });
  }

  @Test
  void quotationsAreFoundInCommentsAndAcrossLiterals() {
    String java =
        """
        /** Section 3: "so many
         * cells". */
        // "one line"
        String s = "The paper: \\"put "
            + "together\\" and " + x + "no \\"more\\"";
        """;
    assertEquals(List.of("so many cells", "one line", "put together", "more"), quotations(java));
    assertFalse(plain("$WEN^{kappa}$ 8.94 \\% ").contains("$"));
  }
}
