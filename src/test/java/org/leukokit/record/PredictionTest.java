package org.leukokit.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.leukokit.base.RandomStream;

class PredictionTest {
  @Test
  void roundingIsThatOfTheExactValue() {
    MathContext nine = new MathContext(9, RoundingMode.HALF_EVEN);
    RandomStream random = RandomStream.at(1, "rounding");
    for (int i = 0; i < 20_000; i++) {
      double number = random.nextGaussian() * Math.pow(10, random.nextInt(-12, 9));
      if (i % 2 == 0) {
        number = new BigDecimal(number).round(new MathContext(1 + i % 11)).doubleValue();
      }
      double exact = new BigDecimal(number).round(nine).doubleValue();
      assertEquals(exact, Prediction.rounded(number), () -> "rounding");
      assertEquals(exact, Prediction.rounded(exact), () -> "rounding again");
    }
  }
}
