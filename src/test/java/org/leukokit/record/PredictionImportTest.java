package org.leukokit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

class PredictionImportTest {
  @TempDir private Path folder;

  @Test
  void scoresBecomeARunThatIsReadBack() throws IOException {
    String text =
        "fold,score,id,truth,subject,group,other\r\n"
            + "a,0.25,\"x,1\",0,S1,G,?\r\nb,0.75,x2,1,S2,G,?\r\nb,1,x3,1,S3,H,?\r\n";
    RunFolder run = read(text, ImportOptions.named("My Net v2"));
    Path place = folder.resolve("runs").resolve(RunFolder.name(run.record().inputs()));
    run.write(place);
    RunFolder again = RunFolder.read(place);
    assertEquals(run, again);
    assertTrue(place.getFileName().toString().startsWith("my-net-v2--imported--"));
    assertEquals(
        new Prediction("x,1", "original", "S1", "G", "a", false, 0.25).toString(),
        again.predictions().rows().get(0).toString());
    assertEquals(new FoldTable.FoldRow("x2", "original", "", "-E"), again.folds().rows().get(1));
    RunRecord record = again.record();
    assertEquals(Hashing.sha256Hex(text), record.inputs().settings().get("file SHA-256"));
    assertEquals("imported", record.inputs().protocol());
    assertEquals(3, record.data().cells());
    assertEquals(2, record.data().leukemic());
    assertEquals(3, record.data().subjects());
    assertEquals(2, record.data().groups());
    assertFalse(PredictionImport.classesOnly(record.inputs()));
  }

  @Test
  void classesAloneBecomeZeroAndOneAndAreMarked() throws IOException {
    ImportOptions options =
        new ImportOptions("m", "all", Map.of("id", "file"), "cells", "CC BY", "someone");
    RunFolder run = read("\uFEFFfile,truth,class\na,all,all\nb,hem,all\nc,hem,hem\n", options);
    assertTrue(PredictionImport.classesOnly(run.record().inputs()));
    double[] scores = run.predictions().scores();
    assertEquals(1, scores[0]);
    assertEquals(1, scores[1]);
    assertEquals(0, scores[2]);
    assertTrue(run.predictions().rows().get(0).positive());
    assertTrue(Double.isNaN(run.predictions().rows().get(0).margin()));
    assertEquals("a", run.predictions().groups()[0], "each cell for itself");
  }

  @Test
  void subjectsAloneAreGroupsToo() throws IOException {
    RunFolder run =
        read("id,truth,score,subject\na,0,0.1,S\nb,1,0.9,T\n", ImportOptions.named("m"));
    assertEquals("S", run.predictions().rows().get(0).group());
  }

  @Test
  void theSameCellsHaveTheSameDigestWhateverTheOrder() throws IOException {
    String first = read("id,truth,score\na,0,0.1\nb,1,0.9\n").record().inputs().dataDigest();
    assertEquals(first, read("id,truth,score\nb,1,0.2\na,0,0.3\n").record().inputs().dataDigest());
    assertFalse(
        first.equals(read("id,truth,score\na,1,0.1\nb,0,0.9\n").record().inputs().dataDigest()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,truth,score~a,0,0.1~b,1,NaN|line 3: the score must be a number, was 'NaN'",
        "id,truth,score~a,0,1.01~b,1,1|line 2: the score is 1.01",
        "id,truth,score~a,0,-0.0001~b,1,1|line 2: the score is -0.0001",
        "id,truth,score~a,0,Infinity~b,1,1|line 2: the score must be a number, was 'Infinity'",
        "id,truth,score~a,0,0.5166f~b,1,1|line 2: the score must be a number, was '0.5166f'",
        "id,truth,score~a,0,1e~b,1,1|line 2: the score must be a number, was '1e'",
        "id,truth,score~a,0,0x1p-1~b,1,1|line 2: the score must be a number, was '0x1p-1'",
        "id,truth,score~a,0,51~b,1,1|add a sign of per cent to each",
        "id;truth;score~a;0;0,5~b;1;0.5|line 3: the score is '0.5', but line 2 has a decimal comma",
        "id,truth,score~a,0,5%~b,1,1|line 3: the score is '1', but line 2 has a sign of per cent",
        "id,truth,score~a,0,high~b,1,1|line 2: the score must be a number, was 'high'",
        "id,truth,score~a,0,~b,1,1|line 2: the score is empty",
        "id,truth,score~a,0,0.1~b,1,0.2~a,0,0.1|the id a stands in lines 2 and 4",
        "id,truth,score~a,1,0.1~b,1,0.2|the truth of every row is '1'; both classes",
        "id,truth,score~a,1,0.1~b,2,0.2~c,3,1|the truth has 3 different values (1, 2, 3)",
        "id,truth,score~a,all,0.1~b,hem,0.2|say which is the positive class with --positive",
        "id,score~a,0.1|has no column 'truth', only id,score",
        "truth,score~1,0.1|has no column 'id'",
        "id,truth~a,0|has no column 'score' or 'class'",
        "id,truth,score~a,0,0.1~b,1|line 3: 2 fields, the header has 3",
        "id,truth,score|has no row below its header",
        "id,truth,score,score~a,0,0.1,0.2|has two columns 'score'",
        "id,truth,class~a,0,0~b,1,maybe|line 3: the class 'maybe' is no value of the column truth",
        "id,truth,score,class~a,0,0.4,1~b,1,1,1|line 2: the class is '1', but a score of 0.4",
        "id,truth,score,fold~a,0,0.1,one two~b,1,1,x|line 2: the fold 'one two'",
        "id,truth,score,subject~a,0,0.1,S~b,1,1,|line 3: the subject is empty",
        "id,truth,score,subject,group~a,0,0,S,G~b,1,1,S,H|S is in the groups G and H",
      })
  void whatCannotBeUsedIsSaidWithItsPlace(String text, String message) {
    UserError e = assertThrows(UserError.class, () -> read(text.replace('~', '\n') + "\n"));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().contains("predictions.csv"), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }

  private static final String ROWS = "a,0,0.25\nb,1,0.75\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        ",id,truth,score~0,a,0,0.25~1,b,1,0.75~@numbers the rows",
        "Unnamed: 0,id,truth,score~17,a,0,0.25~4,b,1,0.75~@numbers the rows",
        "id,truth,score,~a,0,0.25,~b,1,0.75,~@column 4 without a name, which is empty",
        "id,truth,score~a,0,0.25,~b,1,0.75~@empty fields behind the last column, in one row",
        "id, truth, score~a, 0, 0.25~b, 1, 0.75~@",
        "id,truth,score~a,0,0.25~b,1,0.75~~~@2 empty lines",
        "id,truth,score~a,0,0.25~,,~b,1,0.75~@one empty line",
        "sep=;~id;truth;score~a;0;0,25~b;1;0,75~@the line 'sep=;'",
        "id;truth;score~a;0;0,25~b;1;0,75~@decimal comma",
        "id\ttruth\tscore~a\t0\t0.25~b\t1\t0.75~@",
        "\"id\" \"truth\" \"score\"~\"1\" \"a\" 0 0.25~\"2\" \"b\" 1 0.75~@has no heading",
        "# id,truth,score~a,0,0.25~b,1,0.75~@the # before the heading",
        "ID,Truth,Score~a,0.0,25%~b,1.0,75 %~@divided by 100",
        "note,id,truth,score~x,a,0,0.25~y,b,1,0.75~@the column 'note'",
      })
  void filesAreReadAsPeopleSaveThem(String text, String said) throws IOException {
    String lines = text.replace('~', '\n').replace("\\t", "\t");
    PredictionImport.Imported imported = imported(lines, ImportOptions.named("m"));
    Predictions rows = imported.run().orElseThrow().predictions();
    assertEquals(read("id,truth,score\n" + ROWS).predictions(), rows);
    String remarks = String.join(" ", imported.remarks());
    assertTrue(remarks.contains(said == null ? "" : said), remarks);
    assertEquals(said == null, imported.remarks().isEmpty(), remarks);
    Path file = folder.resolve("predictions.csv");
    Files.write(file, ("\uFEFF" + lines).getBytes(StandardCharsets.UTF_16LE));
    assertEquals(
        rows, PredictionImport.read(file, ImportOptions.named("m"), Map.of()).predictions());
  }

  @Test
  void aCellMayBePredictedOnceAFoldAndRepetition() throws IOException {
    RunFolder run =
        read("id,truth,score,fold,repetition\na,0,0.1,1,1\nb,1,0.9,1,1\na,0,0.2,1,2\nb,1,1,1,2\n");
    assertEquals(2, run.record().data().cells());
    assertEquals(4, run.predictions().rows().size());
    assertEquals(java.util.List.of("1.1", "2.1"), run.folds().folds());
    assertEquals("EE", run.folds().rows().get(0).roles());
    assertEquals(
        read("id,truth,score\na,0,0.1\nb,1,0.9\n").record().inputs().dataDigest(),
        run.record().inputs().dataDigest());
    UserError e =
        assertThrows(
            UserError.class, () -> read("id,truth,score,fold\na,0,1,1\na,1,1,2\nb,1,1,1\n"));
    assertTrue(e.getMessage().contains("has another truth"), e.getMessage());
  }

  private static String named(boolean turnTruth, boolean turnScore) {
    StringBuilder text = new StringBuilder("id,truth,score\n");
    for (int i = 0; i < 20; i++) {
      boolean all = i % 2 == 0;
      double score = (all ? 0.6 : 0.3) + i / 100.0;
      text.append(all ? "UID_2_1_" + i + "_all.bmp," : "UID_H3_1_" + i + "_hem.bmp,")
          .append(all != turnTruth ? 1 : 0)
          .append(',')
          .append(turnScore ? Math.round((1 - score) * 100) / 100.0 : score)
          .append('\n');
    }
    return text.toString();
  }

  @Test
  void columnsOfTheOtherClassAreRefusedWithTheCure() throws IOException {
    NamedCell.Reader names = org.leukokit.data.CellNames::read;
    ImportOptions options = ImportOptions.named("m").withNames(names);
    RunFolder right = read(named(false, false), options);
    assertEquals("2", right.predictions().rows().get(0).subject());
    assertEquals("H3+H10", right.predictions().rows().get(19).group());
    assertMessage(options, named(true, true), "add --positive 0 --turn score");
    assertMessage(options, named(true, false), "add --positive 0");
    assertMessage(options, named(false, true), "far below one half");
    ImportOptions zero = new ImportOptions("m", "0", Map.of(), "m", "", "").withNames(names);
    assertEquals(right.predictions(), read(named(true, false), zero).predictions());
    ImportOptions both = zero.withTurned(java.util.Set.of("score"));
    double[] turned = read(named(true, true), both).predictions().scores();
    org.junit.jupiter.api.Assertions.assertArrayEquals(right.predictions().scores(), turned, 0.006);
    read(named(false, true), options.withTurned(java.util.Set.of("none")));
  }

  private void assertMessage(ImportOptions options, String text, String message) {
    UserError e = assertThrows(UserError.class, () -> read(text, options));
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().contains("predictions.csv"), e.getMessage());
  }

  @Test
  void labelsWithoutTruthAreARunThatOnlyComparisonTakes() throws IOException {
    for (String text :
        new String[] {"1\n0\n1\n\n", "id,class\n1,1\n2,0\n3,1\n", "1 1\n2 0\n3 1\n"}) {
      UnlabelledRun run = imported(text, ImportOptions.named("m")).unlabelled().orElseThrow();
      Path place = folder.resolve(RunFolder.name(run.record().inputs()));
      run.write(place);
      assertEquals(run, UnlabelledRun.read(place));
      assertTrue(UnlabelledRun.exists(place));
      assertEquals("2", run.predictions().rows().get(1).cell());
      assertFalse(run.predictions().rows().get(1).predictedPositive());
      UserError e = assertThrows(UserError.class, () -> RunFolder.read(place));
      assertTrue(e.getMessage().contains("truth is not known"), e.getMessage());
    }
    UserError e = assertThrows(UserError.class, () -> read("1\n0\nx\n"));
    assertTrue(e.getMessage().contains("line 3: 'x' is no 0 or 1"), e.getMessage());
    assertThrows(UserError.class, () -> read("1\n0\n"));
  }

  private PredictionImport.Imported imported(String text, ImportOptions options)
      throws IOException {
    Path file = folder.resolve("predictions.csv");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    return PredictionImport.readAny(file, options, Map.of());
  }

  @Test
  void filesThatAreNoTextAreRefused() throws IOException {
    Path file = folder.resolve("predictions.csv");
    Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xff, 0});
    assertMessage(file, "is no text in UTF-8");
    Files.writeString(file, "id,truth,score\n\"a,0,0.1\n");
    assertMessage(file, "can't be read as a table");
    Files.write(file, new byte[0]);
    assertMessage(file, "is empty");
    assertMessage(folder, "it is a folder");
    assertMessage(folder.resolve("none.csv"), "can't be read");
  }

  private static void assertMessage(Path file, String message) {
    UserError e =
        assertThrows(
            UserError.class, () -> PredictionImport.read(file, ImportOptions.named("m"), Map.of()));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void namesAndColumnsMustBeUsable() {
    assertThrows(UserError.class, () -> ImportOptions.named("–"));
    assertThrows(
        UserError.class, () -> new ImportOptions("m", "", Map.of("probability", "p"), "", "", ""));
  }

  @Test
  void aHundredThousandRowsKeepTheirOrderAndNumber() throws IOException {
    int n = 100_000;
    StringBuilder text = new StringBuilder("id,truth,score\n");
    for (int i = 0; i < n; i++) {
      text.append(i).append(',').append(i % 2).append(",0.").append(i % 10).append('\n');
    }
    RunFolder run = read(text.toString());
    assertEquals(n, run.predictions().rows().size());
    assertEquals(n / 2, run.record().data().leukemic());
  }

  private RunFolder read(String text) throws IOException {
    return read(text, ImportOptions.named("m"));
  }

  private RunFolder read(String text, ImportOptions options) throws IOException {
    Path file = folder.resolve("predictions.csv");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    return PredictionImport.read(file, options, Map.of());
  }
}
