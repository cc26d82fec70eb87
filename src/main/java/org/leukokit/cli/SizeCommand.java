package org.leukokit.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.CellList;
import org.leukokit.data.Dataset;
import org.leukokit.data.Manifest;
import org.leukokit.data.SomeCells;
import org.leukokit.experiment.size.BoxTable;
import org.leukokit.experiment.size.PixelBoxes;
import org.leukokit.experiment.size.SizeStudy;
import org.leukokit.experiment.size.TableBoxes;
import org.leukokit.record.StudyFolder;
import org.leukokit.report.ReportWriter;
import org.leukokit.report.StudyReports;
import org.leukokit.split.Protocol;
import org.leukokit.study.FeatureSource;
import org.leukokit.study.StudyRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leukokit size}: how far the size of cells alone goes. */
@Command(
    name = "size",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says how far width and height of a cell's box go, without anything else of the image: on"
          + " the official folds of C-NMC 2019, by cell, by subject and by group.",
      "",
      "Data: cnmc2019, unless you name another.",
      "The kit measures boxes from the pixels. Where images are not at hand, a table of boxes does"
          + " as well."
    })
final class SizeCommand implements Callable<Integer> {
  private static final String CNMC = "cnmc2019";
  private static final long MAX_TABLE_BYTES = 256L << 20;

  @Spec private CommandSpec command;

  @Option(
      names = "--boxes",
      paramLabel = "FILE",
      description =
          "A table of boxes (CSV or TSV with the columns file, x, y, w, h), matched to the cells by"
              + " file name. No image is read.")
  private Path boxes;

  @Mixin private DataOptions data;

  @Mixin private SeedOption seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "reports",
      description = "Where the report goes: DIR/size/index.html (default ${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private MirrorOption mirror;

  private final List<String> notes = new ArrayList<>();

  @Override
  @SuppressWarnings("try") // The lock is held, not asked.
  public Integer call() {
    PrintWriter console = command.commandLine().getOut();
    long began = System.nanoTime();
    Progress progress = ConsoleProgress.onErrorStream();
    Path folder = out.resolve("size");
    try (FolderLock lock = FolderLock.take(folder)) {
      Dataset cells;
      FeatureSource source;
      if (boxes != null) {
        BoxTable table = BoxTable.parse(boxes, bytes(boxes));
        if (!table.notes().isEmpty()) {
          notes.add(table.name() + ": " + String.join("; ", table.notes()));
        }
        cells = boxed(table);
        source = new TableBoxes(table, cells.cells());
      } else {
        cells = training(data.open(CNMC, mirror.store(), progress));
        source = new PixelBoxes();
      }
      notes.addAll(cells.warnings());
      StudyRunner runner =
          new StudyRunner(
              SizeStudy.spec(folds(cells), protocols(cells), seed.seed()),
              cells,
              source,
              folder.resolve("runs"),
              CommandFacts.of(command),
              progress);
      List<Path> runs = runner.run();
      Path place = folder.resolve(RunArguments.RUNS);
      StudyFolder.of(SizeStudy.KEY, runs, Optional.empty(), notes).write(place);
      Path page = ReportWriter.write(StudyReports.of(place), folder);
      PageLine.print(console, page, runs.size(), began);
    }
    return 0;
  }

  private Dataset boxed(BoxTable table) {
    if (data.hasImages()) {
      throw new UserError("--boxes and --images exclude each other: name one source of sizes");
    }
    if (data.hasParts()) {
      throw new UserError("--boxes and --parts exclude each other: take parts out of the table");
    }
    String name = data.name(CNMC);
    if (!Manifest.known().contains(name)) {
      throw new UserError(
          "--boxes goes with the name of a manifest ("
              + String.join(", ", Manifest.known())
              + "), not with --data "
              + name);
    }
    Dataset all = training(CellList.of(Manifest.named(name)));
    List<Cell> without = TableBoxes.without(table, all.cells());
    if (without.size() == all.cells().size()) {
      throw new UserError(
          boxes + " has no box of any cell of " + name + "; its column file must hold file names");
    }
    if (without.isEmpty()) {
      return all;
    }
    String some =
        without.size()
            + " of the "
            + all.cells().size()
            + " cells have no box in "
            + boxes.getFileName()
            + " (such as "
            + without.get(0).id()
            + ")";
    if (!data.partial()) {
      throw new UserError(some + "; complete the table, or go on without them with --partial");
    }
    notes.add("Partial: " + some + " and take no part.");
    return SomeCells.of(all, c -> table.of(c) != null, "those with a box");
  }

  /** The training folder of a collection with parts; everything of others. */
  private static Dataset training(Dataset all) {
    boolean parts = all.cells().stream().anyMatch(c -> c.part().startsWith("fold_"));
    return parts
        ? SomeCells.of(all, c -> c.part().startsWith("fold_"), "the training folder")
        : all;
  }

  private static int folds(Dataset cells) {
    return official(cells) ? (int) cells.cells().stream().map(Cell::part).distinct().count() : 3;
  }

  private static boolean official(Dataset cells) {
    return cells.cells().stream().map(Cell::part).distinct().count() > 1
        && cells.cells().stream().allMatch(c -> c.part().startsWith("fold_"));
  }

  private List<Protocol> protocols(Dataset cells) {
    List<Protocol> possible = new ArrayList<>(List.of(Protocol.values()));
    if (!official(cells)) {
      possible.remove(Protocol.PUBLISHED);
    }
    if (cells.cells().stream().anyMatch(c -> c.subject().isEmpty())) {
      possible.removeAll(List.of(Protocol.SUBJECT_DISJOINT, Protocol.GROUP_DISJOINT));
      notes.add("Not run by subject and by group: subjects are not known.");
    }
    return possible;
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MAX_TABLE_BYTES) {
        throw new UserError(file + " is over 256 MiB, too large for a table of boxes");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UserError("--boxes " + file + " can't be read: " + e.getMessage(), e);
    }
  }
}
