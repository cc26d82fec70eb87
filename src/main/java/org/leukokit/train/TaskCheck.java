package org.leukokit.train;

import ai.djl.ndarray.types.Shape;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.leukokit.base.UserError;

/** Tasks that can't be done, refused before anything is computed. */
final class TaskCheck {
  private TaskCheck() {}

  static void require(TrainTask task) {
    Model.requireLayers(task.net(), task.spec());
    Examples train = task.train();
    int size = train.size();
    if (size < 1) {
      throw new UserError("there are no training examples");
    }
    int batch = task.spec().batchSize();
    if (batch > size) {
      throw new UserError(
          "a batch of "
              + batch
              + " is larger than the "
              + size
              + " training examples; lower the batch size");
    }
    TreeSet<Integer> classes = new TreeSet<>();
    IntStream.range(0, size).map(train::label).forEach(classes::add);
    if (classes.size() < 2) {
      throw new UserError(
          "all "
              + size
              + " training examples are of class "
              + classes.first()
              + ": nothing can be learned; choose other folds or more cells");
    }
    if (task.spec().schedule() instanceof Schedule.Cyclic cyclic) {
      // Only here is it known how many steps an epoch has.
      int steps = new EpochPlan(task.spec(), size, task.seed()).steps();
      cyclic.requireEnd(task.spec().epochs(), steps);
    }
    requireLabels(task, train);
    task.validation().ifPresent(validation -> requireLabels(task, validation));
    if (task.spec().needsValidation() && task.validation().map(Examples::size).orElse(0) == 0) {
      throw new UserError(
          "early stopping and the choice of the best epoch need validation examples, and there are"
              + " none; give some or choose the last epoch without patience");
    }
  }

  private static void requireLabels(TrainTask task, Examples examples) {
    int outputs = outputs(task, examples);
    int weights = task.spec().loss().classWeights().size();
    if (weights != 0 && weights != outputs) {
      throw new UserError(
          weights
              + " class weights were given, and "
              + task.net().id()
              + " has "
              + outputs
              + " outputs for its labels; give one each");
    }
    for (int i = 0; i < examples.size(); i++) {
      if (examples.label(i) < 0 || examples.label(i) >= outputs) {
        throw new UserError(
            examples.address(i)
                + " is of class "
                + examples.label(i)
                + ", and "
                + task.net().id()
                + " has outputs for the labels 0 to "
                + (outputs - 1));
      }
    }
  }

  private static int outputs(TrainTask task, Examples examples) {
    long[] one = examples.shape().getShape();
    long[] batch = new long[one.length + 1];
    batch[0] = 1;
    System.arraycopy(one, 0, batch, 1, one.length);
    Shape out = task.net().getOutputShapes(new Shape[] {new Shape(batch)})[0];
    return Math.toIntExact(out.size());
  }
}
