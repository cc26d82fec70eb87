package org.leukokit.paper.oliveira2021;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.metric.ConfusionMatrix;
import org.leukokit.metric.Metric;
import org.leukokit.record.RunRecord;
import org.leukokit.study.Scale;
import org.leukokit.study.network.TrainingRows;
import org.leukokit.train.Selection;

/** What the paper leaves open, where this study departs from it, and what the kit does. */
final class OliveiraDeviations {
  private OliveiraDeviations() {}

  static List<Item> of(OliveiraRuns runs) {
    List<Item> items = new ArrayList<>();
    RunRecord.Data data = runs.any().data();
    items.add(
        new Item(
            "Cells",
            "The paper: 10,661 cells of the training folder of C-NMC 2019. Here: "
                + data.cells()
                + " cells that are split, of "
                + data.title()
                + "."));
    if (!runs.fullScale()) {
      items.add(smoke(runs));
    }
    Map<String, String> s = runs.anyNetwork(runs.first()).record().inputs().settings();
    items.add(
        new Item(
            "Split",
            "The paper: \"randomly split into Training, Validation, and Test sets in a 6:3:1 ratio\", by"
                + " cell. Here: of each class the test share"
                + " rounded, the validation share rounded down, the rest to training, which gives"
                + " exactly Table 1's counts on the whole folder; which cells is a seeded draw."
                + " Nothing is augmented before the split, so the protocols published and"
                + " split-first are the same and run once."));
    items.add(
        new Item(
            "Split by patient",
            "Not in the paper. The program divides by patient, too: of each class apart 60 % of the"
                + " patients train, 30 % validate, the rest is tested. This is protocol"
                + " subject-disjoint here; group-disjoint, of groups of subjects that share cells,"
                + " is ours. Here: "
                + shares(runs)
                + ". How the program rounds is not known to us; here training and validation are"
                + " rounded down. --set shares=cells takes parts as near to 6:3:1 of the cells as"
                + " whole subjects or groups allow, --set shares=subjects the program's way (default)."));
    items.add(
        new Item(
            "Test set",
            "The paper: \"The Test dataset is unbalanced\". The program: cells of the larger class"
                + " are dropped at random until both are equally many, and only that fits the printed"
                + " values. Here: both, from the same predictions; the drop is a seeded draw. "
                + drops(runs)));
    items.add(
        new Item(
            "Augmentation",
            "The paper names the operations and shows one example of each. Here, as in the program:"
                + " the source of each copy is drawn with replacement from its class until the class"
                + " is full; it is reflected (left to right, top to bottom or both, a third each),"
                + " then rotated about the middle by a whole number of degrees from 20 to 339, then, a"
                + " quarter each, left as it is, sheared, given salt and pepper, or blurred. Shears"
                + " have factors of 0.10 to 0.35, along x or along x and then y (which of the two how"
                + " often, and whether by one factor, is not known to us: half each, two factors),"
                + " and the cell's box is put back into the middle. Salt and pepper take 2 % of all"
                + " pixels, background included, half white and half black. What is uncovered is"
                + " black. Copies are drawn once and stay the same in every epoch. Filling up goes"
                + " on to the size of the larger class, should that be above the printed number."));
    items.add(
        new Item(
            "Kernel of the blur",
            "17×17 under the paper's example, which is one picture made for the eye; its text gives"
                + " no kernel for training. The program blurs by 5×5. Here: "
                + (s.get("augmentation").contains("a blur of 17 px") ? "17" : "5")
                + " px; --set blur=17 takes the example's, --set blur=5 the program's (default)."));
    items.add(
        new Item(
            "Order",
            "Cells are augmented whole, 450×450 px, then the middle 250×250 px are cut out, divided by"
                + " 255, and the mean of each channel is subtracted: the text's order and the"
                + " program's."));
    items.add(
        new Item(
            "Channel mean",
            "Of the image or of the set is open in the text. Here, as in the program: each image's"
                + " own, of what was cut out."));
    items.add(
        new Item(
            "Validation",
            "As in the paper the validation set is balanced with augmented copies, and epochs are"
                + " judged by it. The paper fills it up to 5,000 of each class, this version of the"
                + " program to 2,500: --set validation=2500 takes those. Here: "
                + s.get(TrainingRows.Balanced.VALIDATION_COUNT)
                + ". validation.csv has the cells themselves, without copies."));
    items.add(
        new Item(
            "Epochs",
            "400 in the paper, 100 in this version of the program, which --set epochs=100 takes; the"
                + " rate decays over as many. Here: "
                + perNetwork(runs, "training epochs")
                + "."));
    items.add(
        new Item(
            "Learning rate",
            "Decays exponentially; that it stays within an epoch and is rounded to six decimals is"
                + " the program's. From 1e-5 to 1e-6 that leaves ten rates. Here: "
                + (s.get("training learning rate").contains("rounded") ? "rounded" : "not rounded")
                + "; --set rates=exact leaves them as they are, --set rates=rounded rounds them"
                + " (default)."));
    items.add(
        new Item(
            "Batches",
            "Their size is open in the text and 20 in the program, which shuffles batches and not"
                + " examples: the order in its file stays. Which order that is, is not known to us;"
                + " here originals and copies of both classes stand in one seeded draw. Here: "
                + (s.containsKey("training shuffling") ? "batches" : "examples")
                + " are shuffled; --set shuffled=examples or shuffled=batches (default)."));
    items.add(
        new Item(
            "Tested weights",
            "The paper tests the best models, having sought the highest validation accuracy; the"
                + " program keeps the weights of each new best validation accuracy and of each new"
                + " lowest validation loss, and doesn't say which were tested. Here: of the first"
                + " epoch of the "
                + (s.get("training selection").equals(Selection.BEST_VALIDATION_LOSS.toString())
                    ? "lowest validation loss"
                    : "best validation accuracy")
                + "; --set tested=lowest-loss or tested=best-accuracy (default)."));
    items.add(
        new Item(
            "Regularisation",
            "λ(Σ|W| + ΣW²) on the weights of the fully connected layers of the head; whether the"
                + " output layer of two neurons is one of them is open in the text; in the program"
                + " it is. Biases are left alone. Here: "
                + perNetwork(runs, "training penalties")
                + "; --set penalty=hidden leaves the output layer out, --set penalty=all has it in"
                + " (default)."));
    items.add(
        new Item(
            "First weights",
            "The paper: \"from scratch\". Drawn, how is open. Here, as in the program: Glorot's"
                + " uniform, Keras' default."));
    items.add(
        new Item("Adam", "0.9, 0.999 and ε = 1e-8 as Kingma and Ba propose, in Keras' formula."));
    items.add(
        new Item(
            "Cells of the final set",
            "600×600 px instead of 450×450. The centre crop of 250×250 px is taken of them as of"
                + " all others and nothing is resized, so a cell keeps its size in pixels; the"
                + " paper's \"100 pixels from each border\" would leave 400×400. Where a cell is"
                + " not in the middle or larger than 250 px, some of it is cut off."));
    return items;
  }

  /** What the shares of the splits by subject and by group are of, in words. */
  static String shares(OliveiraRuns runs) {
    String folds = runs.anyNetwork(runs.first()).record().inputs().settings().get("folds");
    return folds.contains("of subjects or groups")
        ? "60, 30 and 10 % of the subjects or groups of each class, however many cells they have"
        : "as near to 60, 30 and 10 % of the cells as whole subjects or groups allow";
  }

  private static String drops(OliveiraRuns runs) {
    List<String> moved = new ArrayList<>();
    for (OliveiraMethod network : runs.networks()) {
      if (runs.has(network.id(), runs.first())) {
        double[] between = runs.otherDrops(Metric.ACCURACY, network.id(), runs.first());
        moved.add(
            String.format(
                Locale.ROOT,
                "%s %.1f to %.1f %%",
                network.title(),
                100 * between[0],
                100 * between[1]));
      }
    }
    ConfusionMatrix m = runs.matrix(runs.networks().get(0).id(), runs.first());
    return m.positives() == m.negatives()
        ? "Split by cell, both classes are equally many here and nothing is dropped."
        : "What the draw is worth, as the accuracies of the middle 95 % of "
            + OliveiraRuns.DROPS
            + " other draws, split by cell: "
            + String.join(", ", moved)
            + ".";
  }

  private static String perNetwork(OliveiraRuns runs, String setting) {
    List<String> values = new ArrayList<>();
    for (OliveiraMethod network : runs.networks()) {
      if (runs.has(network.id(), runs.first())) {
        values.add(
            runs.get(network.id(), runs.first()).record().inputs().settings().get(setting)
                + " ("
                + network.title()
                + ")");
      }
    }
    return String.join(", ", values);
  }

  private static Item smoke(OliveiraRuns runs) {
    var settings = runs.anyNetwork(runs.first()).record().inputs().settings();
    List<String> sides = new ArrayList<>();
    for (OliveiraMethod network : runs.networks()) {
      if (runs.has(network.id(), runs.first())) {
        sides.add(OliveiraStudy.input(Scale.SMOKE, network.id()) + " px (" + network.title() + ")");
      }
    }
    StringBuilder text = new StringBuilder("Smoke scale: ");
    text.append(perNetwork(runs, "training epochs"));
    text.append(" epochs instead of 400; classes filled up to ");
    text.append(settings.get(TrainingRows.Balanced.TRAINING_COUNT)).append(" and ");
    text.append(settings.get(TrainingRows.Balanced.VALIDATION_COUNT));
    text.append(" rows instead of 10,000 and 5,000; the 250 px crop resized to ");
    text.append(String.join(", ", sides)).append("; learning rates: ");
    text.append(perNetwork(runs, "training learning rate"));
    text.append(", many times the paper's, which would move nothing in so few steps.");
    text.append(" Batches of ").append(perNetwork(runs, "training batch size"));
    text.append("; first weights: ").append(perNetwork(runs, "drawn weights"));
    text.append(
        ". In a trial VGG16 with Glorot's weights called all cells the same after so few steps.");
    text.append(
        " Running statistics of batch normalisation keep 0.5 of themselves in a step, Keras'");
    text.append(" 0.99 at full scale, as few steps would leave them behind the weights.");
    text.append(" Numbers of this scale prove that the study runs, and nothing else.");
    return new Item("Scale", text.toString());
  }
}
