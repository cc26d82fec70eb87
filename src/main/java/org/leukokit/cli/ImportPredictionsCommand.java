package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.leukokit.base.Text;
import org.leukokit.data.CellNames;
import org.leukokit.record.ImportOptions;
import org.leukokit.record.Prediction;
import org.leukokit.record.PredictionImport;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.record.UnlabelledRun;
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
      "FILE is a table with a header, separated by commas, semicolons or tabs: id, truth, and score"
          + " (the probability of the positive class, in [0, 1]) or class; where they are known"
          + " subject, group (subjects that share cells), fold and repetition. Other columns are not"
          + " read, and that is said. Each id stands there once in a fold and repetition, both"
          + " classes occur, at most 2,000,000 rows. Names as C-NMC gives them tell subjects and"
          + " groups where no column does. Classes without scores become 0 and 1, and reports then"
          + " give no AUC.",
      "",
      "Classes alone may lack the truth (id and class, with or without a header, or a 0 or 1 a line"
          + " in the order of the cells): what comes of them can be compared with other predictions"
          + " of the same cells, and nothing else."
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
      names = "--turn",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "The column score, class or both are those of the other class: they are turned over (a"
              + " score to 1 - score). none: they are not, however it looks. The truth is turned by"
              + " --positive.")
  private Set<String> turn = new TreeSet<>();

  @Option(
      names = "--no-truth",
      description = "The truth is not known, although there are scores or other columns.")
  private boolean withoutTruth;

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
            turn,
            withoutTruth,
            CellNames::read,
            data == null ? "imported from " + fileName : data,
            licence,
            citation);
    PredictionImport.Imported imported = PredictionImport.readAny(file, options, environment());
    if (imported.run().isPresent()) {
      RunFolder run = imported.run().get();
      say(console, out.write(run), run.record());
    } else {
      UnlabelledRun run = imported.unlabelled().orElseThrow();
      sayWithoutTruth(console, out.write(run), run);
    }
    imported.remarks().forEach(console::println);
    console.flush();
    return 0;
  }

  private static void say(PrintWriter console, Path folder, RunRecord run) {
    RunRecord.Data cells = run.data();
    console.printf(
        Locale.ROOT,
        "%s: %s, %,d positive, %s%n",
        folder,
        Text.count(cells.cells(), "cell"),
        cells.leukemic(),
        cells.subjects() == 0
            ? "subjects not known (intervals will be over cells)"
            : Text.count(cells.subjects(), "subject")
                + " in "
                + Text.count(cells.groups(), "group"));
    if (PredictionImport.classesOnly(run.inputs())) {
      console.println("No scores: classes became 0 and 1; reports give no AUC.");
    }
  }

  private static void sayWithoutTruth(PrintWriter console, Path folder, UnlabelledRun run) {
    long positive = run.predictions().rows().stream().filter(Prediction::predictedPositive).count();
    console.printf(
        Locale.ROOT,
        "%s: %s, %,d called positive; the truth is not known%n",
        folder,
        Text.count(run.cells().rows().size(), "cell"),
        positive);
    console.println(
        "Without truth there is no accuracy: 'leukokit compare' says how far two such agree.");
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
