package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leukokit.data.Cell;
import org.leukokit.data.Manifest;

/** {@code leukokit leakage} and {@code leukokit size} as a user types them. */
class ExperimentCommandsTest {
  @TempDir Path temp;

  private String errors;

  private int run(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
      return Main.run(args);
    } finally {
      System.setOut(out);
      System.setErr(err);
      errors = told.toString(StandardCharsets.UTF_8);
    }
  }

  private String out() {
    return temp.resolve("reports").toString();
  }

  @Test
  void theFileListNeedsNeitherDataNorNetwork() throws IOException {
    assertEquals(0, run("leakage", "--phantom-seeds", "0", "--out", out()), errors);
    Path report = temp.resolve("reports/leakage/report.md");
    String text = Files.readString(report);
    assertTrue(
        text.contains("106 pairs are equal in every byte, 104 of them in the training"), text);
    assertFalse(text.contains("SYNTHETIC"));
    assertFalse(Files.exists(temp.resolve("reports/leakage-phantom")));
    assertEquals(0, run("leakage", "--phantom-seeds", "0", "--out", out()), errors);
    assertEquals(text, Files.readString(report), "equal commands give equal bytes");
  }

  @Test
  void wrongOptionsAreToldInOneLine() throws IOException {
    assertEquals(1, run("leakage", "--phantom-seeds", "-1", "--out", out()));
    assertTrue(errors.contains("--phantom-seeds must be 0 to 1000"), errors);
    assertEquals(1, run("leakage", "--images", "x", "--out", out()));
    assertTrue(errors.contains("--images goes with --data"), errors);
    assertEquals(1, run("leakage", "--data", "phantom", "--out", out()));
    assertTrue(errors.contains("phantom"), errors);
    assertEquals(1, run("size", "--boxes", temp.resolve("none.csv").toString(), "--out", out()));
    assertTrue(errors.contains("none.csv can't be read"), errors);
    Path boxes = Files.writeString(temp.resolve("boxes.csv"), "file,x,y,w,h\nother.bmp,1,2,3,4\n");
    assertEquals(1, run("size", "--boxes", boxes.toString(), "--out", out()));
    assertTrue(errors.contains("no box of any cell of cnmc2019"), errors);
    assertEquals(1, run("size", "--boxes", boxes.toString(), "--images", "x", "--out", out()));
    assertTrue(errors.contains("exclude each other"), errors);
  }

  /** A table that lacks cells is refused; with --partial it is used and the report says so. */
  @Test
  void aTableThatLacksCellsNeedsPartial() throws IOException {
    StringBuilder text = new StringBuilder("file\tx\ty\tw\th\n");
    int n = 0;
    for (Manifest.ManifestCell m : Manifest.named("cnmc2019").cells()) {
      Cell cell = m.cell();
      if (cell.part().startsWith("fold_") && cell.sha256().startsWith("b")) {
        int size = 200 + cell.sha256().charAt(5) % 50;
        text.append(cell.id()).append("\t1\t1\t").append(size).append('\t').append(size);
        text.append('\n');
        n++;
      }
    }
    Path boxes = Files.writeString(temp.resolve("boxes.tsv"), text);
    assertEquals(1, run("size", "--boxes", boxes.toString(), "--out", out()));
    assertTrue(errors.contains("have no box in boxes.tsv"), errors);
    assertEquals(0, run("size", "--boxes", boxes.toString(), "--partial", "--out", out()), errors);
    String report = Files.readString(temp.resolve("reports/size/report.md"));
    assertTrue(report.contains("Partial: " + (10_661 - n) + " of the 10661 cells"), report);
  }
}
