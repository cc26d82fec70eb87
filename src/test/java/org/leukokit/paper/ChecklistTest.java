package org.leukokit.paper;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.leukokit.paper.ExhibitRuns.ENVIRONMENT;
import static org.leukokit.paper.ExhibitRuns.cell;
import static org.leukokit.paper.ExhibitRuns.folder;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.leukokit.exhibit.Report;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;

/** Every answer follows the runs: take a fact away, and its yes goes. */
class ChecklistTest {
  private static final Predictions TWO =
      new Predictions(List.of(cell("a", "P1", true, 0.9), cell("b", "Q1", false, 0.1)));

  private static String answer(List<RunFolder> runs, String question) {
    Report.Definitions list = (Report.Definitions) Checklist.of(runs).get(1);
    return list.items().stream()
        .filter(i -> i.name().contains(question))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static void check(String answer, String start, String... parts) {
    assertTrue(answer.startsWith(start), answer);
    for (String part : parts) {
      assertTrue(answer.contains(part), answer);
    }
  }

  private static List<RunFolder> without(String... facts) {
    Map<String, String> environment = new TreeMap<>(ENVIRONMENT);
    for (String fact : facts) {
      environment.remove(fact);
    }
    return List.of(folder("m", 1, TWO, environment));
  }

  @Test
  void aFullRunIsAnsweredFromItsFacts() {
    List<RunFolder> runs = without();
    check(answer(runs, "data available"), "From the source: A, B.", "all 4 cells", "dddddddddddd");
    check(answer(runs, "licence"), "Yes: CC BY 3.0");
    check(answer(runs, "seeds"), "Yes: 1.");
    check(answer(runs, "How many runs"), "1 run: 1 method under 1 protocol, one draw");
    check(answer(runs, "compute"), "Yes", "1.5 s in the 1 of 1", "cpu");
    check(answer(runs, "commit"), "Yes", "0".repeat(40));
    check(answer(runs, "command"), "Yes: leukokit reproduce x");
    check(answer(runs, "splits"), "Yes", "tested exactly once", "group-disjoint 0.0 % / 0.0 %");
    check(answer(runs, "weights"), "No network");
    check(answer(runs, "not reported"), "Whether", "another seed", "consent");
  }

  @Test
  void twoGroupsGiveNoErrorBarAndItSaysWhy() {
    check(answer(without(), "error bars"), "No: the accuracy of 0 of 1", "at least 5 are needed");
  }

  @Test
  void whatIsMissingIsSaidAndListed() {
    List<RunFolder> runs =
        without("commit", "command", "java", "seconds of fitting and predicting");
    check(answer(runs, "commit"), "In part", "unknown");
    check(answer(runs, "command"), "No.");
    check(answer(runs, "libraries"), "No.");
    check(answer(runs, "compute"), "Not stated");
    check(answer(runs, "not reported"), "", "commit", "command", "versions of libraries", "energy");
  }

  @Test
  void changedFilesAreNoCommit() {
    Map<String, String> environment = new TreeMap<>(ENVIRONMENT);
    environment.put("commit", "0".repeat(40) + "+changes");
    check(
        answer(List.of(folder("m", 1, TWO, environment)), "commit"),
        "In part, as files were changed");
  }

  @Test
  void unknownSubjectsAndLicencesAreNoYes() {
    Predictions unknown =
        new Predictions(
            List.of(
                new Prediction("a", "original", "", "", "fold-01", true, 0.9),
                new Prediction("b", "original", "", "", "fold-01", false, 0.1)));
    List<RunFolder> runs =
        List.of(folder("m", 1, unknown, ENVIRONMENT, "not stated by the owner", 0));
    check(answer(runs, "licence"), "No.");
    check(answer(runs, "size of the sample"), "In part");
    check(answer(runs, "error bars"), "No", "which cells");
    check(answer(runs, "splits"), "Yes", "subjects not known");
  }

  @Test
  void severalSeedsAreCounted() {
    List<RunFolder> runs =
        List.of(folder("m", 1, TWO, ENVIRONMENT), folder("m", 2, TWO, ENVIRONMENT));
    check(answer(runs, "seeds"), "Yes: 1, 2.");
    check(answer(runs, "How many runs"), "2 runs", "up to 2 draws");
    assertTrue(!answer(runs, "not reported").contains("another seed"));
  }

  @Test
  void diagramsAreNamedAsNotReproduced() {
    List<Report.Block> blocks = Checklist.of(without(), Diagrams.LOEY_2020);
    Report.Definitions list = (Report.Definitions) blocks.get(blocks.size() - 1);
    org.junit.jupiter.api.Assertions.assertEquals(
        List.of("Fig. 1", "Fig. 2", "Fig. 3", "Fig. 5"),
        list.items().stream().map(Report.Item::name).toList());
    assertTrue(
        list.items().stream().allMatch(i -> i.text().startsWith("Not data: not reproduced.")));
    check(answer(without(), "licence"), "Yes");
  }
}
