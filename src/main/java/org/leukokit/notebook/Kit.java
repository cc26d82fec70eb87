package org.leukokit.notebook;

import ai.djl.nn.Block;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.leukokit.audit.AuditedPaper;
import org.leukokit.audit.CsvTables;
import org.leukokit.audit.PaperAudit;
import org.leukokit.audit.TestSet;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Progress;
import org.leukokit.base.UserError;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.data.Cell;
import org.leukokit.data.CellList;
import org.leukokit.data.Dataset;
import org.leukokit.data.DatasetOptions;
import org.leukokit.data.Datasets;
import org.leukokit.data.Label;
import org.leukokit.data.Manifest;
import org.leukokit.data.Store;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.experiment.leakage.DialReport;
import org.leukokit.experiment.leakage.DialStudy;
import org.leukokit.experiment.leakage.FileListReport;
import org.leukokit.experiment.leakage.MadePairs;
import org.leukokit.experiment.own.OwnNetwork;
import org.leukokit.experiment.own.OwnStudy;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterOp;
import org.leukokit.image.RasterWriter;
import org.leukokit.net.Backbone;
import org.leukokit.net.BlockNetwork;
import org.leukokit.paper.audit.AcrossPapers;
import org.leukokit.paper.audit.AuditReport;
import org.leukokit.paper.audit.AuditedPapers;
import org.leukokit.paper.audit.MeasuredTrial;
import org.leukokit.paper.plain.PlainReport;
import org.leukokit.report.StudyReports;
import org.leukokit.split.Protocol;
import org.leukokit.study.PretrainedWeights;
import org.leukokit.study.network.FoldDraw;
import org.leukokit.train.Schedule;
import tech.tablesaw.api.Table;

/**
 * What notebooks do, a line each: open cells, run studies, read reports. Everything is written
 * below the kit's {@code target/notebooks}; nothing is downloaded. A call that can't be done ends
 * its cell with one sentence ({@link Stop}).
 */
public final class Kit {
  /** The environment variable that names the cells; phantoms where it is not set. */
  public static final String DATA = "LEUKOKIT_DATA";

  /** What the longest notebook takes, with room to spare. */
  static final long HEAP_NEEDED = 1L << 30;

  private static final String PHANTOM = "phantom";

  private Kit() {}

  /**
   * Whether this machine can run the notebooks; the first cell of each asks.
   *
   * @throws Stop if memory is short or the data that {@link #DATA} names can't be opened
   */
  public static void ready() {
    Logger.getLogger("").setLevel(Level.SEVERE);
    requireMemory(Runtime.getRuntime().maxMemory());
    Dataset cells = data();
    Show.text(
        String.format(
            Locale.ROOT,
            "Ready: Java %s in %s, %.1f GiB of memory for it. Cells: %s%s.",
            Runtime.version(),
            Show.kernel(),
            Runtime.getRuntime().maxMemory() / (double) (1L << 30),
            cells.info().title(),
            cells.info().synthetic() ? "" : ", " + cells.cells().size() + " of them"));
  }

  /**
   * Throws where a heap is too small.
   *
   * @throws Stop saying how to give it more
   */
  public static void requireMemory(long heap) {
    if (heap < HEAP_NEEDED) {
      throw new Stop(
          String.format(
              Locale.ROOT,
              "memory is short: this notebook's Java may use %.1f GiB and needs 1; set"
                  + " LEUKOKIT_JAVA_OPTS=-Xmx1g and start ./leukokit notebook again",
              heap / (double) (1L << 30)));
    }
  }

  /**
   * The cells that {@link #DATA} names: a manifest, a folder or a zip; phantoms if it names none.
   */
  public static Dataset data() {
    return data(System.getenv().getOrDefault(DATA, PHANTOM));
  }

  /**
   * Cells by name: {@code phantom}, a manifest such as {@code cnmc2019-sample}, or a folder or zip
   * with a subfolder a class ({@code all}, {@code hem}).
   */
  public static Dataset data(String nameOrPath) {
    return sentence(
        () ->
            nameOrPath.isBlank() || nameOrPath.equals(PHANTOM)
                ? new PhantomCells(PhantomSpec.standard(1).withCounts(12, 120))
                : Datasets.open(nameOrPath, DatasetOptions.of(Store.fromEnvironment())));
  }

  /**
   * The cells that {@link #DATA} names; if it names none, phantoms as you dial them, such as more
   * than the usual 240.
   */
  public static Dataset data(PhantomSpec phantoms) {
    String named = System.getenv().getOrDefault(DATA, PHANTOM);
    return named.isBlank() || named.equals(PHANTOM) ? phantoms(phantoms) : data(named);
  }

  /**
   * What the papers keep apart and what is strictest: {@code published} and, where it is known who
   * is who, {@code group-disjoint}.
   */
  public static List<Protocol> protocols(Dataset cells) {
    return cells.knowsGroups()
        ? List.of(Protocol.PUBLISHED, Protocol.GROUP_DISJOINT)
        : List.of(Protocol.PUBLISHED);
  }

  /** Phantoms as you dial them. */
  public static Dataset phantoms(PhantomSpec spec) {
    return new PhantomCells(spec);
  }

  /** The files of C-NMC 2019 as a list: names, hashes, labels, subjects; without images. */
  public static Dataset cnmc2019() {
    return sentence(() -> CellList.of(Manifest.named("cnmc2019")));
  }

  /**
   * Runs a paper's study as {@code leukokit reproduce} does, on the cells of {@link #DATA}, and
   * reads its report. What was computed before is not computed again, also where the command line
   * did it and {@code LEUKOKIT_REPORTS} names its folder {@code --out}.
   *
   * @param paper such as {@code loey2020}
   * @param options as on the command line, such as {@code "--seed", "2"}
   */
  public static Page reproduce(String paper, String... options) {
    return reproduce(paper, Place.reports(), options);
  }

  private static Page reproduce(String paper, Path out, String... options) {
    List<String> words = new ArrayList<>(List.of("reproduce", paper));
    String data = System.getenv().getOrDefault(DATA, PHANTOM);
    if (!data.isBlank() && !Arrays.asList(options).contains("--data")) {
      words.addAll(List.of("--data", data));
    }
    words.addAll(Arrays.asList(options));
    Show.text("leukokit " + String.join(" ", words));
    words.addAll(List.of("--out", out.toString()));
    CommandLine.run(words);
    return sentence(() -> new Page(StudyReports.of(out.resolve(paper).resolve("runs"))));
  }

  /**
   * A paper's study: as it lies in the folder that {@code LEUKOKIT_REPORTS} names, where the
   * command line ran it on the cells of {@link #DATA}; else a small part of it, which is run in a
   * folder of the notebooks' own.
   *
   * @param paper such as {@code oliveira2021}
   * @param part the options that make it small, such as {@code "--only", "xception"}
   */
  public static Page study(String paper, String... part) {
    Path whole = Place.reports().resolve(paper).resolve("runs");
    if (Studies.fits(whole)) {
      Show.text("From " + Place.reports().getFileName() + ", as it was left there.");
      return sentence(() -> new Page(StudyReports.of(whole)));
    }
    return reproduce(paper, Place.work().resolve("parts"), part);
  }

  /** What leaks in C-NMC 2019, from its list of files. */
  public static Page leaks() {
    return sentence(() -> new Page(FileListReport.of(cnmc2019(), 1, List.of(), List.of())));
  }

  /**
   * The leakage dial: phantoms whose truth is known, under every protocol.
   *
   * @param seeds how many sets of phantoms a setting, at least 2
   */
  public static Page dial(int seeds) {
    if (seeds < 2) {
      throw new Stop("the dial needs at least 2 seeds to say how sure it is, not " + seeds);
    }
    return sentence(
        () ->
            new Page(
                DialReport.of(
                    DialStudy.run(
                        DialStudy.settings(),
                        seeds,
                        Place.work().resolve("dial"),
                        Map.of(),
                        Progress.NONE),
                    MadePairs.search(1, Progress.NONE),
                    List.of())));
  }

  /** The audit of the three papers' printed tables. */
  public static Page audit() {
    return new Page(
        AuditReport.of(
            "audit",
            "Audit of published numbers",
            AuditedPapers.all().stream().map(PaperAudit::of).toList(),
            MeasuredTrial.result(),
            List.of(AcrossPapers.section())));
  }

  /**
   * The audit of one paper's printed tables.
   *
   * @param paper such as {@code oliveira2021}
   */
  public static Page audit(String paper) {
    return audits(
        AuditedPapers.all().stream()
            .filter(p -> p.key().equals(paper))
            .map(PaperAudit::of)
            .toList(),
        "Audit of published numbers");
  }

  /**
   * The audit of any table of scores.
   *
   * @param csv the table with a heading line: a name and scores such as {@code accuracy (percent)}
   * @param positives positive cells of its test set
   * @param negatives negative cells of its test set
   * @return a page that names every cell and column that could not be read; where no row could be
   *     checked, the notebook stops with a line that says so
   */
  public static Page audit(String csv, int positives, int negatives) {
    return sentence(
        () -> {
          Path file = Place.work().resolve("table.csv");
          AtomicFiles.write(file, csv.getBytes(java.nio.charset.StandardCharsets.UTF_8));
          AuditedPaper paper = CsvTables.read(file, TestSet.stated(positives, negatives), 1);
          return audits(List.of(PaperAudit.of(paper).requireChecked()), "Audit of your table");
        });
  }

  private static Page audits(List<PaperAudit> audits, String title) {
    if (audits.isEmpty()) {
      throw new Stop("no such paper; there are loey2020, oliveira2021 and mondal2021");
    }
    return new Page(AuditReport.of("audit", title, audits, MeasuredTrial.result()));
  }

  /**
   * Runs classifiers on fifteen numbers of each cell under every protocol.
   *
   * @param cells the cells
   * @param classifiers the kit's, or your own ({@link ClassifierSpec.Own})
   * @return a report of the runs; always computed anew, because a cell's code may have changed
   */
  public static Page compare(Dataset cells, ClassifierSpec... classifiers) {
    return sentence(
        () -> {
          Path runs = Place.temporary("own");
          try {
            return new Page(
                PlainReport.of(
                    OwnStudy.run(cells, List.of(classifiers), 5, 1, runs, Map.of()), List.of()));
          } finally {
            Place.delete(runs);
          }
        });
  }

  /**
   * Runs classifiers on fifteen numbers of each cell, with the control that sees nothing.
   *
   * @param cells the cells
   * @param folds how they are divided
   * @param protocols what is kept apart
   * @param classifiers the kit's, or your own
   */
  public static Runs classify(
      Dataset cells, FoldDraw folds, List<Protocol> protocols, ClassifierSpec... classifiers) {
    return sentence(() -> Studies.classify(cells, folds, protocols, List.of(classifiers)));
  }

  /**
   * Trains networks, in this kernel's own process; always anew, because a cell's code may have
   * changed.
   *
   * @param cells the cells
   * @param folds how they are divided
   * @param protocols what is kept apart; {@code PUBLISHED} draws cells
   * @param networks each of another id
   */
  public static Runs train(
      Dataset cells, FoldDraw folds, List<Protocol> protocols, OwnNetwork... networks) {
    return sentence(() -> Studies.train(cells, folds, protocols, List.of(networks)));
  }

  /**
   * A network of your own from a block of DJL's, see {@link BlockNetwork}.
   *
   * @param id the name in files
   * @param title the name in tables
   * @param side side of the square input in pixels
   * @param body from images to a map of channels; the kit pools and classifies behind it
   */
  public static Backbone network(String id, String title, int side, Block body) {
    return sentence(() -> BlockNetwork.of(Studies.runtime(), id, title, side, body));
  }

  /**
   * A small network of convolutions, see {@link BlockNetwork#convolutions}.
   *
   * @param id the name in files
   * @param side side of the square input in pixels
   * @param widths channels behind each convolution
   */
  public static Backbone smallNetwork(String id, int side, int... widths) {
    String title =
        id
            + " ("
            + Arrays.stream(widths).mapToObj(Integer::toString).collect(Collectors.joining("-"))
            + ")";
    return sentence(
        () ->
            BlockNetwork.of(Studies.runtime(), id, title, side, BlockNetwork.convolutions(widths)));
  }

  /**
   * Weights trained on ImageNet, where a mirror or the store holds some that expect the network's
   * own input.
   *
   * @param network the network's id, such as {@code mobilenet}
   */
  public static Optional<PretrainedWeights> pretrained(String network) {
    return sentence(() -> Studies.pretrained(network));
  }

  /** The learning rate of every step of a training, as a table. */
  public static Table rates(Schedule schedule, int epochs, int stepsPerEpoch) {
    return Studies.rates(schedule, epochs, stepsPerEpoch);
  }

  /** The class path of the kit: its jar and its libraries from Maven, as this system separates. */
  public static String classPath() {
    return Place.classPath();
  }

  /** Up to n cells of a class, one a subject as far as subjects go, in the order of their ids. */
  public static List<Cell> some(Dataset cells, Label label, int n) {
    return Choice.of(cells.cells(), label, n);
  }

  /** Shows cells with their ids. */
  public static void look(Dataset data, List<Cell> cells) {
    sentence(
        () -> {
          List<Raster> rasters = cells.stream().map(data::read).toList();
          Show.images(rasters, cells.stream().map(Cell::id).toList(), 150);
          return null;
        });
  }

  /** How many cells, subjects and groups each class has. */
  public static Table counts(Dataset data) {
    return Choice.counts(data);
  }

  /** How many cells each subject has. */
  public static Table subjects(Dataset data) {
    return Choice.subjects(data);
  }

  /** How many cells of each class each part of a collection has. */
  public static Table parts(Dataset data) {
    return Choice.parts(data);
  }

  /** The bounding box of each cell, in pixels; reads every image. */
  public static Table sizes(Dataset data) {
    return sentence(() -> Choice.sizes(data));
  }

  /** A cell, and what each operation makes of it, under the operation's name with its numbers. */
  public static void apply(Raster cell, RasterOp... operations) {
    List<Raster> rasters = new ArrayList<>(List.of(cell));
    List<String> captions = new ArrayList<>(List.of("the cell"));
    for (RasterOp operation : operations) {
      rasters.add(operation.apply(cell));
      captions.add(Choice.caption(operation.id()));
    }
    Show.images(rasters, captions, 150);
  }

  /**
   * Writes cells as a folder of pictures with a subfolder a class, as your own would be.
   *
   * @return {@code target/notebooks/my-images}; what an earlier call wrote there is gone
   */
  public static Path pictures(Dataset data, List<Cell> cells) {
    return sentence(
        () -> {
          Path folder = Place.work().resolve("my-images");
          Place.delete(folder);
          for (Cell cell : cells) {
            String name = cell.id().replaceAll("\\.[a-z]+$", "") + ".png";
            AtomicFiles.write(
                folder.resolve(cell.label() == Label.LEUKEMIC ? "all" : "hem").resolve(name),
                RasterWriter.png(data.read(cell)));
          }
          return folder;
        });
  }

  /** Work, with its failure as one sentence. */
  static <T> T sentence(Supplier<T> work) {
    try {
      return work.get();
    } catch (UserError e) {
      throw new Stop(e.getMessage());
    }
  }
}
