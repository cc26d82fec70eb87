package org.leukokit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.study.network.Forecast;

class LongRunsTest {
  private static Forecast of(double seconds) {
    return new Forecast(
        List.of(new Forecast.Method("VGG16", 3, 1_200_000, seconds / 1_200_000, seconds)),
        OptionalLong.of(1_500_000_000L),
        2_000_000_000L,
        900_000_000L,
        100_000_000L);
  }

  @Test
  void anHourNeedsNoQuestion() {
    assertTrue(LongRuns.agreed(of(3600), false, null));
  }

  @Test
  void moreIsRefusedWithoutAConsoleInOneLineThatNamesTheOption() {
    UserError error =
        assertThrows(UserError.class, () -> LongRuns.agreed(of(1_137_600), false, null));
    assertEquals(
        "the forecast is 13 days 4 h, more than an hour; give --yes to start without being asked",
        error.getMessage());
    assertTrue(LongRuns.agreed(of(1_137_600), true, null));
  }

  @Test
  void theForecastSaysTimeMemoryAndDisk() {
    List<String> lines = of(7261).lines();
    assertEquals("  VGG16: 3 runs, 1,200,000 steps of 0.00605 s, 2 h 1 min in all", lines.get(1));
    assertEquals("  time: 2 h 1 min", lines.get(2));
    assertTrue(lines.get(3).contains("1.5 GB were taken while measuring"), lines.get(3));
    assertEquals("  disk: 1.0 GB, of which 900 MB are checkpoints that are removed", lines.get(4));
  }

  @Test
  void unknownNetworksAreRefusedBeforeAnythingIsRead() {
    Cli frozen = Cli.run("reproduce", "oliveira2021", "--frozen");
    assertEquals(1, frozen.code(), frozen.out());
    assertTrue(frozen.err().contains("--frozen goes with loey2020"), frozen.err());
    Cli first = Cli.run("reproduce", "loey2020", "--frozen", "--only", "model-1");
    assertEquals(1, first.code(), first.out());
    assertTrue(first.err().contains("not with --only model-1"), first.err());
    Cli factor = Cli.run("reproduce", "mondal2021", "--new-layer-factor", "20");
    assertEquals(1, factor.code(), factor.out());
    assertTrue(
        factor.err().contains("--new-layer-factor goes with loey2020 and its second model"),
        factor.err());
    Cli scale = Cli.run("reproduce", "mondal2021", "--kernel-scale", "median");
    assertEquals(1, scale.code(), scale.out());
    assertTrue(
        scale.err().contains("--kernel-scale goes with loey2020 and its first model"), scale.err());
    Cli unknown = Cli.run("reproduce", "loey2020", "--kernel-scale", "auto");
    assertFalse(unknown.code() == 0);
    assertTrue(unknown.err().contains("it is 1 or median, not 'auto'"), unknown.err());
    Cli negative = Cli.run("reproduce", "loey2020", "--new-layer-factor", "-1");
    assertFalse(negative.code() == 0);
    assertTrue(negative.err().contains("must be above 0 and finite, was -1.0"), negative.err());
    Cli set = Cli.run("reproduce", "oliveira2021", "--set", "epochs=99");
    assertEquals(1, set.code(), set.out());
    assertTrue(set.err().contains("oliveira2021 has epochs=400|100"), set.err());
    Cli nothing = Cli.run("reproduce", "mondal2021", "--set", "epochs=100");
    assertTrue(nothing.err().contains("mondal2021 has nothing to set"), nothing.err());
    Cli all = Cli.run("reproduce", "all", "--set", "epochs=100");
    assertTrue(all.err().contains("--set goes with one paper"), all.err());
    Cli run = Cli.run("reproduce", "oliveira2021", "--only", "vgg16,resnet");
    assertFalse(run.code() == 0);
    assertTrue(run.err().contains("it has vgg16, vgg19, xception"), run.err());
  }
}
