package org.leukokit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.base.UserError;

class CsvTablesTest {
  private static final TestSet SET = TestSet.stated(339, 339);

  @TempDir private Path folder;

  @Test
  void headingsUnitsAndNamesAreUnderstood() throws IOException {
    List<PrintedRow> rows =
        rows(
            "Input,Model,Acc (%),Precision,Recall,Specificity %,F1-Score,AUC\n"
                + "450,\"VGG, 16\",92.48,91.14%,94.10,90.86,92.60,0.95\n"
                + "450,other,,n/a,94.10,90.86,92.60,\n");
    assertEquals("450 VGG, 16", rows.get(0).name());
    assertEquals(
        "[92.48 %, 91.14 %, 94.10 %, 90.86 %, 92.60 %]",
        rows.get(0).values().stream().map(PrintedValue::shown).toList().toString());
    assertEquals(3, rows.get(1).values().size(), "empty and n/a: nothing is printed there");
    assertEquals(Verdict.EXACTLY_ONE, RowAudit.audit(rows.get(0), List.of(SET), 1).verdict());
    assertEquals(List.of(), rows.get(1).unread());
  }

  @Test
  void anImpossibleValueIsImpossibleInWhateverForm() throws IOException {
    // 100 positives, 60 negatives: 80.00 and 70.00 give 76.25.
    TestSet set = TestSet.stated(100, 60);
    for (String cell :
        List.of(
            "76.52*", "\"76,52\"", "76.52 ± 0.3", "76.52‡", "76.52 %", "76.52 (0.3)", "76.52")) {
      PrintedRow row =
          rows("model,accuracy,sensitivity,specificity\nA," + cell + ",80.00,70.00\n").get(0);
      assertEquals(List.of(), row.unread(), cell);
      RowFinding found = RowAudit.audit(row, List.of(set), 1);
      assertEquals(Verdict.NONE, found.verdict(), cell);
      assertEquals(List.of("76.25"), found.nearest().orElseThrow().mustBe(), cell);
    }
  }

  @Test
  void aRowWithAnUnreadCellIsNeverCheckedThoughTheRestFits() throws IOException {
    AuditedPaper paper =
        paper("model,accuracy,sensitivity,specificity\nA,~76.52,80.00,70.00\nB,best,9,8\n");
    TestSet set = TestSet.stated(100, 60);
    RowFinding found = RowAudit.audit(paper.tables().get(0).rows().get(0), List.of(set), 1);
    assertEquals(Verdict.NOT_READ_WHOLE, found.verdict());
    assertFalse(found.verdict().isChecked());
    assertTrue(Sentences.explain(found).toString().contains("accuracy \"~76.52\" (approximate"));
    // What was read is impossible by itself: that is a finding, read whole or not.
    PrintedRow wrong = rows("m,accuracy,sensitivity\nA,~76.52,80.50\n").get(0);
    assertEquals(Verdict.NONE, RowAudit.audit(wrong, List.of(set), 1).verdict());
  }

  @Test
  void rowsOfTwoUnitsDoNotAccuseEachOther() throws IOException {
    TestSet set = TestSet.stated(100, 60);
    AuditedPaper paper =
        paper("m,accuracy,sensitivity,kappa\nA,76.25,80.00,0.50\nB,0.76,0.80,0.50\n");
    List<PrintedRow> rows = paper.tables().get(0).rows();
    assertEquals("[76.25 %, 80.00 %, 0.50]", shown(rows.get(0)));
    assertEquals("[0.76, 0.80, 0.50]", shown(rows.get(1)));
    assertEquals(Verdict.EXACTLY_ONE, RowAudit.audit(rows.get(0), List.of(set), 1).verdict());
    assertEquals(
        List.of(
            "read as a fraction of 1, other rows as per cent: B, accuracy \"0.76\"; B, sensitivity"
                + " \"0.80\""),
        paper.tables().get(0).reading().notes());
    // Within one row nobody can say which unit 0.80 has.
    PrintedRow mixed = rows("m,accuracy,sensitivity\nA,76.25,0.80\nB,76.25,80.00\n").get(0);
    assertEquals("per cent or a fraction?", mixed.unread().get(0).why().substring(0, 23));
    assertEquals("[0.76]", shown(rows("m,accuracy (%)\nA,0.76\n").get(0)));
    assertEquals(
        "[76 %, 0 %]", shown(rows("m,acc,spec\nA,76,0\nB,80,90\n").get(0)), "0 is 0 in any unit");
  }

  @Test
  void columnsThatAreNotReadAreNamedAndNameNoRow() throws IOException {
    AuditedPaper paper =
        paper(
            "model,epochs,accuracy,val loss,MCC,params (M),AUC,remark\n"
                + "A,30,0.81,0.42,0.6,23.5,0.9,pretrained\nB,20,0.82,0.4,0.7,7.1,0.9,\n");
    assertEquals("A 30 pretrained", paper.tables().get(0).rows().get(0).name());
    String columns = paper.tables().get(0).reading().columnsNotRead().toString();
    for (String name : List.of("\"val loss\"", "\"MCC\"", "\"params (M)\"", "\"AUC\"")) {
      assertTrue(columns.contains(name), columns);
    }
    assertFalse(columns.contains("epochs"), columns);
    assertEquals(
        "net", rows("Model (weighted),accuracy\nnet,0.8\n").get(0).name(), "words name a row");
  }

  @Test
  void macroAveragesAreReadAsWhatTheyAre() throws IOException {
    // 80 of 100 and 42 of 60: precision 80/98 and 42/62.
    PrintedRow row =
        rows("m,accuracy,precision_macro,Recall (macro avg),Macro-averaged F1\n"
                + "A,76.25,74.69,75.00,74.83\n")
            .get(0);
    assertEquals(
        List.of(Score.ACCURACY, Score.MACRO_PRECISION, Score.MACRO_RECALL, Score.MACRO_F1),
        row.values().stream().map(PrintedValue::score).toList());
    RowFinding found = RowAudit.audit(row, List.of(TestSet.stated(100, 60)), 1);
    assertEquals(Verdict.EXACTLY_ONE, found.verdict());
    assertEquals(80, found.fit().orElseThrow().matches().examples().get(0).tp());
  }

  @Test
  void headingsAreKnownInTheirForms() throws IOException {
    for (String heading :
        List.of(
            "Sensitivity (Recall)",
            "Recall / Sensitivity",
            "Recall (%)",
            "recall ± SD",
            "Recall (95% CI)",
            "Recall (mean ± std)",
            "TPR",
            "Test recall")) {
      PrintedRow row = rows("m,\"" + heading + "\"\nA,81\n").get(0);
      assertEquals(Score.SENSITIVITY, row.values().get(0).score(), heading);
    }
    // The 95 % of an interval is no unit.
    assertEquals("[0.76]", shown(rows("m,accuracy (95% CI)\nA,0.76 (0.70-0.81)\n").get(0)));
    for (String heading : List.of("average precision", "val accuracy", "F1 (hem)", "FPR")) {
      AuditedPaper paper = paper("m,accuracy," + heading + "\nA,81,80.5\n");
      assertEquals(1, paper.tables().get(0).reading().columnsNotRead().size(), heading);
    }
  }

  @Test
  void savedBySpreadsheetsTheTableIsTheSame() throws IOException {
    String plain = shown(rows("m,accuracy,kappa\nA,76.25,0.5\n").get(0));
    assertEquals(plain, shown(rows("m;accuracy;kappa\nA;76,25;0,5\n").get(0)));
    assertEquals(plain, shown(rows("sep=;\nm;accuracy;kappa\nA;76,25;0,5\n").get(0)));
    assertEquals(plain, shown(rows("m\taccuracy\tkappa\nA\t76.25\t0.5\n").get(0)));
    assertEquals(plain, shown(rows("m, accuracy, kappa,\nA, 76.25, 0.5,\n,,,\n\n").get(0)));
    assertEquals(1, rows("m, accuracy, kappa,\nA, 76.25, 0.5,\n,,,\n\n").size());
  }

  @Test
  void nothingCheckedIsRefusedWithWhatWasNotRead() throws IOException {
    AuditedPaper paper = paper("m,accuracy,MCC,loss\nA,~0.8,0.5,1\nB,>0.7,0.4,1\nC,n/a,0.3,1\n");
    UserError error = assertThrows(UserError.class, () -> PaperAudit.of(paper).requireChecked());
    assertTrue(error.getMessage().contains("A: accuracy \"~0.8\""), error.getMessage());
    assertTrue(error.getMessage().contains("and 1 more"), error.getMessage());
    assertTrue(PaperAudit.of(paper("m,accuracy\nA,~0.8\nB,0.75\n")).anyChecked());
  }

  private static String shown(PrintedRow row) {
    return row.values().stream().map(PrintedValue::shown).toList().toString();
  }

  @Test
  void fractionsStayFractions() throws IOException {
    List<PrintedRow> rows = rows("\uFEFFmethod,accuracy,kappa,ba_fraction\na,0.925,-0.05,1\n");
    assertEquals("0.925", rows.get(0).values().get(0).shown());
    assertEquals("-0.05", rows.get(0).values().get(1).shown());
    assertEquals("1", rows.get(0).values().get(2).shown());
  }

  @Test
  void hostileTablesGetOneClearLine() throws IOException {
    refused("", "is empty");
    refused("method,accuracy\n", "no rows");
    refused("a,b\n1,2\n", "names no score");
    refused("accuracy,acc\n1,2\n", "two columns of accuracy");
    refused("method,accuracy\nx,1,2\n", "row 2 has 3 values");
    refused("method,accuracy\n\"x,1\n", "not a CSV table");
    refused("m,accuracy\n" + "x,0.9\n".repeat(10_001), "more than 10000 rows");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "method,accuracy\né,0.9\n".getBytes(StandardCharsets.ISO_8859_1));
    refused(latin, "UTF-8");
    refused(folder, "is a folder");
    refused(folder.resolve("none.csv"), "there is no file");
  }

  @Test
  void controlCharactersAndLengthsAreTamed() throws IOException {
    List<PrintedRow> rows =
        rows("method,accuracy\n\"a\u001b[31m\nb\",0.9\n" + "y".repeat(500) + ",0.8\n,0.7\n");
    assertFalse(rows.get(0).name().chars().anyMatch(Character::isISOControl));
    assertTrue(rows.get(1).name().length() <= 61);
    assertEquals("row 4", rows.get(2).name());
  }

  @Test
  void hugeCountsTakeNoTime() throws IOException {
    List<PrintedRow> rows = rows("m,accuracy,kappa,f1\na,0.9,0.8,0.9\n");
    TestSet set = TestSet.stated(TestSet.MOST, TestSet.MOST);
    RowFinding found = RowAudit.audit(rows.get(0), List.of(set), 1);
    assertEquals(Verdict.SEVERAL, found.verdict());
    assertTrue(found.fits().get(0).matches().count() > 1_000_000_000L);
    assertThrows(IllegalArgumentException.class, () -> TestSet.stated(TestSet.MOST + 1, 1));
    assertThrows(IllegalArgumentException.class, () -> TestSet.stated(0, 1));
  }

  @Test
  void meansOverFoldsAreDecidedWhereTheyCanBe() throws IOException {
    // Fold means of precision and F1 need not come from one matrix; those of the rates must.
    List<PrintedRow> rows =
        rows(
            "m,accuracy,precision,sensitivity,specificity\n"
                + "mean,0.925,0.940,0.950,0.900\nwrong,0.935,0.940,0.950,0.900\n");
    TestSet set = TestSet.stated(100, 100);
    assertEquals(Verdict.NONE, RowAudit.audit(rows.get(0), List.of(set), 1).verdict());
    assertEquals(Verdict.FOLD_MEANS, RowAudit.audit(rows.get(0), List.of(set), 10).verdict());
    assertEquals(Verdict.NONE, RowAudit.audit(rows.get(1), List.of(set), 10).verdict());
    assertEquals(
        Verdict.NONE,
        RowAudit.audit(rows.get(0), List.of(set), 7).verdict(),
        "7 folds of 100 cells are not of one size: nothing is decided");
  }

  private List<PrintedRow> rows(String text) throws IOException {
    return paper(text).tables().get(0).rows();
  }

  private AuditedPaper paper(String text) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, text);
    return CsvTables.read(file, SET, 1);
  }

  private void refused(String text, String reason) throws IOException {
    Path file = folder.resolve("bad.csv");
    Files.writeString(file, text);
    refused(file, reason);
  }

  private static void refused(Path file, String reason) {
    UserError error = assertThrows(UserError.class, () -> CsvTables.read(file, SET, 1));
    assertTrue(error.getMessage().contains(reason), error.getMessage());
    assertTrue(error.getMessage().contains(file.getFileName().toString()), error.getMessage());
  }
}
