package org.leukokit.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.leukokit.exhibit.Report;
import org.leukokit.record.FoldTable;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;
import org.leukokit.record.RunRecord;

/** The paragraph before all others. */
class CopyNoteTest {
  private static RunFolder run(String protocol, String... contents) {
    RunInputs inputs =
        new RunInputs("x", "svm", protocol, 1, new TreeMap<>(), "d".repeat(64), "none", "svm/1");
    RunRecord record =
        RunRecord.of(
            inputs,
            "SVM",
            new RunRecord.Data("d", "cells", "CC0", "A (2019).", false, 4, 2, 0, 0, 4),
            new RunRecord.Weights("none", "none", false, "no network"),
            Map.of());
    List<FoldTable.FoldRow> rows = new ArrayList<>();
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < contents.length; i++) {
      String fold = i < 2 ? "fold-01" : "fold-02";
      String content = contents[i].repeat(FoldTable.FoldRow.CONTENT_DIGITS);
      rows.add(new FoldTable.FoldRow("c" + i, "original", content, i < 2 ? "ET" : "TE"));
      predictions.add(new Prediction("c" + i, "original", "", "", fold, i % 2 == 0, 0.5));
    }
    return new RunFolder(
        record, new FoldTable(List.of("fold-01", "fold-02"), rows), new Predictions(predictions));
  }

  private static Report report() {
    return new Report(
        "x", "X", "", false, "", List.of(Report.Section.of("Findings", new Report.Paragraph("a"))));
  }

  @Test
  void copiesOnBothSidesAreSaidFirst() {
    List<RunFolder> runs = List.of(run("split-first", "1", "2", "1", "3"));
    Report said = CopyNote.before(report(), runs);
    assertEquals(
        List.of(
            new Report.Paragraph(
                "Images that are identical in every pixel stand in training and in test: under"
                    + " split-first 1 pair, with 2 of 4 test rows (50.0 %). What was learned by"
                    + " heart is right there."),
            new Report.Paragraph("a")),
        said.sections().get(0).blocks());
  }

  @Test
  void whereNothingCrossesNothingIsSaid() {
    List<RunFolder> runs =
        List.of(run("split-first", "1", "1", "2", "3"), run("published", "1", "2", "3", "4"));
    assertEquals(Optional.empty(), CopyNote.text(runs));
    assertEquals(report(), CopyNote.before(report(), runs));
  }
}
