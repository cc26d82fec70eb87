package org.leukokit.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "76.25",
        "76.25*",
        "76.25**",
        "*76.25*",
        "**76.25**",
        "__76.25__",
        "76.25†",
        "76.25‡",
        "76.25 §",
        "76.25¶",
        "76.25#",
        "†76.25",
        "76.25a",
        "76.25¹",
        "76.25²³",
        "76.25ᵃ",
        "76.25^a",
        "76.25^{*}",
        "76.25<sup>b</sup>",
        "<b>76.25</b>",
        "\\textbf{76.25}",
        "$76.25 \\pm 0.4$",
        "$\\mathbf{76.25}$",
        "76.25$^\\dagger$",
        "76.25 ± 0.4",
        "76.25±0.40",
        "(76.25 ± 0.40)",
        "76.25 +/- 0.4",
        "76.25 +- 0.4",
        "76.25 ± 0.4*",
        "76.25 (0.4)",
        "76.25 (75.1–77.3)",
        "76.25 [75.1, 77.3]",
        "76.25 [95% CI: 75.1 to 77.3]",
        "76.25(±0.4)",
        "76,25",
        "76·25",
        "+76.25",
        "\u00a076.25\u202f",
        "\u200976.25\u200b",
        "７６.２５",
        "76.25 ↑"
      })
  void oneValueInItsForms(String text) {
    Cell.Number cell = assertInstanceOf(Cell.Number.class, CellReader.read(text), text);
    assertEquals("76.25", cell.digits());
    assertEquals(false, cell.percent(), "no form names a unit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "76.25%|76.25",
        "76.25 %|76.25",
        "76.25\u00a0%|76.25",
        "76.25％|76.25",
        "76.25\\%|76.25",
        "76.25 percent|76.25",
        "76.25 per cent|76.25",
        "76,25 %*|76.25",
        "(76.25 ± 0.40)%|76.25",
        "76.25% ± 0.4%|76.25",
        "76.25 ± 0.4%|76.25",
        "76.25 (75.1-77.3) %|76.25",
        "80%|80"
      })
  void aSignOfPercent(String text, String digits) {
    Cell.Number cell = assertInstanceOf(Cell.Number.class, CellReader.read(text), text);
    assertEquals(digits, cell.digits());
    assertTrue(cell.percent(), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".762|0.762",
        "-.05|-0.05",
        "−0.05|-0.05",
        "–0.05|-0.05",
        "0,762|0.762",
        ",762|0.762",
        "1|1",
        "80.|80.",
        "0.7625000000000001|0.76250000",
        "0.123456789012|0.12345679"
      })
  void fractionsAndSigns(String text, String digits) {
    assertEquals(digits, assertInstanceOf(Cell.Number.class, CellReader.read(text), text).digits());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-",
        "–",
        "—",
        "−",
        "--",
        "...",
        "…",
        "n/a",
        "N/A",
        "n.a.",
        "NA",
        "nan",
        "NR",
        "n.r.",
        "none",
        "not reported",
        "?",
        "\u00a0"
      })
  void nothingPrinted(String text) {
    assertInstanceOf(Cell.Nothing.class, CellReader.read(text), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "~76.25|approximate",
        "≈76.25|approximate",
        "≈ 76.25 ± 0.4|approximate",
        "ca. 76|approximate",
        "about 76 %|approximate",
        "<76.25|bound",
        "≥ 76|bound",
        "> 0.9|bound",
        "75.1–77.3|range",
        "75.1-77.3|range",
        "75 to 77|range",
        "145/190|quotient",
        "7.625e1|powers of ten",
        "1.234,5|more than one way",
        "1,234,567|more than one way",
        "76'25|more than one way",
        "0.7625f|not one number",
        "=0.7625|formula",
        "best|no number",
        "76.25 77.00|more than one way",
        "76.25 best|not one number",
        "762500|no score has so many digits"
      })
  void whatIsNotOneValueIsNotGuessed(String text, String why) {
    Cell.Unread cell = assertInstanceOf(Cell.Unread.class, CellReader.read(text), text);
    assertTrue(cell.why().contains(why), cell.why());
    assertEquals(text, cell.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "76.25*|a mark left out",
        "76,25|read with a decimal comma",
        "76.25 ± 0.4|what stands behind ± left out",
        "76.25 (0.4)|what stands in brackets left out",
        "76.25²|a raised mark left out",
        "0.76250000000001|read to eight decimals"
      })
  void whatWasLeftOutIsSaid(String text, String said) {
    Cell.Number cell = assertInstanceOf(Cell.Number.class, CellReader.read(text), text);
    assertEquals(java.util.List.of(said), cell.left());
  }
}
