package org.leukokit.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.UserError;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;

/** The folds of a run that are done while others are not, one file each. */
final class PartialRun {
  private final Path folder;

  PartialRun(Path runs, RunInputs inputs) {
    folder = runs.resolve(".partial").resolve(RunFolder.name(inputs));
  }

  /** Whether a fold is done. A file that can't be read counts as not there. */
  boolean has(String fold) {
    Path file = file(fold);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      return !Predictions.read(file).rows().isEmpty();
    } catch (UserError e) {
      return false;
    }
  }

  void keep(String fold, Predictions predictions) {
    AtomicFiles.write(file(fold), predictions.toCsv());
  }

  /** All folds together. */
  Predictions assemble(List<String> folds) {
    List<Prediction> all = new ArrayList<>();
    folds.forEach(fold -> all.addAll(Predictions.read(file(fold)).rows()));
    return new Predictions(all);
  }

  /** Removes the files of the folds, if there are any, once the run has its folder. */
  void discard() {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
      try (Stream<Path> others = Files.list(folder.getParent())) {
        if (others.findAny().isEmpty()) {
          Files.delete(folder.getParent());
        }
      }
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
  }

  private Path file(String fold) {
    return folder.resolve(fold + ".csv");
  }
}
