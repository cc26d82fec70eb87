package org.leukokit.base;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The numbers of one column of a {@link UserTable}, which are written alike: with a decimal point
 * or a decimal comma, all of them per cent or none.
 */
public final class UserNumbers {
  private final String what;
  private long point;
  private long comma;
  private long percent;
  private long plain;

  /**
   * Begins a column.
   *
   * @param what the name of its numbers, for messages
   */
  public UserNumbers(String what) {
    this.what = what;
  }

  /**
   * The number of a row. One with a sign of per cent is divided by a hundred.
   *
   * @throws UserError if it is no number, or written in another way than those before it
   */
  public double read(UserTable.Row row, String text) {
    String number = text;
    boolean isPercent = number.endsWith("%");
    if (isPercent) {
      number = number.substring(0, number.length() - 1).strip();
    }
    boolean hasComma = number.indexOf(',') >= 0;
    boolean hasPoint = number.indexOf('.') >= 0;
    OptionalDouble value =
        hasComma && hasPoint ? OptionalDouble.empty() : Decimal.of(number.replace(',', '.'));
    if (value.isEmpty()) {
      throw row.wrong("the " + what + " must be a number, was '" + text + "'");
    }
    long line = row.line();
    comma = hasComma && comma == 0 ? line : comma;
    point = hasPoint && point == 0 ? line : point;
    percent = isPercent && percent == 0 ? line : percent;
    plain = !isPercent && plain == 0 ? line : plain;
    if (comma > 0 && point > 0) {
      throw row.wrong(
          mixed(text, "a decimal comma", comma, "a decimal point", point, "all in one way"));
    } else if (percent > 0 && plain > 0) {
      throw row.wrong(
          mixed(text, "a sign of per cent", percent, "none", plain, "all with it or none"));
    }
    return isPercent ? value.getAsDouble() / 100 : value.getAsDouble();
  }

  private String mixed(String text, String a, long lineA, String b, long lineB, String cure) {
    return "the "
        + what
        + " is '"
        + text
        + "', but line "
        + lineA
        + " has "
        + a
        + " and line "
        + lineB
        + " "
        + b
        + "; write them "
        + cure;
  }

  /** How the numbers were read where that is not with a decimal point, a sentence each. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (comma > 0) {
      notes.add("the comma in " + what + " is a decimal comma");
    }
    if (percent > 0) {
      notes.add(what + " is per cent and was divided by 100");
    }
    return notes;
  }
}
