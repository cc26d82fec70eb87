package org.leukokit.exhibit;

import java.util.Locale;
import java.util.Objects;
import org.leukokit.stats.Interval;

/** What stands in one cell of a table. A number always carries where it is from. */
public sealed interface Entry {
  /** The text that a reader sees. */
  String text();

  /**
   * Words, such as a method's name.
   *
   * @param text the words
   */
  record Words(String text) implements Entry {
    /** The words are there. */
    public Words {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * A number as the paper printed it; its decimals define its rounding.
   *
   * @param text the digits as printed, without a unit
   */
  record Published(String text) implements Entry {
    /** The digits are there. */
    public Published {
      Objects.requireNonNull(text, "text");
    }

    /** What the paper printed, or why nothing stands here where the text is empty. */
    public static Entry or(String text, String whyMissing) {
      return text.isEmpty() ? new Missing(whyMissing) : new Published(text);
    }
  }

  /**
   * No number, and why.
   *
   * @param text the reason, such as {@code not available}
   */
  record Missing(String text) implements Entry {
    /** The reason is there. */
    public Missing {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * A count.
   *
   * @param value the count
   */
  record Count(long value) implements Entry {
    @Override
    public String text() {
      return Long.toString(value);
    }
  }

  /**
   * A number that a run of ours gave.
   *
   * @param value the value, already in the unit that is shown; NaN where it is undefined
   * @param low the lower end of its interval, NaN where there is none
   * @param high the upper end of its interval, NaN where there is none
   * @param decimals how many decimals are shown
   */
  record Measured(double value, double low, double high, int decimals) implements Entry {
    /** A value with its interval, in the unit of both. */
    public static Measured of(double value, Interval interval, int decimals) {
      return new Measured(value, interval.low(), interval.high(), decimals);
    }

    /** A share with its interval, shown in percent. */
    public static Measured percent(double share, Interval interval, int decimals) {
      return new Measured(100 * share, 100 * interval.low(), 100 * interval.high(), decimals);
    }

    @Override
    public String text() {
      if (Double.isNaN(value)) {
        return "undefined";
      }
      String shown = format(value);
      return hasInterval() ? shown + " [" + format(low) + ", " + format(high) + "]" : shown;
    }

    /** Whether both ends of an interval are known. */
    public boolean hasInterval() {
      return !Double.isNaN(low) && !Double.isNaN(high);
    }

    private String format(double number) {
      return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }
  }
}
