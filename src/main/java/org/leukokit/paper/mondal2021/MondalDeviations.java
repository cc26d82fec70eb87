package org.leukokit.paper.mondal2021;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.record.RunRecord;
import org.leukokit.split.PartSize;
import org.leukokit.study.Scale;
import org.leukokit.study.network.ExplainedCells;

/** What the paper leaves open and what the kit does about it. */
final class MondalDeviations {
  private MondalDeviations() {}

  static List<Item> of(MondalRuns runs) {
    RunRecord.Data data = runs.any().data();
    return List.of(
        new Item(
            "Images",
            "The paper: the training folder and the preliminary test set of C-NMC 2019. Here: "
                + data.title()
                + "."),
        new Item(
            "Split",
            "The paper: by subject, with the numbers of Table 3; which subjects is open. Here: a"
                + " seeded choice, each class searched exactly for a set of subjects that meets both"
                + " numbers, or the nearest; fewer cells ask for proportionally fewer. --splits N"
                + " trains the cheapest network on further ones."),
        new Item(
            "Test set",
            "The paper: the preliminary test set. Here: the same wherever at least "
                + MondalStudy.LEAST_TEST_CELLS
                + " of its cells of each class are at hand, whole or in part; otherwise a test part"
                + " is drawn as validation is."),
        new Item(
            "Duplicates",
            "The collection holds identical files and subjects that share cells, which a split by"
                + " subject lets through. Here: protocol published does as the paper, group-disjoint"
                + " keeps such subjects together."),
        new Item(
            "Epochs",
            "Open. Here: "
                + MondalStudy.EPOCHS
                + ", two cycles of the learning rate; at smoke scale "
                + MondalStudy.epochs(Scale.SMOKE)
                + ", in the same shape."),
        new Item(
            "Weights that are tested",
            "Open. Here: the last epoch's, which ends a cycle at the lowest rate. So the validation"
                + " set chooses nothing but the ensembles' weights."),
        new Item(
            "Learning rate",
            "The paper: \"initial learning rate of 0.0002\" and a cyclic policy between 1e-7 and"
                + " 2e-3, which leaves the initial rate without effect. Here: the cyclic policy,"
                + " which begins at 1e-7. At smoke scale VGG-16, which has no normalisation, goes up"
                + " to 5e-4 only: at 2e-3 it calls every cell the same."),
        new Item(
            "Clipping",
            "None, as in the paper. At smoke scale InceptionResNet-V2's gradients are clipped to a"
                + " norm of 1."),
        new Item("Batch size", "Open. Here: 16; at smoke scale 8, for more steps."),
        new Item(
            "Normalisation",
            "As in Keras (running statistics keep 0.99 of themselves in a step); at smoke scale 0.9,"
                + " as with 0.99 a few steps would leave them where random weights put them."),
        new Item(
            "Optimiser",
            "Adamax (0.9, 0.999) by Keras' formula, epsilon 1e-7, Keras' default; the paper names"
                + " none."),
        new Item(
            "Augmentation",
            "The paper: flips, rotation, zooming, shifting, without ranges. Here: both flips,"
                + " rotation within ±180°, zoom and shift within ±10 %, drawn anew in each epoch;"
                + " what is uncovered is black."),
        new Item(
            "Oversampling",
            "As the paper: the smaller class repeated at random until both are as large (the paper:"
                + " Hem from 2,703 to 5,822; here: "
                + oversampled(MondalNotes.sizes(runs.reference()).train())
                + "). Each cell is repeated as often as the next, give or take one."),
        new Item(
            "Tops of the networks",
            "The paper: VGG-16 \"ends with three fully connected layers followed by a 2-node"
                + " softmax\", the others are not described. Here: global average pooling and a layer"
                + " of two; VGG-16 with two layers of 4,096 between them, all new."),
        new Item(
            "Input",
            "As the paper: 450 × 450, and the centre crop of 300 × 300. At smoke scale both are then"
                + " resized, to "
                + sides()
                + ": the ratio is kept, and each network's least input is met. Pixels become numbers"
                + " as the pretrained weights ask, or −1 to 1 for random weights."),
        new Item(
            "Centre crop",
            "The paper: \"center-cropped using the nearest neighbor interpolation technique\". A crop"
                + " at whole pixels needs no interpolation: the nearest neighbour of each pixel is that"
                + " pixel itself, so the 300 × 300 in the middle are copied, which is the same. Only what"
                + " is resized at smoke scale, and what augmentation turns, zooms and shifts, is"
                + " interpolated, bilinearly; the paper says nothing of the latter."),
        new Item(
            "Where training begins",
            "The paper: ImageNet weights for all five (Keras). Here: those that are at hand;"
                + " otherwise random weights (Glorot uniform), said so wherever they were used. At"
                + " smoke scale what is drawn of VGG-16 has He's variance instead, as Glorot's fades"
                + " through its 16 layers without normalisation."),
        new Item(
            "Ensemble weights",
            "The set is open. Here: validation; the test set is shown beside it as a leak. F1 is the"
                + " weighted F1. A member with a kappa of 0 or less counts nothing."),
        new Item(
            "Grad-CAM",
            "The layer is open. Here: the activation of each network's last convolution, for the"
                + " cell's true class; where the input is so small that its maps have less than "
                + ExplainedCells.LEAST
                + " × "
                + ExplainedCells.LEAST
                + " fields, which don't tell the middle of a cell from its rim, the last activation"
                + " or sum of a residual block before it whose maps have as many. "
                + layers(runs)
                + "The ensemble's map: the members' maps, each scaled to 0–1,"
                + " averaged with the ensemble's weights."),
        new Item(
            "Protocols",
            "Published is by subject already, so it and subject-disjoint are one run. Split-first"
                + " draws cells: the laxer neighbour, to show what subjects are worth. Both"
                + " neighbours are run at 300 px only, at smoke scale for the cheapest network"
                + " only."));
  }

  private static String oversampled(PartSize train) {
    int most = Math.max(train.leukemicCells(), train.healthyCells());
    if (train.leukemicCells() == train.healthyCells()) {
      return String.format(Locale.ROOT, "nothing to repeat, %,d of each", most);
    }
    boolean hem = train.healthyCells() < train.leukemicCells();
    return String.format(
        Locale.ROOT,
        "%s from %,d to %,d",
        hem ? "Hem" : "ALL",
        Math.min(train.leukemicCells(), train.healthyCells()),
        most);
  }

  private static String sides() {
    List<String> sides = new ArrayList<>();
    for (MondalNetwork network : MondalNetwork.values()) {
      sides.add(
          network.side(MondalInput.WHOLE, Scale.SMOKE)
              + " and "
              + network.side(MondalInput.CROPPED, Scale.SMOKE)
              + " px ("
              + network.title()
              + ")");
    }
    return String.join(", ", sides);
  }

  /** Where the maps of Fig. 6 to 8 were taken, as the runs say. */
  private static String layers(MondalRuns runs) {
    List<String> layers = new ArrayList<>();
    for (MondalNetwork network : MondalNetwork.values()) {
      runs.single(network, MondalInput.CROPPED, runs.main())
          .flatMap(run -> MondalRuns.fact(run, ExplainedCells.LAYER))
          .ifPresent(layer -> layers.add(layer + " (" + network.title() + ")"));
    }
    return layers.isEmpty() ? "" : "Of Fig. 6 to 8: " + String.join("; ", layers) + ". ";
  }
}
