package org.leukokit.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the forms in which people print a score: with footnote marks, a decimal comma, a spread
 * behind ±, an interval in brackets, bold, a sign of percent, any blank.
 *
 * <p>What is not clearly one printed value is not read: to guess it would be to check another
 * number than the one that is printed.
 */
final class CellReader {
  private static final int MOST_DECIMALS = 8;
  private static final int LONGEST = 200;

  private static final Pattern NOTHING =
      Pattern.compile(
          "(?i)|[-–—―−‐‑‒.…/]+|n\\.? ?/?a\\.?n?\\.?|n\\.? ?/?r\\.?|none|null|nil|not (available"
              + "|reported|applicable|given|stated)|missing|unknown|\\?+");

  private static final Pattern MARKUP =
      Pattern.compile(
          "(?i)</?(b|strong|i|em|u|span|mark)( [^<>]*)?>|\\*\\*|__"
              + "|\\\\(textbf|textit|mathbf|mathrm|underline|emph|bm|bfseries|bf|it|text)\\b|[{}$]");

  private static final Pattern RAISED =
      Pattern.compile(
          "(?i)<sup>.*?</sup>|\\\\textsuperscript\\b *\\S*|\\^ ?\\{[^{}]*\\}|\\^ ?\\\\?[^\\s%]+"
              + "|[\\u00B9\\u00B2\\u00B3\\u2070-\\u207F\\u02B0-\\u02B8\\u1D2C-\\u1D6A\\u00AA\\u00BA]+");

  private static final String MARK_SIGNS = "*†‡§¶‖#⋆★☆∗⁎•◊↑↓▲▼'’`\"ᵃᵇᶜ";
  private static final Pattern MARKS = Pattern.compile("[" + Pattern.quote(MARK_SIGNS) + "]+");
  private static final Pattern LETTER = Pattern.compile("(?<=\\d) ?[a-e](?= ?%?$)");
  private static final Pattern DAGGER =
      Pattern.compile("\\\\(dagger|ddagger|ast|star|S|P|uparrow|downarrow|checkmark)\\b");

  private static final Pattern SPREAD =
      Pattern.compile("^(.*?[\\d%]) ?(?:±|\\+ ?/ ?[-−–]|\\+[-−–]) ?(.*\\d.*)$");

  private static final Pattern ALL_IN_BRACKETS =
      Pattern.compile("^[(\\[]([^()\\[\\]]*±[^()\\[\\]]*)[)\\]]( ?%)?$");

  private static final Pattern BRACKETS = Pattern.compile("^(.*?[\\d%]) ?([(\\[].*[)\\]])( ?%)?$");

  private static final Pattern PERCENT =
      Pattern.compile("(?i)^(.*\\d) ?(?:\\\\?%|per ?cent|pct\\.?)$");

  private static final Pattern APPROXIMATE =
      Pattern.compile("(?i)^(~|≈|∼|≃|≅|ca?\\.|circa |about |approx).*");

  private static final Pattern BOUND =
      Pattern.compile("(?i)^([<>≤≥]|up to |at (least|most) |over |under ).*");

  private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+([.]\\d*)?|[.]\\d+)");

  private final String original;
  private final List<String> left = new ArrayList<>();

  private CellReader(String original) {
    this.original = original;
  }

  /** What a cell says. */
  static Cell read(String text) {
    return new CellReader(text == null ? "" : text.strip()).cell();
  }

  private Cell cell() {
    if (original.length() > LONGEST) {
      return unread("too long for a value");
    }
    String text = blanks(original);
    if (NOTHING.matcher(text).matches()) {
      return new Cell.Nothing(original);
    }
    text = signs(text);
    text = take(RAISED, text, "a raised mark");
    text = blanks(Normalizer.normalize(text, Normalizer.Form.NFKC));
    text = take(DAGGER, text, "a mark");
    text = take(MARKUP, text, "bold or other type").replace("\\", "").strip();
    if (text.startsWith("=")) {
      return unread("a formula");
    }
    if (APPROXIMATE.matcher(text).matches()) {
      return unread("approximate, so its digits are not exact ones");
    }
    if (BOUND.matcher(text).matches()) {
      return unread("a bound, not a value");
    }
    text = take(MARKS, text, "a mark");
    if (APPROXIMATE.matcher(text).matches()) {
      return unread("approximate, so its digits are not exact ones");
    }
    text = ALL_IN_BRACKETS.matcher(text).replaceAll("$1$2");
    text = before(SPREAD, text, "what stands behind ±");
    text = before(BRACKETS, text, "what stands in brackets");
    text = before(SPREAD, text, "what stands behind ±");
    text = take(LETTER, text, "a letter as a mark");
    Matcher sign = PERCENT.matcher(text);
    boolean percent = sign.matches();
    return number(percent ? sign.group(1).strip() : text, percent);
  }

  /** Signs that are written as commands. */
  private static String signs(String text) {
    return text.replaceAll("\\\\pm\\b|&plusmn;", "±")
        .replaceAll("\\\\(sim|approx|simeq)\\b", "≈")
        .replaceAll("\\\\leq?\\b|&lt;|&le;", "≤")
        .replaceAll("\\\\geq?\\b|&gt;|&ge;", "≥");
  }

  private Cell number(String text, boolean percent) {
    String plain = text.replaceAll("^[−–‐‑‒]", "-").replaceAll("(?<=\\d)[·∙⋅](?=\\d)", ".");
    long commas = plain.chars().filter(c -> c == ',').count();
    if (commas == 1 && plain.indexOf('.') < 0) {
      plain = plain.replace(',', '.');
      left.add("read with a decimal comma");
    }
    if (!NUMBER.matcher(plain).matches()) {
      return unread(reason(plain));
    }
    String digits = plain.startsWith("+") ? plain.substring(1) : plain;
    digits = digits.replaceFirst("^(-?)[.]", "$10.");
    int point = digits.indexOf('.');
    if (point >= 0 && digits.length() - point - 1 > MOST_DECIMALS) {
      digits =
          new BigDecimal(digits).setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
      left.add("read to eight decimals");
    }
    return PrintedValue.isNumber(digits)
        ? new Cell.Number(original, digits, percent, left)
        : unread("no score has so many digits");
  }

  private static String reason(String text) {
    if (text.matches("[-+]?[\\d.,]+ ?[eE] ?[-+]?\\d+")) {
      return "in powers of ten; print it in plain digits";
    }
    if (text.matches(".*\\d ?[-–—−~] ?[.\\d].*|.*\\d to \\d.*")) {
      return "a range, not a value";
    }
    if (text.matches("[\\d.,]+ ?/ ?[\\d.,]+|\\d+ ?⁄ ?\\d+")) {
      return "a quotient of two numbers; print it as a fraction or per cent";
    }
    if (text.matches("[-+]?[\\d.,' ]+")) {
      return "its points and commas can be read in more than one way";
    }
    return text.matches(".*\\d.*") ? "not one number" : "no number";
  }

  /** Takes what matches out of the text, and remembers that there was some. */
  private String take(Pattern what, String text, String words) {
    String rest = what.matcher(text).replaceAll(" ").replaceAll(" +", " ").strip();
    // Quotation marks and the like alone change nothing that a reader should know.
    if (!rest.equals(text)) {
      remember(words);
    }
    return rest;
  }

  private String before(Pattern what, String text, String words) {
    Matcher m = what.matcher(text);
    if (!m.matches()) {
      return text;
    }
    remember(words);
    boolean percent = text.endsWith("%") && !m.group(1).endsWith("%");
    return m.group(1).strip() + (percent ? "%" : "");
  }

  private void remember(String words) {
    if (!left.contains(words + " left out")) {
      left.add(words + " left out");
    }
  }

  /** Every kind of blank is one; those of no width are none. */
  private static String blanks(String text) {
    return text.replaceAll("[\\u200B-\\u200F\\u2060\\uFEFF\\u00AD]", "")
        .replaceAll("(?i)&nbsp;|&thinsp;|\\\\[,;!]|[\\p{Z}\\s]", " ")
        .replaceAll(" +", " ")
        .strip();
  }

  private Cell unread(String why) {
    return new Cell.Unread(original, why);
  }

  /** A cell's text as it can be printed on one line. */
  static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
    int most = 40;
    return String.format(
        Locale.ROOT, "\"%s\"", plain.length() > most ? plain.substring(0, most) + "…" : plain);
  }
}
