package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.leukokit.base.UserError;
import org.leukokit.net.NativeWork;
import org.leukokit.net.TorchRuntime;
import org.leukokit.record.History;

/** One training from its first step, or from a checkpoint, to its last. */
final class TrainingLoop {
  private final TorchRuntime runtime;
  private final int workers;
  private final TrainTask task;
  private final TrainSpec spec;
  private final NDManager manager;
  private final WorkerThreads threads;
  private final WorkerThreads helpers;
  private final TrainProgress progress;
  private final EpochPlan plan;
  private final Pace pace = new Pace();

  TrainingLoop(
      TorchRuntime runtime,
      int workers,
      TrainTask task,
      NDManager manager,
      WorkerThreads threads,
      WorkerThreads helpers,
      TrainProgress progress) {
    this.runtime = runtime;
    this.workers = workers;
    this.task = task;
    this.spec = task.spec();
    this.manager = manager;
    this.threads = threads;
    this.helpers = helpers;
    this.progress = progress;
    this.plan = new EpochPlan(spec, task.train().size(), task.seed());
  }

  Fit run(Optional<CheckpointFolder> folder) {
    Model model = new Model(task.net(), spec, manager, task.initial());
    TrainState state = new TrainState();
    Optional<Checkpoints> checkpoints =
        folder.map(f -> new Checkpoints(f, Identity.of(f.study(), task, runtime)));
    checkpoints.ifPresent(c -> c.resume(state, model));
    ParameterUpdate update =
        ParameterUpdate.of(model.learned(), spec, helpers, runtime.info().threads());
    BatchQueue queue =
        new BatchQueue(
            task.train(), plan.from(state.epoch, state.stepInEpoch), spec.batchSize(), threads);
    while (state.epoch < spec.epochs() && !stopsEarly(state)) {
      while (state.stepInEpoch < plan.steps()) {
        step(state, model, update, queue);
        if (state.stepInEpoch < plan.steps()) {
          checkpoints.filter(Checkpoints::due).ifPresent(c -> c.write(state, model));
        }
      }
      endEpoch(state, model);
      checkpoints.ifPresent(c -> c.write(state, model));
      progress.epoch(state.epochs.get(state.epochs.size() - 1));
    }
    return finish(state, model);
  }

  private boolean stopsEarly(TrainState state) {
    return spec.patience() > 0 && state.stale >= spec.patience();
  }

  private void step(TrainState state, Model model, ParameterUpdate update, BatchQueue queue) {
    long begin = System.nanoTime();
    long waited = queue.waitedNanos();
    double rate = spec.schedule().rate(state.step, plan.steps());
    Batch batch = queue.next();
    Loss.Value value = update(model, update, batch, state.step + 1, rate);
    queue.handBack(batch);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double accuracy = (double) value.correct() / batch.size();
    state.step++;
    state.stepInEpoch++;
    state.loss += value.loss() * batch.size();
    state.correct += value.correct();
    state.seen += batch.size();
    state.seconds += seconds;
    state.waited += (queue.waitedNanos() - waited) / 1e9;
    state.steps.add(new History.Step(state.epoch + 1, state.step, value.loss(), accuracy, rate));
    pace.step(batch.size(), seconds);
    progress.step(
        new TrainProgress.Status(
            state.epoch + 1,
            spec.epochs(),
            state.stepInEpoch,
            plan.steps(),
            batch.size(),
            value.loss(),
            pace.imagesPerSecond(),
            pace.secondsFor((long) spec.epochs() * plan.steps() - state.step)));
  }

  @SuppressWarnings("try") // the stretch of work is held, not used
  private Loss.Value update(
      Model model, ParameterUpdate update, Batch batch, long number, double rate) {
    try (NativeWork work = NativeWork.begin();
        NDManager step = manager.newSubManager()) {
      NDArray x = Inference.input(step, batch, task.train().shape());
      List<NDArray> gradients = new ArrayList<>();
      Batch.Order order = batch.order();
      TrainPass pass = model.pass(task.seed(), order.epoch(), order.step());
      Loss.Value value = model.gradients(step, x, batch.labels(), pass, gradients);
      if (!Double.isFinite(value.loss())) {
        throw new UserError(
            "the loss is "
                + value.loss()
                + " in epoch "
                + (order.epoch() + 1)
                + ", batch "
                + (order.step() + 1)
                + " ("
                + batch.addresses()
                + "); lower the learning rate or look at these images");
      }
      update.apply(gradients, number, rate);
      return value;
    }
  }

  private void endEpoch(TrainState state, Model model) {
    Validation.Result validation =
        task.validation()
            .map(v -> Validation.of(new Inference(runtime, manager, task.net()), v, spec, threads))
            .orElse(Validation.NONE);
    int epoch = state.epoch + 1;
    if (task.validation().isPresent() && !Double.isFinite(validation.loss())) {
      throw new UserError(
          "the validation loss is "
              + validation.loss()
              + " behind epoch "
              + epoch
              + "; lower the learning rate");
    }
    state.epochs.add(
        new History.Epoch(
            epoch,
            state.step,
            state.loss / state.seen,
            (double) state.correct / state.seen,
            validation.loss(),
            validation.accuracy(),
            state.steps.get(state.steps.size() - 1).learningRate(),
            state.seconds,
            state.seen / state.seconds,
            state.waited / state.seconds));
    judge(state, model, validation, epoch);
    state.epoch = epoch;
    state.beginEpoch();
  }

  private void judge(TrainState state, Model model, Validation.Result validation, int epoch) {
    if (!spec.needsValidation()) {
      return;
    }
    double value =
        spec.selection() == Selection.BEST_VALIDATION_ACCURACY
            ? validation.accuracy()
            : -validation.loss();
    if (state.bestEpoch > 0 && value <= state.bestValue) {
      state.stale++;
      return;
    }
    state.bestEpoch = epoch;
    state.bestValue = value;
    state.stale = 0;
    if (spec.selection() != Selection.LAST) {
      if (state.best.isEmpty()) {
        state.best.putAll(model.copy());
      } else {
        model.tensors().forEach((name, tensor) -> Memory.copy(tensor, state.best.get(name)));
      }
    }
  }

  private Fit finish(TrainState state, Model model) {
    boolean best = spec.selection() != Selection.LAST;
    if (best) {
      state.best.forEach((name, tensor) -> Memory.copy(tensor, model.tensors().get(name)));
      state.best.values().forEach(NDArray::close);
    }
    model.requireFinite();
    model.closeOptimiser();
    TrainedNetwork network =
        new TrainedNetwork(
            runtime, task.net(), manager, model.tensors(), spec.batchSize(), workers);
    return new Fit(network, state.history(), best ? state.bestEpoch : state.epoch);
  }
}
