package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.leukokit.audit.AuditedPaper;
import org.leukokit.audit.CsvTables;
import org.leukokit.audit.PaperAudit;
import org.leukokit.audit.TestSet;
import org.leukokit.base.UserError;
import org.leukokit.exhibit.Report;
import org.leukokit.paper.audit.AcrossPapers;
import org.leukokit.paper.audit.AuditReport;
import org.leukokit.paper.audit.AuditedPapers;
import org.leukokit.paper.audit.MeasuredTrial;
import org.leukokit.report.ReportWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit audit}: which printed scores can be, and which cannot. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks printed scores against every confusion matrix that could give them.",
      "",
      "Without TABLE: the published tables of the three papers. With TABLE and the class counts of"
          + " its test set: any table of scores, one row a method. Exit code 1 if no row could be"
          + " checked."
    })
final class AuditCommand implements Callable<Integer> {
  /** The heading of the three papers' audit. */
  static final String TITLE = "Audit of published numbers";

  @Spec private CommandSpec command;

  @Parameters(
      arity = "0..1",
      paramLabel = "TABLE.csv",
      description =
          "A table with a heading line. Columns are known by their headings: accuracy, precision,"
              + " sensitivity or recall, specificity, npv, f1, wp, wr, wfs, ba, macro precision,"
              + " macro recall, macro f1, kappa; add percent or fraction to say which. Marks, ±,"
              + " intervals in brackets and decimal commas are understood. Columns of words and"
              + " whole numbers name the row; every other column, and every cell, that can't be"
              + " read is named, and its row is not called checked. The decimals printed define"
              + " the rounding.")
  private Path table;

  @Option(names = "--positives", paramLabel = "N", description = "Positive cells of the test set.")
  private Integer positives;

  @Option(names = "--negatives", paramLabel = "M", description = "Negative cells of the test set.")
  private Integer negatives;

  @Option(
      names = "--folds",
      paramLabel = "K",
      defaultValue = "1",
      description = "Folds over which the rows may be means (default: none).")
  private int folds;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports",
      description =
          "Where the page goes: DIR/audit/index.html, or DIR/audit-TABLE/index.html (default"
              + " ${DEFAULT-VALUE}).")
  private Path out;

  @Option(names = "--all", description = "Print also the arithmetic of what fits.")
  private boolean everything;

  @Override
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    List<PaperAudit> audits;
    String key;
    String title;
    if (table == null) {
      if (positives != null || negatives != null) {
        throw new UserError("--positives and --negatives need a TABLE.csv to go with");
      }
      audits = AuditedPapers.all().stream().map(PaperAudit::of).toList();
      key = "audit";
      title = TITLE;
      AuditConsole terminal = new AuditConsole(console, everything);
      terminal.print(audits);
      terminal.across(AcrossPapers.lines());
    } else {
      AuditedPaper own = CsvTables.read(table, counts(), folds);
      audits = List.of(PaperAudit.of(own));
      new AuditConsole(console, everything).print(audits);
      console.flush();
      audits.get(0).requireChecked();
      key = "audit-" + own.key();
      title = "Audit of " + own.title();
    }
    Report report =
        AuditReport.of(
            key,
            title,
            audits,
            MeasuredTrial.result(),
            table == null ? List.of(AcrossPapers.section()) : List.of());
    console.println(ReportWriter.write(report, out.resolve(key)));
    console.flush();
    return 0;
  }

  private TestSet counts() {
    if (positives == null || negatives == null) {
      throw new UserError(
          "the class counts of the test set are missing; give --positives N and --negatives M");
    }
    if (folds < 1 || folds > TestSet.MOST) {
      throw new UserError("--folds " + folds + " is not from 1 to " + TestSet.MOST);
    }
    check("--positives", positives);
    check("--negatives", negatives);
    return TestSet.stated(positives, negatives);
  }

  private static void check(String option, int count) {
    if (count < 1 || count > TestSet.MOST) {
      throw new UserError(option + " " + count + " is not from 1 to " + TestSet.MOST);
    }
  }
}
