package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.leukokit.record.ImportOptions;
import org.leukokit.record.PredictionImport;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit import-predictions}: predictions made elsewhere become a run folder. */
@Command(
    name = "import-predictions",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes a run folder of predictions that were made elsewhere, for report, check and compare.",
      "",
      "FILE is comma-separated with a header: id, truth, and score (the probability of the positive"
          + " class, in [0, 1]) or class; where they are known subject, group (subjects that share"
          + " cells) and fold. Other columns are not read. Each id stands there once, both classes"
          + " occur, at most 2,000,000 rows. Classes without scores become 0 and 1, and reports"
          + " then give no AUC."
    })
final class ImportPredictionsCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "The predictions. The file is only read.")
  private Path file;

  @Mixin private RunOutput out;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The method, for people. Default: the file's name.")
  private String name;

  @Option(
      names = "--positive",
      paramLabel = "LABEL",
      defaultValue = "",
      description =
          "Which value of truth (and class) is the positive, leukemic class. Not needed for 0 and"
              + " 1, false and true.")
  private String positive;

  @Option(
      names = "--column",
      paramLabel = "OURS=YOURS",
      description =
          "The file's own name of a column, such as --column id=filename; repeat for several.")
  private Map<String, String> columns = new TreeMap<>();

  @Option(
      names = "--data",
      paramLabel = "TEXT",
      description = "One line on the cells, such as 'C-NMC 2019, preliminary test'.")
  private String data;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      defaultValue = "not stated",
      description = "The licence of the images.")
  private String licence;

  @Option(
      names = "--citation",
      paramLabel = "TEXT",
      defaultValue = "not stated",
      description = "How to cite them.")
  private String citation;

  @Override
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    String fileName = String.valueOf(file.getFileName());
    String title = name == null ? fileName.replaceFirst("\\.[^.]*$", "") : name;
    ImportOptions options =
        new ImportOptions(
            title,
            positive,
            columns,
            data == null ? "imported from " + fileName : data,
            licence,
            citation);
    RunFolder run = PredictionImport.read(file, options, environment());
    Path folder = out.write(run);
    RunRecord.Data cells = run.record().data();
    console.printf(
        Locale.ROOT,
        "%s: %,d cells, %,d positive, %s%n",
        folder,
        cells.cells(),
        cells.leukemic(),
        cells.subjects() == 0
            ? "subjects not known (intervals will be over cells)"
            : cells.subjects() + " subjects in " + cells.groups() + " groups");
    if (PredictionImport.classesOnly(run.record().inputs())) {
      console.println("No scores: classes became 0 and 1; reports give no AUC.");
    }
    console.flush();
    return 0;
  }

  private Map<String, String> environment() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("leukokit", KitVersion.current().version());
    facts.put("commit", KitVersion.current().commit());
    facts.put("java", Runtime.version().toString());
    facts.put("imported", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return facts;
  }
}
