package org.leukokit.paper.loey2020;

import java.util.List;
import java.util.SortedMap;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.record.RunRecord;
import org.leukokit.train.Freezing;

/** What the paper leaves open and what the kit does about it. */
final class LoeyDeviations {
  private LoeyDeviations() {}

  /** Of the second model, as its run states them. */
  static List<Item> ofSecondModel(RunRecord run) {
    SortedMap<String, String> s = run.inputs().settings();
    return List.of(
        new Item(
            "Second model: what is trained",
            "The paper: the last three layers \"were frozen and replaced with three other layers\","
                + " and \"The resulting network was trained\"; whether the other layers were trained,"
                + " too, is open. Here: "
                + trained(s.get("training frozen"))
                + ". "
                + run.weights().description()
                + "."),
        new Item(
            "Second model: training",
            "The paper: batches of 5, 6 epochs, learning rate 1e-4; the optimiser is open. Here, as"
                + " MATLAB's sgdm has it: "
                + s.get("training optimiser")
                + ", learning rate "
                + s.get("training learning rate")
                + ", "
                + s.get("training penalties")
                + ", "
                + s.get("training epochs")
                + " epochs in batches of "
                + s.get("training batch size")
                + ", gradients clipped to norm: "
                + s.get("training clip norm")
                + ". The order of the rows is drawn once and what fills no whole batch is left out of"
                + " every epoch, both MATLAB's defaults. Without pretrained weights 1e-4 would move next to nothing, so the rate is higher"
                + " and gradients are clipped."),
        new Item(
            "Second model: rate of the new layer",
            "Open. MATLAB's layers learn at the rate of the network unless told otherwise; its own"
                + " example of transfer learning with AlexNet, which has the paper's 6 epochs and 1e-4,"
                + " gives the new layer's weights and biases a factor of 20. Here: "
                + s.getOrDefault("training rate factors", "none")
                + " (--new-layer-factor 20, with pretrained weights, is the other reading)."),
        new Item(
            "Second model: network",
            "The paper: AlexNet at 227 × 227. Here: "
                + s.get("backbone")
                + ", "
                + s.get("input")
                + "; "
                + s.get("head")
                + ". At smoke scale the input is smaller, and so are the fully connected layers where"
                + " their weights are not pretrained."),
        new Item(
            "Second model: folds",
            "The paper: ten folds, and a hold-out of 20 %. Here: "
                + s.get("folds")
                + " under the paper's 10-fold row, named by what was run, and the same hold-out. Its control with"
                + " shuffled labels is run under one protocol."));
  }

  private static String trained(String frozen) {
    return frozen.equals(Freezing.NONE.text())
        ? "everything is"
        : "the new layers alone are (frozen: " + frozen + ")";
  }

  private static String scale(String cubic) {
    return cubic.contains("scale=MEDIAN")
        ? "the median distance between two training rows of the fold, by which features are divided"
        : "1, features are not divided by anything";
  }

  /**
   * @param record of any run
   * @param weights of the features
   * @param cubic the parameters of the cubic SVM, as its run states them
   */
  static List<Item> of(RunRecord record, RunRecord.Weights weights, String cubic) {
    return List.of(
        new Item(
            "Images",
            "The paper: 282 healthy images from its reference 39, which says Kaggle, and 282 leukemic"
                + " ones from its reference 40, the ASH Image Bank, none of them named. Here: "
                + record.data().title()
                + "."),
        new Item(
            "Network",
            "The paper: MATLAB's AlexNet (the Caffe layout: two groups in conv2, conv4 and conv5,"
                + " local response normalisation, 227 × 227), pretrained on ImageNet. Here: "
                + weights.network()
                + ", layer "
                + weights.layer()
                + "; "
                + weights.description()
                + "."),
        new Item(
            "Layer",
            "The paper: \"obtaining the values of the last fully connected layers\", 4,096 long; whether"
                + " before or after the ReLU is open. Here: before it, as MATLAB's layer fc7"
                + " (fc7-relu is after it)."),
        new Item(
            "Resizing",
            "The paper: 227 × 227, the interpolation is open. Here: bilinear with antialiasing, to"
                + " the network's input size."),
        new Item(
            "Augmentation",
            "The paper: 564 images become 2,820, but three operations and the original make four"
                + " versions, not five. Here: original, translated, reflected, rotated left, rotated"
                + " right. The direction of the shift is open; here right and down. Uncovered pixels"
                + " are black, rotation is bilinear about the centre."),
        new Item(
            "Folds",
            "The paper: ten-fold cross-validation. Its printed counts fit 1,410 + 1,410 rows, so the"
                + " rows that were cross-validated are the augmented ones; that the folds were drawn over"
                + " them, without regard to which image a row came from, is an inference, a near certain"
                + " one, as the text names no other unit. Here: protocol published draws them so;"
                + " the stricter protocols augment training rows only and test on originals."),
        new Item(
            "Features of the classifiers",
            "MATLAB's presets, as far as known: standardised on the training rows (not for the"
                + " tree); box constraint 1; cubic kernel (1 + x·y)³; Gaussian kernel"
                + " exp(−|x − y|²/s²) with s the square root of the number of features."),
        new Item(
            "Kernel scale of the linear and the cubic SVM",
            "Open: public exports of MATLAB's Classification Learner have KernelScale 'auto' for both,"
                + " a heuristic by subsampling that is documented no further, where fitcsvm by itself"
                + " has 1. Here: "
                + scale(cubic)
                + ". The other reading is --kernel-scale "
                + (cubic.contains("scale=MEDIAN") ? "1" : "median")
                + ", and README.md has what it is worth on the 99 real cells."),
        new Item(
            "Linear discriminant",
            "With more features than rows the covariance can't be inverted. Here:"
                + " (1 − γ)Σ + γ·diag(Σ) with the smallest γ that makes it numerically invertible:"
                + " with R the within-class correlation matrix and t = 2⁻²⁶ times its Frobenius"
                + " norm, γ = 0 where R − t·I is positive definite, else γ = t. What tolerance"
                + " MATLAB uses is not documented."),
        new Item(
            "Preprocessing",
            "MATLAB's AlexNet subtracts a mean image. Here: the mean of each channel, as it came"
                + " with the weights, or ImageNet's where the weights are random."),
        new Item(
            "Decision tree",
            "The paper: at most 20 splits. Here: grown best first, Gini's index, parents of at least"
                + " ten rows. MATLAB grows by layers."),
        new Item(
            "Maximum of 30 iterations", "The paper names it without saying of what. Not used."),
        new Item(
            "Scores",
            "An SVM's score is 1/(1 + exp(−f)) of its decision value f: it keeps the order and the"
                + " sign, but is no probability."));
  }
}
