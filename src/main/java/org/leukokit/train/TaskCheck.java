package org.leukokit.train;

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
    if (task.spec().needsValidation() && task.validation().map(Examples::size).orElse(0) == 0) {
      throw new UserError(
          "early stopping and the choice of the best epoch need validation examples, and there are"
              + " none; give some or choose the last epoch without patience");
    }
  }
}
