package org.leukokit.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.base.RandomStream;
import org.leukokit.metric.ConfusionMatrix;

/**
 * How the search does where the truth is known: made-up true rows, and the same with one digit
 * changed.
 *
 * @param rows rows of each kind
 * @param falseAlarms true rows that were flagged
 * @param caught rows with a changed digit that were flagged
 * @param named of those caught, how many where the changed value was among those named, with its
 *     true digits
 */
public record Trial(int rows, int falseAlarms, int caught, int named) {
  private static final List<Score> SCORES = List.of(Score.values());
  private static final int LEAST_SCORES = 3;

  /**
   * Makes up rows: 30 to 1,500 cells of each class, two thirds or more of each recognised, three to
   * six scores in the style of a paper (per cent with one or two decimals or a fraction with three
   * or four), rounded to the nearest.
   *
   * @param rows how many of each kind
   * @param seed the seed
   */
  public static Trial run(int rows, long seed) {
    int alarms = 0;
    int caught = 0;
    int named = 0;
    for (int i = 0; i < rows; i++) {
      RandomStream random = RandomStream.at(seed, "audit-trial", i);
      TestSet set = TestSet.stated(30 + random.nextInt(1471), 30 + random.nextInt(1471));
      PrintedRow row = row(set, random);
      if (RowAudit.audit(row, List.of(set), 1).verdict().isFinding()) {
        alarms++;
      }
      int wrong = random.nextInt(row.values().size());
      RowFinding found =
          RowAudit.audit(new PrintedRow("changed", changed(row, wrong, random)), List.of(set), 1);
      if (found.verdict().isFinding()) {
        caught++;
        String truth = row.values().get(wrong).text();
        Score score = row.values().get(wrong).score();
        boolean names =
            found.misprints().stream()
                .anyMatch(
                    m ->
                        m.values().size() == 1
                            && m.values().get(0).score() == score
                            && m.mustBe().contains(truth));
        named += names ? 1 : 0;
      }
    }
    return new Trial(rows, alarms, caught, named);
  }

  private static PrintedRow row(TestSet set, RandomStream random) {
    int tp = set.positives() * 2 / 3 + random.nextInt(set.positives() / 3 + 1);
    int tn = set.negatives() * 2 / 3 + random.nextInt(set.negatives() / 3 + 1);
    ConfusionMatrix m = new ConfusionMatrix(tp, set.positives() - tp, set.negatives() - tn, tn);
    boolean percent = random.nextBoolean();
    int decimals = (percent ? 1 : 3) + random.nextInt(2);
    int[] order = new int[SCORES.size()];
    for (int s = 0; s < order.length; s++) {
      order[s] = s;
    }
    random.shuffle(order);
    int many = LEAST_SCORES + random.nextInt(4);
    List<PrintedValue> values = new ArrayList<>();
    String shape = "0." + "0".repeat(decimals);
    for (int s = 0; s < many; s++) {
      PrintedValue blank = new PrintedValue(SCORES.get(order[s]), shape, percent);
      values.add(new PrintedValue(blank.score(), blank.expected(m), percent));
    }
    return new PrintedRow("true", values);
  }

  /** One digit, any but a leading one of a fraction, becomes another. */
  private static List<PrintedValue> changed(PrintedRow row, int wrong, RandomStream random) {
    List<PrintedValue> values = new ArrayList<>(row.values());
    PrintedValue value = values.get(wrong);
    StringBuilder text = new StringBuilder(value.text());
    int place;
    do {
      place = random.nextInt(text.length());
    } while (!Character.isDigit(text.charAt(place)));
    int digit = (text.charAt(place) - '0' + 1 + random.nextInt(9)) % 10;
    text.setCharAt(place, (char) ('0' + digit));
    values.set(wrong, new PrintedValue(value.score(), text.toString(), value.percent()));
    return values;
  }

  /** The rates in a sentence. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "Measured while this page was made, on %,d made-up true rows (30 to 1,500 cells a class,"
            + " three to six scores, per cent with one or two decimals or fractions with three or"
            + " four): %,d flagged. With one digit of one value changed to another: %,d flagged"
            + " (%.1f %%); of those, for %,d (%.1f %%) the changed value is named with its true"
            + " digits among what may have to change.",
        rows,
        falseAlarms,
        caught,
        100.0 * caught / rows,
        named,
        caught == 0 ? 0 : 100.0 * named / caught);
  }
}
