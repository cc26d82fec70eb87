package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.leukokit.record.RunArchive;

/**
 * Whether the reports that come with the kit are what the kit says today: each is computed anew,
 * from its packed runs or from the kit's own tables, and compared number by number. After a change
 * on purpose: run the command of {@code reports/README.md} again, then {@code ./leukokit pack}.
 */
class CommittedReportsTest {
  private static final Path REPORTS = Path.of("reports");
  private static final long MOST = 12_000_000;
  private static final long MOST_A_FILE = 3_000_000;

  /** These draw thousands of cells or samples: minutes, so by hand with {@code leukokit check}. */
  private static final List<String> SLOW = List.of("leakage-phantom", "coverage");

  @Test
  void noneIsStale() {
    List<String> stale = new ArrayList<>();
    int checked = 0;
    for (Path report : PackCommand.reports(REPORTS)) {
      if (SLOW.stream().anyMatch(report::endsWith)) {
        continue;
      }
      if (Files.isDirectory(report.resolve(RunArguments.RUNS))
          && !Files.isRegularFile(report.resolve(RunArchive.NAME))) {
        // Somebody's own run, in a folder that is not passed on.
        continue;
      }
      Cli check = Cli.run("check", report);
      checked++;
      if (check.code() != 0) {
        stale.add(report + ": " + check.out() + check.err());
      }
    }
    assertEquals(List.of(), stale, "stale; make them again as reports/README.md says");
    assertTrue(checked >= 3, "checked " + checked);
  }

  @Test
  void theyAreSmall() throws IOException {
    long all = 0;
    try (Stream<Path> files = Files.walk(REPORTS)) {
      for (Path file : files.filter(PackCommand::passedOn).toList()) {
        long size = Files.size(file);
        assertTrue(size <= MOST_A_FILE, file + " has " + size + " bytes");
        all += size;
      }
    }
    assertTrue(all < MOST, "all reports together have " + all + " bytes");
  }

  /** Whoever opens a page in a clone finds all that it refers to. */
  @Test
  void noLinkDangles() throws IOException {
    Pattern html = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    Pattern markdown = Pattern.compile("\\]\\(([^)\\s]*)\\)");
    List<String> dangling = new ArrayList<>();
    int followed = 0;
    List<Path> pages;
    try (Stream<Path> files = Files.walk(REPORTS)) {
      pages =
          files
              .filter(PackCommand::passedOn)
              .filter(f -> f.toString().matches(".*\\.(html|md)"))
              .toList();
    }
    for (Path page : pages) {
      Pattern links = page.toString().endsWith(".md") ? markdown : html;
      Matcher link = links.matcher(Files.readString(page));
      while (link.find()) {
        String target = link.group(1).replaceFirst("#.*", "");
        if (target.isEmpty() || target.matches("(?s)(data|https?|mailto|doi):.*")) {
          continue;
        }
        followed++;
        Path file = page.resolveSibling(target).normalize();
        boolean there =
            Files.isDirectory(file) || (Files.exists(file) && PackCommand.passedOn(file));
        if (!there) {
          dangling.add(page + ": " + target);
        }
      }
    }
    assertEquals(List.of(), dangling);
    assertTrue(followed > 50, "followed " + followed);
  }
}
