package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  @TempDir private Path folder;

  @Test
  void withoutOptionsThePageHoldsEveryFinding() throws IOException {
    assertEquals(0, Main.run("audit", "--out", folder.toString()));
    String page = Files.readString(folder.resolve("audit/index.html"));
    for (String finding :
        new String[] {
          "Not one of the 3 rows can come from the stated test set of 727 malignant + 339 healthy",
          "specificity were 89.68, not 86.68",
          "2 × 87.64 × 94.10 / (87.64 + 94.10)",
          "1,152 ALL + 505 Hem or 1,153 ALL + 504 Hem",
          "450 px InceptionResNet-V2: none",
          "77.47 % is below Xception",
          "several: 3: 1079+496, 1080+495, 1081+494",
          "exactly one: 1353+1349",
          "exactly one: 1410+1405",
          "1,000 made-up true rows",
        }) {
      assertTrue(page.contains(finding), finding);
    }
    assertTrue(Files.exists(folder.resolve("audit/tables/oliveira2021-table-2-arithmetic.csv")));
  }

  @Test
  void aTableOfOnesOwnIsAudited() throws IOException {
    Path table = folder.resolve("my table.csv");
    Files.writeString(table, "model,acc %,f1 %\n<b>net</b>,92.48,92.60\n" + "other,92.48,99.99\n");
    assertEquals(
        0,
        Main.run(
            "audit",
            table.toString(),
            "--positives",
            "339",
            "--negatives",
            "339",
            "--out",
            folder.toString()));
    String page = Files.readString(folder.resolve("audit-my-table/index.html"));
    assertTrue(page.contains("&lt;b&gt;net"), "markup of a table stays text");
    assertTrue(page.contains("other: none"), page);
  }

  @Test
  void whatWasNotReadIsNamedAndWhereNothingWasTheCodeIsOne() throws IOException {
    Path table = folder.resolve("half.csv");
    Files.writeString(table, "m,accuracy,MCC,precision (macro)\nA,~76.52,0.5,74.7*\nB,76.25,,\n");
    assertEquals(0, audit(table));
    String page = Files.readString(folder.resolve("audit-half/index.html"));
    for (String part :
        new String[] {
          "Of 2 printed rows, 1 can come",
          "Of 1 nothing is said",
          "&quot;~76.52&quot; (approximate",
          "&quot;MCC&quot; (not a score that the audit knows)",
          "A mark left out: A, precision (macro) &quot;74.7*&quot;",
        }) {
      assertTrue(page.contains(part) || page.contains(part.replace("&quot;", "\"")), part);
    }
    Path nothing = folder.resolve("nothing.csv");
    Files.writeString(nothing, "m,accuracy\nA,~76.52\nB,n/a\n");
    assertEquals(1, audit(nothing));
    assertFalse(Files.exists(folder.resolve("audit-nothing")), "no page of nothing");
  }

  private int audit(Path table) {
    String out = folder.toString();
    return Main.run(
        "audit", table.toString(), "--positives", "100", "--negatives", "60", "--out", out);
  }

  @Test
  void wrongInputIsToldAndWritesNothing() {
    String out = folder.toString();
    assertEquals(1, Main.run("audit", "none.csv", "--positives", "3", "--out", out));
    assertEquals(
        1, Main.run("audit", "none.csv", "--positives", "3", "--negatives", "3", "--out", out));
    assertEquals(
        1, Main.run("audit", "none.csv", "--positives", "0", "--negatives", "3", "--out", out));
    assertEquals(1, Main.run("audit", "--positives", "3", "--out", out));
    assertFalse(Files.exists(folder.resolve("audit")));
  }
}
