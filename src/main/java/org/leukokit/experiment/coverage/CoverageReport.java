package org.leukokit.experiment.coverage;

import static org.leukokit.exhibit.TableBuilder.number;
import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.Provenance;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.experiment.coverage.CoverageStudy.Difference;
import org.leukokit.experiment.coverage.CoverageStudy.Row;
import org.leukokit.experiment.coverage.CoverageStudy.Setting;
import org.leukokit.stats.ClusterJackknife;
import org.leukokit.stats.GroupsWorth;
import org.leukokit.stats.NewGroups;

/** The report on intervals and tests, where the truth is known. */
public final class CoverageReport {
  /** The name of the report and its folder. */
  public static final String KEY = "coverage";

  private final CoverageStudy study;
  private final List<Setting> settings;
  private final CoverageStudy.Outcome outcome;

  private CoverageReport(
      CoverageStudy study, List<Setting> settings, CoverageStudy.Outcome outcome) {
    this.study = study;
    this.settings = settings;
    this.outcome = outcome;
  }

  /**
   * The report.
   *
   * @param study how it was computed
   * @param settings what was tried
   * @param outcome what came of it
   * @param facts how the report was made: versions, command
   */
  public static Report of(
      CoverageStudy study,
      List<Setting> settings,
      CoverageStudy.Outcome outcome,
      List<Item> facts) {
    return new CoverageReport(study, settings, outcome).report(facts);
  }

  private Report report(List<Item> facts) {
    return new Report(
        KEY,
        "How often the intervals hold the truth",
        "A simulation by leukokit; no image and no published number is in this report. The sizes of"
            + " the groups are those of C-NMC 2019.",
        true,
        String.format(
            Locale.ROOT,
            "%d settings, %,d samples each, seed %d",
            settings.size(),
            study.rounds(),
            study.seed()),
        List.of(
            summary(),
            Section.of("The groups", new Shown(groups()), new Shown(effects())),
            Section.of("Intervals of a score", new Shown(intervals()), new Shown(kinds())),
            Section.of("Intervals for new groups", new Shown(unseen())),
            Section.of("Differences and their test", new Shown(differences())),
            Provenance.made(new Report.Definitions(facts))));
  }

  private Section summary() {
    double[] held =
        outcome.rows().stream()
            .filter(r -> r.kind().equals(ClusterJackknife.METHOD))
            .mapToDouble(Row::held)
            .sorted()
            .toArray();
    double[] overCells =
        outcome.rows().stream()
            .filter(r -> r.kind().equals(CoverageStudy.OVER_CELLS))
            .mapToDouble(Row::held)
            .sorted()
            .toArray();
    double[] alarms =
        outcome.differences().stream()
            .filter(d -> d.second().equals(CoverageStudy.ALIKE))
            .mapToDouble(Difference::found)
            .sorted()
            .toArray();
    return new Section(
        "In short",
        List.of(
            new Paragraph(
                String.format(
                    Locale.ROOT,
                    "Promised: 95 %%. The kit's interval over groups held the truth in %s of the"
                        + " samples, depending on the metric, the groups and how much they differ."
                        + " The usual interval, which takes every cell for a witness of its own,"
                        + " held it in %s. Of two methods that are alike, the kit's test found a"
                        + " difference in %s of the samples, where 5 %% are allowed.",
                    range(held),
                    range(overCells),
                    range(alarms))),
            new Paragraph(
                String.format(
                    Locale.ROOT,
                    "How it was done: each group has an effect of its own on the probit scale, its"
                        + " cells lie around it, and the share of right calls over all groups there"
                        + " could be is known. Of two methods, group effects and what is left of the"
                        + " cells correlate by %.1f. With %,d samples the standard error of a"
                        + " coverage of 95 %% is %.1f points.",
                    TwoMethods.CORRELATION,
                    study.rounds(),
                    100 * Math.sqrt(0.95 * 0.05 / study.rounds())))));
  }

  private static String range(double[] sorted) {
    return sorted.length == 0
        ? "none"
        : String.format(
            Locale.ROOT, "%.1f to %.1f %%", 100 * sorted[0], 100 * sorted[sorted.length - 1]);
  }

  private TableExhibit groups() {
    TableBuilder table =
        new TableBuilder(
            "groups",
            "Groups and what they are worth",
            "Worth: as many groups of equal size would say as much (Kish's effective number).",
            List.of(
                words("Cells of"),
                words("Class"),
                numbers("Groups"),
                numbers("Cells"),
                numbers("Smallest"),
                numbers("Largest"),
                numbers("Worth")));
    Set<String> seen = new TreeSet<>();
    for (Setting setting : settings) {
      GroupSizes sizes = setting.sizes();
      if (seen.add(sizes.title())) {
        for (GroupsWorth worth : GroupsWorth.of(sizes.truth(), sizes.groups())) {
          table.add(
              TableExhibit.Origin.OURS,
              worth.positive(),
              "",
              worth.positive() ? sizes.title() : "",
              worth.positive() ? "leukemic" : "healthy",
              worth.groups(),
              worth.cells(),
              worth.smallest(),
              worth.largest(),
              number(worth.worth(), 1));
        }
      }
    }
    return table.build();
  }

  private TableExhibit effects() {
    TableBuilder table =
        new TableBuilder(
            "effects",
            "How groups differ",
            "The standard deviation of group effects on the probit scale, on which a cell's own"
                + " noise has 1; and the rates over all groups there could be.",
            List.of(
                words("Like"),
                numbers("Sensitivity (%)"),
                numbers("Spread, leukemic"),
                numbers("Specificity (%)"),
                numbers("Spread, healthy")));
    Set<String> seen = new TreeSet<>();
    for (Setting setting : settings) {
      if (seen.add(setting.title())) {
        Effects e = setting.method();
        table.row(
            setting.title(),
            number(100 * e.sensitivity(), 1),
            number(e.positiveSpread(), 2),
            number(100 * e.specificity(), 1),
            number(e.negativeSpread(), 2));
      }
    }
    return table.build();
  }

  private TableExhibit intervals() {
    return rows(
        "intervals",
        "The kit's interval of a score over groups",
        "Held: the share of 95 % intervals that held the true value; below and above: those that"
            + " lay wholly on one side of it. Undefined ones are left out and counted.",
        outcome.rows().stream().filter(r -> r.kind().equals(ClusterJackknife.METHOD)).toList(),
        false);
  }

  private TableExhibit kinds() {
    return rows(
        "kinds",
        "Other intervals of the accuracy",
        String.format(
            Locale.ROOT,
            "As the table above, of %d samples; the bootstraps draw %d times.",
            Math.min(study.rounds(), CoverageStudy.BOOTSTRAP_ROUNDS),
            CoverageStudy.BOOTSTRAP_DRAWS),
        outcome.rows().stream()
            .filter(r -> !r.kind().equals(ClusterJackknife.METHOD))
            .filter(r -> !r.kind().equals(NewGroups.METHOD))
            .toList(),
        true);
  }

  private TableExhibit unseen() {
    return rows(
        "new-groups",
        "The interval for as many new groups of the same worth",
        "Held: the share of 95 % prediction intervals that held the score of a new set of groups of"
            + " these sizes.",
        outcome.rows().stream().filter(r -> r.kind().equals(NewGroups.METHOD)).toList(),
        false);
  }

  private TableExhibit rows(
      String id, String title, String caption, List<Row> shown, boolean kinds) {
    TableBuilder table =
        new TableBuilder(
            id,
            title,
            caption,
            List.of(
                words("Groups of"),
                words("Groups differ like"),
                words(kinds ? "Interval" : "Metric"),
                numbers("Truth"),
                numbers("Held (%)"),
                numbers("Mean width"),
                numbers("Below (%)"),
                numbers("Above (%)"),
                numbers("Undefined")));
    Setting before = null;
    for (Row r : shown) {
      boolean first = r.setting() != before;
      table.add(
          TableExhibit.Origin.OURS,
          first,
          "",
          first ? r.setting().sizes().title() : "",
          first ? r.setting().title() : "",
          kinds ? r.kind() : r.metric().displayName(),
          number(r.truth(), 3),
          number(100 * r.held(), 1),
          number(r.width(), 3),
          number(100 * r.under(), 1),
          number(100 * (1 - r.held() - r.under()), 1),
          r.undefined());
      before = r.setting();
    }
    return table.build();
  }

  private TableExhibit differences() {
    TableBuilder table =
        new TableBuilder(
            "differences",
            "Two methods compared",
            "Held: the share of 95 % intervals of the difference that held the true one. Found: the"
                + " share of tests with p below 0.05, which is a false alarm where the true"
                + " difference is 0, and power elsewhere. All pairs: the same with p adjusted for"
                + " three methods ("
                + Math.min(study.rounds(), CoverageStudy.TOGETHER_ROUNDS)
                + " samples).",
            List.of(
                words("Groups of"),
                words("Groups differ like"),
                words("Second method"),
                words("Metric"),
                numbers("True difference"),
                numbers("Held (%)"),
                numbers("Mean width"),
                numbers("Found (%)"),
                numbers("Found, all pairs (%)")));
    Setting before = null;
    String second = "";
    for (Difference d : outcome.differences()) {
      boolean first = d.setting() != before;
      boolean other = first || !d.second().equals(second);
      List<Object> row = new ArrayList<>();
      row.add(first ? d.setting().sizes().title() : "");
      row.add(first ? d.setting().title() : "");
      row.add(other ? d.second() : "");
      row.add(d.metric().displayName());
      row.add(number(d.truth() + 0.0, 3));
      row.add(number(100 * d.held(), 1));
      row.add(number(d.width(), 3));
      row.add(number(100 * d.found(), 1));
      row.add(
          Double.isNaN(d.foundTogether())
              ? new Entry.Words("")
              : number(100 * d.foundTogether(), 1));
      table.add(TableExhibit.Origin.OURS, first, "", row);
      before = d.setting();
      second = d.second();
    }
    return table.build();
  }
}
