package org.leukokit.study.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.UserError;
import org.leukokit.split.Fold;
import org.leukokit.study.PartialRun;

/** The files that a fold leaves until its run is finished. */
final class FoldParts {
  private FoldParts() {}

  static void keep(PartialRun partial, Fold fold, FoldFit.Result result) {
    AtomicFiles.write(partial.place(history(fold.name())), result.history().toCsv());
    AtomicFiles.write(
        partial.place(fold.name() + ".seconds"),
        result.epoch() + " " + result.trainSeconds() + " " + result.testSeconds());
    result
        .validation()
        .ifPresent(v -> AtomicFiles.write(partial.place(validation(fold.name())), v.toCsv()));
    result
        .further()
        .ifPresent(f -> AtomicFiles.write(partial.place(further(fold.name())), f.toCsv()));
    // Last, as it says that the fold is done.
    partial.keep(fold.name(), result.test());
  }

  static String history(String fold) {
    return fold + ".history";
  }

  static String maps(String fold) {
    return fold + ".maps";
  }

  static String validation(String fold) {
    return fold + ".validation";
  }

  static String further(String fold) {
    return fold + ".further";
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UserError(file + " can't be read: " + e.getMessage() + "; run again", e);
    }
  }
}
