package org.leukokit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;

class HistoryTest {
  private static final Path FILE = Path.of("history.csv");
  private static final History HISTORY =
      new History(
          List.of(
              new History.Step(1, 1, 0.1 + 0.2, 0.5, 1e-4),
              new History.Step(1, 2, 1 / 3.0, 1, 1e-4),
              new History.Step(2, 3, 0.25, 0.8, 5e-5)),
          List.of(
              new History.Epoch(1, 2, 0.3, 0.75, Double.NaN, Double.NaN, 1e-4, 2.5, 4, 0.01),
              new History.Epoch(2, 3, 0.2, 0.8, 0.4, 0.6, 5e-5, 2, 5, 0)));

  @Test
  void readsWhatItWrote() {
    String csv = HISTORY.toCsv();
    assertEquals(HISTORY, History.parse(FILE, csv));
    List<String> rows = csv.lines().map(l -> l.substring(0, l.indexOf(','))).toList();
    assertEquals(List.of("row", "step", "step", "epoch", "step", "epoch"), rows);
    assertEquals(
        new History(List.of(), List.of()), History.parse(FILE, csv.lines().findFirst().get()));
  }

  @Test
  void refusesWhatIsNoHistory() {
    UserError columns = assertThrows(UserError.class, () -> History.parse(FILE, "a,b\n1,2\n"));
    assertTrue(columns.getMessage().contains("history.csv: the columns must be row,"));
    assertTrue(columns.getMessage().endsWith("but are a,b"), columns.getMessage());
    String bad = HISTORY.toCsv().replace("epoch,2,", "epoch,two,");
    UserError row = assertThrows(UserError.class, () -> History.parse(FILE, bad));
    assertTrue(row.getMessage().contains("line 6"), row.getMessage());
    String shortRow = HISTORY.toCsv() + "step,1\n";
    assertThrows(UserError.class, () -> History.parse(FILE, shortRow));
  }
}
