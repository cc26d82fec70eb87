package org.leukokit.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.CollectionScan;
import org.leukokit.data.Dataset;
import org.leukokit.data.DatasetOptions;
import org.leukokit.data.FolderDataset;
import org.leukokit.data.KitHome;
import org.leukokit.data.Label;
import org.leukokit.data.Manifest;
import org.leukokit.data.OwnData;
import org.leukokit.data.Store;
import org.leukokit.data.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leukokit data verify}: what a copy of a collection holds. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what of a collection a folder, a zip, zips in a folder or zips in zips hold, by name and"
          + " hash, wherever in it the files lie: which cells and subjects of each part are there,"
          + " what is missing, changed, under another name, there twice, and what else there is."
          + " Images in another lossless format (PNG, WebP, TIFF, other bitmaps) are known by their"
          + " pixels and count; JPEG copies are named and don't. Of images that are no cells it says"
          + " what it says of a folder of your own."
          + " Nothing is written there.",
      "With --positive, --negative, --subject-pattern or --table: what a folder of your own holds,"
          + " as reproduce will see it: classes and subjects, copies within and across classes, images"
          + " that can't be read, backgrounds, and what of a file is turned or left: orientation,"
          + " further pages, 16-bit values that keep within fewer bits.",
      "Exits with 0 if every cell is there unchanged; with 1 if a file is changed or unreadable, or"
          + " a cell is missing (missing cells are all right with --partial); files that are no"
          + " cells, other names and further copies change nothing."
    })
final class DataVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "PATH", description = "A folder or zip.")
  private Path path;

  @Mixin private CollectionOption collection;

  @Option(names = "--partial", description = "A part of the collection is enough.")
  private boolean partial;

  @Mixin private JsonOption format;

  @Option(names = "--all", description = "List every name, however many there are.")
  private boolean all;

  @Mixin private OwnOptions own;

  @Override
  public Integer call() {
    Progress progress = ConsoleProgress.onErrorStream();
    if (!own.used().isEmpty()) {
      return describe(own.data(), progress);
    }
    Manifest manifest = collection.manifest();
    try (CollectionScan scan = CollectionScan.of(manifest, path, KitHome.folder(), progress)) {
      Verification found = scan.result();
      PrintWriter out = command.commandLine().getOut();
      if (format.json()) {
        out.println(JsonOption.text(found));
      } else {
        new VerificationText(out, all).print(found, path.toString());
      }
      PrintWriter beside = format.json() ? command.commandLine().getErr() : out;
      new OwnImages(scan.strangers(), progress).print(beside);
      beside.flush();
      out.flush();
      if (found.cells() == 0 && found.changed().isEmpty()) {
        throw new UserError(
            path
                + " holds no cell of "
                + manifest.info().name()
                + "; "
                + (found.lossy().isEmpty()
                    ? "of a folder of your own, say how it tells the classes (--positive,"
                        + " --negative)"
                    : found.lossyText()));
      }
      return found.changed().isEmpty() && (partial || found.whole()) ? 0 : Main.USER_ERROR;
    }
  }

  private int describe(OwnData data, Progress progress) {
    if (format.json()) {
      throw new UserError("--format json goes with collections, not with a folder of your own");
    }
    DatasetOptions options =
        DatasetOptions.of(new Store(KitHome.folder(), java.util.List.of()))
            .withOwn(data)
            .withPartial(partial)
            .withProgress(progress);
    PrintWriter out = command.commandLine().getOut();
    try (FolderDataset dataset = FolderDataset.open(path, options)) {
      out.println(dataset.info().title());
      Map<String, int[]> parts = new TreeMap<>();
      for (Cell cell : dataset.cells()) {
        int[] count = parts.computeIfAbsent(cell.part(), p -> new int[2]);
        count[cell.label() == Label.LEUKEMIC ? 0 : 1] += cell.label() == Label.UNKNOWN ? 0 : 1;
      }
      parts.forEach(
          (part, count) ->
              out.printf(
                  Locale.ROOT,
                  "  %s%,d leukemic, %,d healthy%n",
                  part.isEmpty() ? "" : part + ": ",
                  count[0],
                  count[1]));
      out.println("  subjects: " + subjects(dataset));
      if (!dataset.converted().isEmpty()) {
        out.printf(
            Locale.ROOT,
            "  %,d are cells of C-NMC 2019, converted without loss; they count as its own files%n",
            dataset.converted().size());
      }
      dataset.warnings().forEach(out::println);
      boolean whole = new OwnImages(dataset.images(), progress).print(out);
      out.flush();
      return whole ? 0 : Main.USER_ERROR;
    }
  }

  private static String subjects(Dataset dataset) {
    long known = dataset.cells().stream().filter(c -> !c.subject().isEmpty()).count();
    long persons =
        dataset.cells().stream().map(Cell::subject).filter(s -> !s.isEmpty()).distinct().count();
    if (known == dataset.cells().size()) {
      return persons + ", known of every cell";
    }
    return persons
        + ", known of "
        + known
        + " of "
        + dataset.cells().size()
        + " cells, so subject-disjoint and group-disjoint can't be run";
  }
}
