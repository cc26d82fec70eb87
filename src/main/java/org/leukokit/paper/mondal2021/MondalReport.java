package org.leukokit.paper.mondal2021;

import java.util.List;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.record.PanelFolder;

/** The report: what it says, in order. */
final class MondalReport {
  private final MondalRuns runs;
  private final PanelFolder panels;
  private final List<String> notes;

  MondalReport(MondalRuns runs, PanelFolder panels, List<String> notes) {
    this.runs = runs;
    this.panels = panels;
    this.notes = List.copyOf(notes);
  }

  Report report() {
    return new Report(
        "mondal2021",
        "Mondal et al. 2021: five convolutional networks and their weighted ensembles",
        new Mondal2021().reference(),
        runs.any().data().synthetic(),
        runs.dataLine(),
        List.of(Section.of("Results", new Shown(new MondalTables(runs).table4()))));
  }
}
