package org.leukokit.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.leukokit.base.Hashing;
import org.leukokit.base.RandomStream;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.classifier.Kernel;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;
import org.leukokit.image.Raster;
import org.leukokit.image.RasterWriter;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;
import org.leukokit.record.RunRecord;
import org.leukokit.record.StudyFolder;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldPlan;
import org.leukokit.split.FoldSet;
import org.leukokit.split.Protocol;
import org.leukokit.split.Row;
import org.leukokit.split.Unit;

/**
 * Runs whose folds are real and whose scores are drawn: what a study would leave, in no time.
 *
 * @param cells how many cells
 * @param subjects how many subjects they are from, in turn healthy and leukemic, of unequal size
 * @param folds how many folds
 * @param seed of every draw
 */
public record MadeRuns(int cells, int subjects, int folds, long seed) {
  /** The methods of the first paper. */
  public static final List<String> LOEY =
      List.of(
          "tree",
          "lda",
          "svm-linear",
          "svm-gaussian",
          "svm-cubic",
          "knn",
          "majority",
          "cell-size",
          "svm-cubic-shuffled");

  /**
   * Writes runs by hand, to time reports of them: {@code MadeRuns FOLDER METHODS CELLS SUBJECTS}.
   */
  public static void main(String[] args) {
    MadeRuns made = new MadeRuns(Integer.parseInt(args[2]), Integer.parseInt(args[3]), 10, 1);
    List<String> methods = new ArrayList<>();
    for (int m = 1; m <= Integer.parseInt(args[1]); m++) {
      methods.add("method-" + m);
    }
    made.write(Path.of(args[0]), methods, List.of(Protocol.GROUP_DISJOINT));
  }

  /** Runs of all methods under all protocols, in one folder. */
  public List<Path> write(Path runs, List<String> methods, List<Protocol> protocols) {
    List<Path> folders = new ArrayList<>();
    for (Protocol protocol : protocols) {
      for (String method : methods) {
        RunFolder run = run(method, protocol);
        folders.add(runs.resolve(RunFolder.name(run.record().inputs())));
        run.write(folders.get(folders.size() - 1));
      }
    }
    return folders;
  }

  /** The first paper's runs with pictures and study, as if the paper had been reproduced. */
  public void writeLoey(Path runs, List<Protocol> protocols) {
    List<Path> folders = write(runs, LOEY, protocols);
    byte[] png = RasterWriter.png(Raster.black(16, 12));
    Path panels = runs.resolve("panels--made");
    new PanelFolder(
            List.of(
                new PanelFolder.Panel(
                    StudyPanels.SAMPLES, List.of(), List.of("healthy", "leukemic"), png),
                new PanelFolder.Panel(
                    StudyPanels.AUGMENTATION, List.of("original"), List.of("healthy"), png)))
        .write(panels);
    StudyFolder.of("loey2020", folders, Optional.of(panels), List.of("Not run: a made-up remark."))
        .write(runs);
  }

  /** As a real run of the method is named. */
  private static String title(String method) {
    return Stream.concat(
            ClassifierSpec.paper().stream().map(MethodSpec::deep),
            Stream.of(
                MethodSpec.majority(),
                MethodSpec.cellSize(),
                MethodSpec.shuffled(ClassifierSpec.svm(Kernel.CUBIC))))
        .filter(m -> m.id().equals(method))
        .map(MethodSpec::title)
        .findFirst()
        .orElse(method);
  }

  /** One run. */
  public RunFolder run(String method, Protocol protocol) {
    FoldSet set =
        new FoldPlan(protocol, Unit.ROW, List.of("original", "reflected"), seed)
            .kFold(made(), folds);
    List<Prediction> predictions = new ArrayList<>();
    for (Fold fold : set.folds()) {
      for (Row row : fold.test()) {
        Cell cell = row.cell();
        boolean positive = cell.label() == Label.LEUKEMIC;
        double margin =
            0.7 * RandomStream.at(seed, "made subject", method, cell.subject()).nextGaussian()
                + RandomStream.at(seed, "made", method, cell.id(), row.version()).nextGaussian()
                + (positive ? 1 : -1);
        predictions.add(
            new Prediction(
                cell.id(),
                row.version(),
                cell.subject(),
                cell.group(),
                fold.name(),
                positive,
                1 / (1 + Math.exp(-margin)),
                margin));
      }
    }
    RunInputs inputs =
        new RunInputs(
            "loey2020",
            method,
            protocol.id(),
            seed,
            new TreeMap<>(Map.of("folds", Integer.toString(folds))),
            Hashing.sha256Hex("made " + cells + " " + subjects),
            "none",
            method + "/1");
    List<Cell> made = made();
    int leukemic = (int) made.stream().filter(c -> c.label() == Label.LEUKEMIC).count();
    RunRecord record =
        RunRecord.of(
            inputs,
            title(method),
            new RunRecord.Data(
                "made",
                "Made-up cells",
                "none",
                "none",
                true,
                cells,
                leukemic,
                subjects,
                subjects,
                cells),
            new RunRecord.Weights("none", "none", false, "none"),
            Map.of("command", "none"));
    return new RunFolder(record, FoldTables.of(set), new Predictions(predictions));
  }

  private List<Cell> made() {
    List<Cell> made = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      // Later subjects have fewer cells, as triangular numbers grow.
      int subject = i < subjects ? i : (int) (subjects * Math.pow((i % 97) / 97.0, 2));
      String name = String.format(java.util.Locale.ROOT, "S%02d", subject);
      made.add(
          new Cell(
              String.format(java.util.Locale.ROOT, "cell-%05d", i),
              "cell-" + i,
              Hashing.sha256Hex("made " + i),
              subject % 2 == 0 ? Label.HEALTHY : Label.LEUKEMIC,
              name,
              name,
              ""));
    }
    return made;
  }
}
