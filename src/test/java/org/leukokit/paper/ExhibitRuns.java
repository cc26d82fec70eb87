package org.leukokit.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.leukokit.base.RandomStream;
import org.leukokit.record.FoldTable;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;
import org.leukokit.record.RunRecord;

/** Made-up runs for the exhibits. */
final class ExhibitRuns {
  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "leukokit", "0.1.0",
          "commit", "0".repeat(40),
          "command", "leukokit reproduce x",
          "java", "17",
          "device", "cpu",
          "processors", "2",
          "system", "Linux amd64",
          "seconds of fitting and predicting", "1.50",
          "began", "2026-01-01T00:00:00Z");

  private ExhibitRuns() {}

  static Prediction cell(String id, String subject, boolean truth, double score) {
    return new Prediction(id, "original", subject, subject, "fold-01", truth, score);
  }

  static MethodRun method(String title, boolean control, Prediction... rows) {
    return new MethodRun(title, control, "0123456789ab", new Predictions(List.of(rows)));
  }

  /** A method that is right with a chance of its own for each subject. */
  static MethodRun drawn(String title, boolean control, int subjects, int cells, double level) {
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < cells; i++) {
      int subject = i % subjects;
      boolean truth = subject % 2 == 0;
      RandomStream ofSubject = RandomStream.at(7, "subject", title, subject);
      double right = Math.min(1, Math.max(0, level + 0.3 * (ofSubject.nextDouble() - 0.5)));
      RandomStream random = RandomStream.at(7, "cell", title, i);
      boolean hit = random.nextDouble() < right;
      double sure = 0.5 + random.nextDouble() / 2.01;
      String name = String.format(Locale.ROOT, "S%02d", subject);
      String id = String.format(Locale.ROOT, "c%05d", i);
      rows.add(cell(id, name, truth, hit == truth ? sure : 1 - sure));
    }
    return method(title, control, rows.toArray(Prediction[]::new));
  }

  static RunFolder folder(
      String method, long seed, Predictions predictions, Map<String, String> environment) {
    return folder(method, seed, predictions, environment, "CC BY 3.0", 2);
  }

  static RunFolder folder(
      String method,
      long seed,
      Predictions predictions,
      Map<String, String> environment,
      String licence,
      int subjects) {
    RunInputs inputs =
        new RunInputs(
            "x",
            method,
            "group-disjoint",
            seed,
            new TreeMap<>(Map.of("classifier", "Svm[]")),
            "d".repeat(64),
            "none",
            "svm/1");
    RunRecord record =
        RunRecord.of(
            inputs,
            method,
            new RunRecord.Data(
                "d", "cells", licence, "A, B. (2019). C.", false, 4, 2, subjects, subjects, 4),
            new RunRecord.Weights("none", "none", false, "no network"),
            environment);
    List<FoldTable.FoldRow> rows = new ArrayList<>();
    for (Prediction p : predictions.rows()) {
      rows.add(new FoldTable.FoldRow(p.cell(), p.version(), "0".repeat(16), "E"));
    }
    return new RunFolder(record, new FoldTable(List.of("fold-01"), rows), predictions);
  }
}
