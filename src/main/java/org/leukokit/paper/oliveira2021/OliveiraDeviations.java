package org.leukokit.paper.oliveira2021;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.record.RunRecord;
import org.leukokit.study.Scale;
import org.leukokit.study.network.TrainingRows;

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
    items.add(
        new Item(
            "Split",
            "The paper: \"randomly split into Training, Validation, and Test sets in a 6:3:1 ratio\", by"
                + " cell. Here: of each class the test"
                + " share rounded, the validation share rounded down, the rest to training, which"
                + " gives exactly Table 1's counts on the whole folder; which cells is a seeded"
                + " draw. Nothing is augmented before the split, so the protocols published and"
                + " split-first are the same and run once. By subject and by group are ours."));
    items.add(
        new Item(
            "Augmentation",
            "The paper names the operations and shows one example of each. Here: each copy is one"
                + " operation drawn among mirroring left to right, mirroring top to bottom,"
                + " rotation clockwise by 20 to 339°, Gaussian blur with a kernel of 5 to 17 px,"
                + " shear by 0.10 to 0.35, salt and pepper on 2 % of the pixels; copies are drawn"
                + " once, from the cells in a drawn order, again and again. Done on the network's"
                + " input square; what is uncovered is black."));
    items.add(
        new Item(
            "Validation",
            "As in the paper the validation set is balanced with augmented copies, and epochs are"
                + " judged by it. validation.csv has the cells themselves, without copies."));
    items.add(
        new Item(
            "Channel mean",
            "The paper: \"the channel mean value was subtracted\". Of the image or of the set is"
                + " open. Here: of the image itself, behind augmentation."));
    items.add(
        new Item(
            "Batch",
            "Open in the paper. Here 20, as in an earlier public program of its first author."));
    items.add(
        new Item(
            "Tested weights",
            "Open whether of the last or of the best epoch. Here: of the first epoch of the best"
                + " validation accuracy."));
    items.add(
        new Item(
            "Learning rate",
            "Decays exponentially, epoch by epoch; whether by epoch or by step is open."));
    items.add(
        new Item(
            "Regularisation",
            "λ(Σ|W| + ΣW²) on the weights of the fully connected layers of the head, the last"
                + " included; biases are left alone."));
    items.add(
        new Item(
            "First weights",
            "The paper: \"from scratch\". Drawn, how is open. Here: Keras' default, Glorot's uniform."));
    items.add(
        new Item("Adam", "0.9, 0.999 and ε = 1e-8 as Kingma and Ba propose, in Keras' formula."));
    items.add(
        new Item(
            "Balanced reading of Table 2",
            "Reweighted, not drawn: each class weighs one half and every test cell counts. A drawn"
                + " subset of 339 malignant cells would give the same values on average, and"
                + " others with every draw."));
    items.add(
        new Item(
            "Cells of the final set",
            "600×600 px instead of 450×450. The centre crop of 250×250 px is taken of them as of"
                + " all others and nothing is resized, so a cell keeps its size in pixels; the"
                + " paper's \"100 pixels from each border\" would leave 400×400. Where a cell is"
                + " not in the middle or larger than 250 px, some of it is cut off."));
    return items;
  }

  private static Item smoke(OliveiraRuns runs) {
    var settings = runs.anyNetwork(runs.first()).record().inputs().settings();
    List<String> epochs = new ArrayList<>();
    List<String> sides = new ArrayList<>();
    List<String> rates = new ArrayList<>();
    List<String> batches = new ArrayList<>();
    List<String> drawn = new ArrayList<>();
    List<String> kernels = new ArrayList<>();
    for (OliveiraMethod network : runs.networks()) {
      if (runs.has(network.id(), runs.first())) {
        var own = runs.get(network.id(), runs.first()).record().inputs().settings();
        rates.add(own.get("training learning rate") + " (" + network.title() + ")");
        epochs.add(own.get("training epochs") + " (" + network.title() + ")");
        int side = OliveiraStudy.input(Scale.SMOKE, network.id());
        sides.add(side + " px (" + network.title() + ")");
        batches.add(own.get("training batch size") + " (" + network.title() + ")");
        drawn.add(own.get("drawn weights") + " (" + network.title() + ")");
        kernels.add(Math.round(17.0 * OliveiraStudy.CROP / side) + " px (" + network.title() + ")");
      }
    }
    StringBuilder text = new StringBuilder("Smoke scale: ");
    text.append(String.join(", ", epochs)).append(" epochs instead of 400; classes filled up to ");
    text.append(settings.get(TrainingRows.Balanced.TRAINING_COUNT)).append(" and ");
    text.append(settings.get(TrainingRows.Balanced.VALIDATION_COUNT));
    text.append(" rows instead of 10,000 and 5,000; the 250 px crop resized to ");
    text.append(String.join(", ", sides)).append("; learning rates: ");
    text.append(String.join(", ", rates));
    text.append(", many times the paper's, which would move nothing in so few steps.");
    text.append(" Batches of ").append(String.join(", ", batches));
    text.append("; first weights: ").append(String.join(", ", drawn));
    text.append(
        ". In a trial VGG16 with Glorot's weights called all cells the same after so few steps.");
    text.append(
        " Running statistics of batch normalisation keep 0.5 of themselves in a step, Keras'");
    text.append(
        " 0.99 at full scale, as few steps would leave them behind the weights. Copies are");
    text.append(
        " made on the small square, so the largest kernel of the blur, 17 px, covers what ");
    text.append(String.join(", ", kernels)).append(" would in the paper's 250 px.");
    text.append(" Numbers of this scale prove that the study runs, and nothing else.");
    return new Item("Scale", text.toString());
  }
}
