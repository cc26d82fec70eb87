package org.leukokit.paper.finetune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.leukokit.base.UserError;
import org.leukokit.net.Backbones;
import org.leukokit.study.network.InputSpec;

/** A recipe says what is wrong with it before anything is computed. */
class RecipeTest {
  private static Recipe of(boolean pretrained, String frozen, double dropout, int shuffles) {
    return new Recipe(
        Backbones.MOBILENET,
        pretrained,
        InputSpec.resized(96, InputSpec.Values.OF_WEIGHTS),
        dropout,
        frozen,
        Recipe.RATE,
        Recipe.HEAD_RATE,
        3,
        0,
        8,
        true,
        5,
        shuffles);
  }

  private static String refused(boolean pretrained, String frozen, double dropout, int shuffles) {
    return assertThrows(UserError.class, () -> of(pretrained, frozen, dropout, shuffles))
        .getMessage();
  }

  @Test
  void aLayerToFreezeAtMustBeThere() {
    assertEquals("conv_pw_5_relu", of(true, "conv_pw_5_relu", 0.2, 3).frozen());
    assertEquals(
        "MobileNet v1 has no layer conv_99 to freeze it at; it ends with conv_pw_13_relu",
        refused(true, "conv_99", 0.2, 3));
    assertEquals(
        "random weights can't be frozen at conv1: nothing was learned",
        refused(false, "conv1", 0.2, 3));
  }

  @Test
  void rangesAreHeld() {
    assertEquals("dropout must be 0 (none) or more and below 1, was 1.0", refused(true, "", 1, 3));
    assertEquals(
        "the control with shuffled labels is run 1 to 99 times, not 0", refused(true, "", 0, 0));
  }
}
