package org.leukokit.paper.audit;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.leukokit.audit.Citation;
import org.leukokit.audit.CitedTwice;
import org.leukokit.audit.Outcome;
import org.leukokit.audit.RankClaim;
import org.leukokit.base.Text;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Report.Definitions;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.paper.loey2020.LoeyAudit;
import org.leukokit.paper.mondal2021.MondalAudit;
import org.leukokit.paper.oliveira2021.OliveiraAudit;

/** Results of other works that more than one of the three papers cites, side by side. */
public final class AcrossPapers {
  private AcrossPapers() {}

  /** Every result of another work that a paper cites and whose number we can read. */
  static List<Citation> citations() {
    return Stream.of(
            LoeyAudit.citations(),
            MondalAudit.citations(),
            OliveiraAudit.citations(MondalAudit.references()))
        .flatMap(List::stream)
        .toList();
  }

  /** The works that more than one paper cites with a number. */
  static List<CitedTwice> pairs() {
    return CitedTwice.of(citations());
  }

  /** The section of the audit's page. */
  public static Section section() {
    List<CitedTwice> pairs = pairs();
    long different = pairs.stream().filter(p -> p.relation() != CitedTwice.Relation.SAME).count();
    TableBuilder table =
        new TableBuilder(
            "cited-twice",
            "One work, cited by several papers",
            "Works are known to be one by their titles in the lists of references; persons on the"
                + " leaderboard by surname and initial, in either list. Numbers agree if each can be the other, rounded"
                + " to its decimals. Which number the work itself prints is not looked up here, nor"
                + " whether two papers mean the same experiment of it.",
            List.of(
                words("Work"),
                words("Cited by"),
                words("Metric as named there"),
                numbers("Value (%)"),
                words("Measured on, as named there"),
                words("So")));
    for (CitedTwice pair : pairs) {
      boolean first = true;
      for (Citation c : pair.citations()) {
        table.published(
            first,
            first ? pair.work().surname() + " " + year(pair) : "",
            c.paper() + ", " + c.place(),
            c.metric(),
            new Entry.Published(c.percent().toPlainString()),
            c.measuredOn(),
            first ? pair.relation().title() : "");
        first = false;
      }
    }
    RankClaim highest = OliveiraAudit.highest(citations());
    Outcome outcome = highest.check();
    return new Section(
        "Across the papers: one result, several numbers",
        List.of(
            new Paragraph(
                pairs.size()
                    + " works are cited with a readable result by more than one of the papers; "
                    + different
                    + " of them with different numbers. Whoever compares with such a number compares"
                    + " with the paper that cites it, not with the work."),
            new Shown(table.build()),
            new Definitions(
                List.of(
                    new Item(
                        "oliveira2021. "
                            + highest.where()
                            + ". "
                            + highest.statement()
                            + ": "
                            + outcome.result().title(),
                        Text.capital(String.join("; ", outcome.arithmetic())) + ".")))));
  }

  /** The same on a terminal, in lines. */
  public static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (CitedTwice pair : pairs()) {
      if (pair.relation() != CitedTwice.Relation.SAME) {
        lines.add(
            pair.work().surname()
                + " "
                + year(pair)
                + ", "
                + pair.relation().title()
                + ": "
                + String.join("; ", pair.citations().stream().map(Citation::toString).toList()));
      }
    }
    return lines;
  }

  private static String year(CitedTwice pair) {
    return pair.citations().stream()
        .map(c -> c.work().year())
        .filter(y -> !y.isEmpty())
        .findFirst()
        .orElse("");
  }
}
