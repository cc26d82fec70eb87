package org.leukokit.audit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.leukokit.metric.ConfusionMatrix;

/**
 * A score as it is printed; its decimals define its rounding.
 *
 * @param score which score it is
 * @param text the digits as printed, without a sign of percent
 * @param percent whether they are per cent
 */
public record PrintedValue(Score score, String text, boolean percent) {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,4}(\\.\\d{0,8})?");

  /** Far above the error of a quotient of doubles of at most 1, far below any printed place. */
  private static final double SLACK = 1e-13;

  /**
   * @throws IllegalArgumentException if the text is no number in plain digits
   */
  public PrintedValue {
    Objects.requireNonNull(score, "score");
    if (!isNumber(text)) {
      throw new IllegalArgumentException("'" + text + "' is not a number in plain digits");
    }
  }

  /** Whether a text is a number that can be audited: plain digits, at most eight decimals. */
  public static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** The value of a text, or nothing where it is empty or no number. */
  public static Optional<PrintedValue> of(Score score, String text, boolean percent) {
    String plain = text == null ? "" : text.strip();
    return isNumber(plain)
        ? Optional.of(new PrintedValue(score, plain, percent))
        : Optional.empty();
  }

  /** Decimals as printed. */
  public int decimals() {
    int point = text.indexOf('.');
    return point < 0 ? 0 : text.length() - point - 1;
  }

  /** Decimals of the fraction: two more than printed where the value is per cent. */
  int places() {
    return decimals() + (percent ? 2 : 0);
  }

  /** The printed digits as a whole number of units of the last place. */
  long unit() {
    return new BigDecimal(text).movePointRight(decimals()).longValueExact();
  }

  /** A number of units of the last place as this value is printed. */
  String print(long units) {
    return BigDecimal.valueOf(units, decimals()).toPlainString();
  }

  /** The numbers that differ from this one in one digit. */
  List<PrintedValue> slips() {
    List<PrintedValue> all = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        if (Character.isDigit(text.charAt(i)) && digit != text.charAt(i)) {
          all.add(
              new PrintedValue(
                  score, text.substring(0, i) + digit + text.substring(i + 1), percent));
        }
      }
    }
    return all;
  }

  /** As it is printed, with its sign of percent. */
  public String shown() {
    return text + (percent ? " %" : "");
  }

  /** The digits that would be printed for a matrix, to the nearest, halves up. */
  public String expected(ConfusionMatrix m) {
    return print(score.of(m).rounded(places()));
  }

  /** Whether a matrix gives this value in that way. */
  public boolean fits(ConfusionMatrix m, Way way) {
    return new Bounds(this, way).contains(m);
  }

  /**
   * The value's ends in halves of the last place, ready to be compared fast.
   *
   * <p>Doubles decide where they are clearly right; near an end the exact quotient does.
   */
  static final class Bounds {
    private final PrintedValue value;
    private final Way way;
    private final int places;
    private final long lowHalves;
    private final long highHalves;
    private final boolean highIncluded;
    private final double low;
    private final double high;
    private final double window;

    Bounds(PrintedValue value, Way way) {
      this.value = value;
      this.way = way;
      places = value.places();
      long unit = value.unit();
      boolean cut = way == Way.TRUNCATED;
      lowHalves = cut ? 2 * unit : 2 * unit - 1;
      highHalves = cut ? 2 * unit + 2 : 2 * unit + 1;
      highIncluded = !cut;
      double half = 0.5 / TestSet.power(places);
      low = lowHalves * half;
      high = highHalves * half;
      // Rounded parts are off by half a unit each; F1 may double that for each of its two.
      window = way == Way.FROM_ROUNDED && value.score.isComposite(places) ? 8 * half : 0;
    }

    /** Whether the value is at or above the lower end, widened for rounded parts. */
    boolean atLeastLow(ConfusionMatrix m) {
      Ratio exact = value.score.of(m);
      double x = exact.approximate();
      double end = low - window;
      if (value.score == Score.KAPPA && window > 0) {
        return true;
      }
      return x >= end + SLACK
          || x > end - SLACK && (window > 0 || exact.compareToHalves(lowHalves, places) >= 0);
    }

    /** Whether the value is at or below the upper end, widened for rounded parts. */
    boolean atMostHigh(ConfusionMatrix m) {
      Ratio exact = value.score.of(m);
      double x = exact.approximate();
      double end = high + window;
      if (value.score == Score.KAPPA && window > 0) {
        return true;
      }
      return x <= end - SLACK || x < end + SLACK && (window > 0 || belowHigh(exact));
    }

    private boolean belowHigh(Ratio exact) {
      int order = exact.compareToHalves(highHalves, places);
      return highIncluded ? order <= 0 : order < 0;
    }

    /** Whether the ends above are the whole truth, so that a run between them needs no checks. */
    boolean isInterval() {
      return window == 0;
    }

    /** Whether the matrix gives the value. */
    boolean contains(ConfusionMatrix m) {
      return within(value.score.of(m))
          || way == Way.FROM_ROUNDED
              && value.score.isComposite(places)
              && within(value.score.fromRounded(m, places));
    }

    private boolean within(Ratio exact) {
      double x = exact.approximate();
      boolean above =
          x >= low + SLACK || x > low - SLACK && exact.compareToHalves(lowHalves, places) >= 0;
      return above && (x <= high - SLACK || x < high + SLACK && belowHigh(exact));
    }
  }
}
