package org.leukokit.paper.oliveira2021;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.leukokit.paper.OpenChoice;
import org.leukokit.split.Sharing;
import org.leukokit.train.Selection;
import org.leukokit.train.Shuffling;

/**
 * What the paper's text leaves open or its authors' public program does otherwise. Where the two
 * differ the text is the default, where the text is silent the program.
 *
 * @param epochs of a training and of its decaying rate at full scale: 400 in the text, 100 in the
 *     program
 * @param validation validation cells of each class at full scale: 5,000 in the text, 2,500 in the
 *     program
 * @param roundedRates whether each epoch's rate is rounded to six decimals, as in the program
 * @param shuffling what is in a new order in every epoch: batches in the program
 * @param blur the kernel's size: 5 in the program, 17 under the example of the text's Fig. 3
 * @param selection which weights are tested; the program keeps both
 * @param outputPenalised whether L1 and L2 hold for the output layer, too, as in the program
 * @param sharing what 60, 30 and 10 % are of where subjects or groups are kept together: their
 *     number in the program
 */
record OliveiraChoices(
    int epochs,
    int validation,
    boolean roundedRates,
    Shuffling shuffling,
    int blur,
    Selection selection,
    boolean outputPenalised,
    Sharing sharing) {
  /** The epochs of the paper's text. */
  static final int PAPERS_EPOCHS = 400;

  /** The validation cells of each class of the paper's text, Table 1. */
  static final int PAPERS_VALIDATION = 5_000;

  private static final OpenChoice EPOCHS = new OpenChoice("epochs", List.of("400", "100"));
  private static final OpenChoice VALIDATION =
      new OpenChoice("validation", List.of("5000", "2500"));
  private static final OpenChoice RATES = new OpenChoice("rates", List.of("rounded", "exact"));
  private static final OpenChoice SHUFFLED =
      new OpenChoice("shuffled", List.of("batches", "examples"));
  private static final OpenChoice BLUR = new OpenChoice("blur", List.of("5", "17"));
  private static final OpenChoice TESTED =
      new OpenChoice("tested", List.of("best-accuracy", "lowest-loss"));
  private static final OpenChoice PENALTY = new OpenChoice("penalty", List.of("all", "hidden"));
  private static final OpenChoice SHARES = new OpenChoice("shares", List.of("subjects", "cells"));

  /** All that can be chosen, the defaults first. */
  static final List<OpenChoice> OPEN =
      List.of(EPOCHS, VALIDATION, RATES, SHUFFLED, BLUR, TESTED, PENALTY, SHARES);

  /** What is chosen where nothing is. */
  static final OliveiraChoices DEFAULT = of(Map.of());

  /** All parts are there. */
  OliveiraChoices {
    Objects.requireNonNull(shuffling, "shuffling");
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(sharing, "sharing");
  }

  /**
   * From what a user chose.
   *
   * @param chosen values by name, each one of {@link #OPEN}'s; defaults where a name is missing
   */
  static OliveiraChoices of(Map<String, String> chosen) {
    return new OliveiraChoices(
        Integer.parseInt(value(EPOCHS, chosen)),
        Integer.parseInt(value(VALIDATION, chosen)),
        isDefault(RATES, chosen),
        isDefault(SHUFFLED, chosen) ? Shuffling.BATCHES : Shuffling.EXAMPLES,
        Integer.parseInt(value(BLUR, chosen)),
        isDefault(TESTED, chosen)
            ? Selection.BEST_VALIDATION_ACCURACY
            : Selection.BEST_VALIDATION_LOSS,
        isDefault(PENALTY, chosen),
        isDefault(SHARES, chosen) ? Sharing.UNITS : Sharing.CELLS);
  }

  private static String value(OpenChoice choice, Map<String, String> chosen) {
    return chosen.getOrDefault(choice.name(), choice.values().get(0));
  }

  private static boolean isDefault(OpenChoice choice, Map<String, String> chosen) {
    return value(choice, chosen).equals(choice.values().get(0));
  }
}
