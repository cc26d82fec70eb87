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
          + over(distance("healthy"), distance("healthy") + plus() + distance("leukemic"))),
  /** What oliveira2021 makes small: cross-entropy, and weights of fully connected layers. */
  PENALISED_LOSS(
      "loss = - 1/N sum log p(true class) + lambda (sum |w| + sum w^2)",
      name("loss")
          + eq()
          + "<mo>−</mo>"
          + over("<mn>1</mn>", "<mi>N</mi>")
          + "<mo>∑</mo>"
          + name("log")
          + "<mspace width=\"0.2em\"/><msub><mi>p</mi>"
          + name("true class")
          + "</msub>"
          + plus()
          + "<mi>λ</mi><mo>(</mo><mo>∑</mo><mo>|</mo><mi>w</mi><mo>|</mo>"
          + plus()
          + "<mo>∑</mo><msup><mi>w</mi><mn>2</mn></msup><mo>)</mo>"),
  /** Exponential decay of the learning rate. */
  DECAY(
      "rate(e) = first * (last / first)^(e / E)",
      name("rate")
          + "<mo stretchy=\"false\">(</mo><mi>e</mi><mo stretchy=\"false\">)</mo>"
          + eq()
          + name("first")
          + "<mo>·</mo><msup><mrow><mo>(</mo>"
          + over(name("last"), name("first"))
          + "<mo>)</mo></mrow><mrow><mi>e</mi><mo>/</mo><mi>E</mi></mrow></msup>"),
  /** The cyclic policy triangular2 of mondal2021. */
  TRIANGULAR2(
      "rate = min + (max - min) * max(0, 1 - x) / 2^(cycle - 1), x = |step / S - 2 cycle + 1|",
      name("rate")
          + eq()
          + name("min")
          + plus()
          + "<mo>(</mo>"
          + name("max")
          + "<mo>−</mo>"
          + name("min")
          + "<mo>)</mo><mo>·</mo>"
          + over(
              name("max")
                  + "<mo>(</mo><mn>0</mn><mo>,</mo><mn>1</mn><mo>−</mo><mi>x</mi><mo>)</mo>",
              "<msup><mn>2</mn><mrow>" + name("cycle") + "<mo>−</mo><mn>1</mn></mrow></msup>")
          + "<mo>,</mo><mspace width=\"1em\"/><mi>x</mi>"
          + eq()
          + "<mo>|</mo>"
          + over(name("step"), "<mi>S</mi>")
          + "<mo>−</mo><mn>2</mn><mspace width=\"0.2em\"/>"
          + name("cycle")
          + plus()
          + "<mn>1</mn><mo>|</mo>"),
  /** Eq. 1 and 2 of mondal2021: with equal weights the first. */
  ENSEMBLE(
      "P = (W_1 P_1 + ... + W_K P_K) / (W_1 + ... + W_K)",
      "<mi>P</mi>"
          + eq()
          + over(
              weighted("1") + plus() + "<mo>…</mo>" + plus() + weighted("K"),
              sub("W", "1") + plus() + "<mo>…</mo>" + plus() + sub("W", "K"))),
  /** Cohen's kappa: how far accuracy is above what the shares of the classes give by chance. */
  KAPPA(
      "kappa = (accuracy - chance) / (1 - chance)",
      "<mi>κ</mi>"
          + eq()
          + over(
              name("accuracy") + "<mo>−</mo>" + name("chance"),
              "<mn>1</mn><mo>−</mo>" + name("chance")));

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

  private static String sub(String letter, String index) {
    return "<msub><mi>" + letter + "</mi><mi>" + index + "</mi></msub>";
  }

  private static String weighted(String index) {
    return sub("W", index) + sub("P", index);
  }

  private static String distance(String of) {
    return "<mi>d</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo>,</mo>"
        + name(of)
        + "<mo stretchy=\"false\">)</mo>";
  }
}
