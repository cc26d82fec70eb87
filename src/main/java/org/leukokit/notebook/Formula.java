package org.leukokit.notebook;

/**
 * Formulas as MathML, which browsers set themselves: an exported page needs no script and no
 * network for them. The same as a line of text for JShell.
 */
public enum Formula {
  /** The share of right cells. */
  ACCURACY(
      "accuracy = (TP + TN) / (TP + FN + FP + TN)",
      name("accuracy") + eq() + over(sum("TP", "TN"), sum("TP", "FN", "FP", "TN"))),
  /** Right among the leukemic ones. */
  SENSITIVITY(
      "sensitivity = TP / (TP + FN)",
      name("sensitivity") + eq() + over(name("TP"), sum("TP", "FN"))),
  /** Right among the healthy ones. */
  SPECIFICITY(
      "specificity = TN / (TN + FP)",
      name("specificity") + eq() + over(name("TN"), sum("TN", "FP"))),
  /** Right among those called leukemic. */
  PRECISION(
      "precision = TP / (TP + FP)", name("precision") + eq() + over(name("TP"), sum("TP", "FP"))),
  /** The harmonic mean of precision and sensitivity. */
  F1(
      "F1 = 2 TP / (2 TP + FP + FN)",
      "<msub><mi>F</mi><mn>1</mn></msub>"
          + eq()
          + over(
              "<mn>2</mn>" + name("TP"),
              "<mn>2</mn>" + name("TP") + plus() + name("FP") + plus() + name("FN"))),
  /** A printed score and its rounding. */
  ROUNDING(
      "|printed - k / n| <= half a unit of the last printed digit",
      "<mo>|</mo>"
          + name("printed")
          + "<mo>−</mo>"
          + over("<mi>k</mi>", "<mi>n</mi>")
          + "<mo>|</mo><mo>≤</mo>"
          + over("<mn>1</mn>", "<mn>2</mn>")
          + "<mo>·</mo><msup><mn>10</mn><mrow><mo>−</mo><mi>d</mi></mrow></msup>"),
  /** Nearest centroid: the score of a row. */
  CENTROIDS(
      "score(x) = d(x, healthy) / (d(x, healthy) + d(x, leukemic))",
      name("score")
          + "<mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo>"
          + eq()
          + over(distance("healthy"), distance("healthy") + plus() + distance("leukemic")));

  private final String text;
  private final String mathml;

  Formula(String text, String body) {
    this.text = text;
    this.mathml =
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\"><mrow>"
            + body
            + "</mrow></math>";
  }

  /** One line of text. */
  public String text() {
    return text;
  }

  /** A {@code math} element. */
  public String mathml() {
    return mathml;
  }

  private static String name(String word) {
    return "<mi mathvariant=\"normal\">" + word + "</mi>";
  }

  private static String eq() {
    return "<mo>=</mo>";
  }

  private static String plus() {
    return "<mo>+</mo>";
  }

  private static String sum(String... names) {
    StringBuilder all = new StringBuilder();
    for (String n : names) {
      all.append(all.isEmpty() ? "" : plus()).append(name(n));
    }
    return all.toString();
  }

  private static String over(String above, String below) {
    return "<mfrac><mrow>" + above + "</mrow><mrow>" + below + "</mrow></mfrac>";
  }

  private static String distance(String of) {
    return "<mi>d</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo>,</mo>"
        + name(of)
        + "<mo stretchy=\"false\">)</mo>";
  }
}
