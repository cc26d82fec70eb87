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
 * @param anyDigit rows of which any digit was changed
 * @param lastDigit rows of which the last digit of a value was changed, the hardest to see
 */
public record Trial(int rows, int falseAlarms, Caught anyDigit, Caught lastDigit) {
  /**
   * Rows with a wrong value.
   *
   * @param flagged how many were flagged
   * @param named of those, how many where the wrong value was named with its true digits among what
   *     may have to change
   */
  public record Caught(int flagged, int named) {}

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
    int[] flagged = new int[2];
    int[] named = new int[2];
    for (int i = 0; i < rows; i++) {
      RandomStream random = RandomStream.at(seed, "audit-trial", i);
      TestSet set = TestSet.stated(30 + random.nextInt(1471), 30 + random.nextInt(1471));
      PrintedRow row = row(set, random);
      alarms += RowAudit.audit(row, List.of(set), 1).verdict().isFinding() ? 1 : 0;
      for (int kind = 0; kind < 2; kind++) {
        int wrong = random.nextInt(row.values().size());
        PrintedRow changed = new PrintedRow("changed", changed(row, wrong, kind == 1, random));
        RowFinding found = RowAudit.audit(changed, List.of(set), 1);
        flagged[kind] += found.verdict().isFinding() ? 1 : 0;
        named[kind] += names(found, row.values().get(wrong)) ? 1 : 0;
      }
    }
    return new Trial(
        rows, alarms, new Caught(flagged[0], named[0]), new Caught(flagged[1], named[1]));
  }

  private static boolean names(RowFinding found, PrintedValue truth) {
    return found.misprints().stream()
        .anyMatch(
            m ->
                m.values().size() == 1
                    && m.values().get(0).score() == truth.score()
                    && m.mustBe().contains(truth.text()));
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

  /** One digit becomes another: any of a number of per cent, any decimal of a fraction. */
  private static List<PrintedValue> changed(
      PrintedRow row, int wrong, boolean last, RandomStream random) {
    List<PrintedValue> values = new ArrayList<>(row.values());
    PrintedValue value = values.get(wrong);
    StringBuilder text = new StringBuilder(value.text());
    int place;
    do {
      place = last ? text.length() - 1 : random.nextInt(text.length());
    } while (!Character.isDigit(text.charAt(place)) || place == 0 && !value.percent());
    int digit = (text.charAt(place) - '0' + 1 + random.nextInt(9)) % 10;
    text.setCharAt(place, (char) ('0' + digit));
    values.set(wrong, new PrintedValue(value.score(), text.toString(), value.percent()));
    return values;
  }

  /** The rates in sentences. */
  public String sentence() {
    return String.format(
            Locale.ROOT,
            "Measured on %,d made-up true rows (30 to 1,500 cells a class, three to six scores, per"
                + " cent with one or two decimals or fractions with three or four; seeded, repeated"
                + " by a test of the kit): %,d flagged.",
            rows,
            falseAlarms)
        + rate(" With one digit of one value changed", anyDigit)
        + rate(" With the last digit of one value changed", lastDigit);
  }

  private String rate(String what, Caught caught) {
    return String.format(
        Locale.ROOT,
        "%s: %,d flagged (%.1f %%), and for %,d the changed value is named with its true digits"
            + " among what may have to change.",
        what,
        caught.flagged(),
        100.0 * caught.flagged() / rows,
        caught.named());
  }
}
