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
    assertEquals(3, rows.get(1).values().size(), "an empty and an unreadable cell are skipped");
    assertEquals(Verdict.EXACTLY_ONE, RowAudit.audit(rows.get(0), List.of(SET), 1).verdict());
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
    Path file = folder.resolve("t.csv");
    Files.writeString(file, text);
    return CsvTables.read(file, SET, 1).tables().get(0).rows();
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
