package org.leukokit.base;

/** Fields of comma-separated files as RFC 4180 writes them. */
public final class Csv {
  private Csv() {}

  /** The field, quoted where it holds a comma, a quote or a line break. */
  public static String field(String value) {
    boolean plain = true;
    for (int i = 0; i < value.length() && plain; i++) {
      char c = value.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
