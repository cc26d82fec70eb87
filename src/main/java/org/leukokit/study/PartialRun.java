package org.leukokit.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Folders;
import org.leukokit.base.UserError;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;

/** The folds of a run that are done while others are not, one file each. */
public final class PartialRun {
  private static final String SECONDS = ".seconds";

  private final Path folder;

  /**
   * @param runs the folder of the run folders
   * @param inputs the run's inputs
   */
  public PartialRun(Path runs, RunInputs inputs) {
    this(runs, RunFolder.name(inputs));
  }

  /**
   * @param runs the folder of the run folders
   * @param name the name of the run's folder
   */
  PartialRun(Path runs, String name) {
    folder = runs.resolve(".partial").resolve(name);
  }

  /** Whether a fold is done. A file that can't be read counts as not there. */
  public boolean has(String fold) {
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

  /** Keeps what came of a fold: from now on it is done. */
  public void keep(String fold, Predictions predictions) {
    AtomicFiles.write(file(fold), predictions.toCsv());
  }

  /**
   * Keeps what came of a fold and how long it took, so that a run of several sittings knows the
   * time of all of them.
   *
   * @param seconds how long it took
   */
  public void keep(String fold, Predictions predictions, double seconds) {
    AtomicFiles.write(place(fold + SECONDS), Double.toString(seconds));
    keep(fold, predictions);
  }

  /**
   * How long folds took, whenever each was computed. A fold that left no time, as an earlier
   * version's, adds nothing.
   */
  public double seconds(List<String> folds) {
    double sum = 0;
    for (String fold : folds) {
      Path file = place(fold + SECONDS);
      try {
        sum += Files.isRegularFile(file) ? Double.parseDouble(Files.readString(file)) : 0;
      } catch (IOException | NumberFormatException e) {
        // A time that can't be read is as one that is not there.
      }
    }
    return sum;
  }

  /** All folds together. */
  public Predictions assemble(List<String> folds) {
    List<Prediction> all = new ArrayList<>();
    folds.forEach(fold -> all.addAll(Predictions.read(file(fold)).rows()));
    return new Predictions(all);
  }

  /** Where something else of a run under way may lie; removed with the rest. */
  public Path place(String name) {
    return folder.resolve(name);
  }

  /** Removes what lies at a place, if anything does. */
  public void remove(String name) {
    delete(place(name));
  }

  /** Removes the files of the folds, if there are any, once the run has its folder. */
  public void discard() {
    delete(folder);
    try (Stream<Path> others = Files.list(folder.getParent())) {
      if (others.findAny().isEmpty()) {
        Files.delete(folder.getParent());
      }
    } catch (NoSuchFileException e) {
      // There never was a part.
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder, e);
    }
  }

  private static void delete(Path place) {
    try {
      Folders.delete(place);
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(place, e);
    }
  }

  private Path file(String fold) {
    return folder.resolve(fold + ".csv");
  }
}
