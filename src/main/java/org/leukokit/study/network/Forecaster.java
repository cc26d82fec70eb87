package org.leukokit.study.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leukokit.base.Progress;
import org.leukokit.data.Dataset;
import org.leukokit.split.Fold;
import org.leukokit.split.FoldSet;
import org.leukokit.study.ProcessMemory;
import org.leukokit.train.LastBatch;

/** From the pace of a few steps to what a study takes. */
final class Forecaster {
  /** Bytes a row of predictions and folds takes, about. */
  private static final long ROW = 160;

  /** Bytes a step takes in a history, about. */
  private static final long STEP = 80;

  /** Checkpoints on disk at once: two are kept while a third is written. */
  private static final int CHECKPOINTS = 3;

  /**
   * A run to be done.
   *
   * @param method the method
   * @param folds its folds
   * @param beside cells beside the folds
   */
  record Job(NetworkMethod method, FoldSet folds, int beside) {}

  /**
   * What decides the pace of a method's steps.
   *
   * @param backbone the network
   * @param head its head, by its layers
   * @param input what it sees
   * @param batch examples a step
   */
  private record Kind(String backbone, String head, InputSpec input, int batch) {
    static Kind of(NetworkMethod method) {
      return new Kind(
          method.backbone(),
          method.head().layers().toString(),
          method.input(),
          method.training().batchSize());
    }
  }

  private final NetworkStudySpec spec;
  private final Dataset dataset;

  Forecaster(NetworkStudySpec spec, Dataset dataset) {
    this.spec = spec;
    this.dataset = dataset;
  }

  Forecast of(List<Job> jobs, Rehearsal rehearsal, Progress progress) {
    Map<Kind, Rehearsal.Pace> paces = new HashMap<>();
    long kinds = jobs.stream().map(j -> Kind.of(j.method())).distinct().count();
    try (Progress.Task task = progress.start("rehearsal: networks", kinds)) {
      for (Job job : jobs) {
        Kind kind = Kind.of(job.method());
        if (!paces.containsKey(kind)) {
          paces.put(kind, rehearsal.of(job.method(), job.folds().folds().get(0)));
          task.step();
        }
      }
    }
    Map<String, Forecast.Method> methods = new LinkedHashMap<>();
    long results = 0;
    long images = 0;
    for (Job job : jobs) {
      NetworkMethod method = job.method();
      Rehearsal.Pace pace = paces.get(Kind.of(method));
      long steps = steps(method, job.folds());
      Forecast.Method one =
          new Forecast.Method(method.title(), 1, steps, pace.step(), seconds(job, pace));
      methods.merge(method.title(), one, Forecaster::plus);
      long cells = dataset.cells().size();
      // A run's parts and its folder stand side by side for a moment.
      results += 2 * STEP * steps + ROW * cells * job.folds().folds().size();
      long side = method.input().size();
      images = Math.max(images, 3 * side * side * cells);
    }
    long checkpoint =
        paces.values().stream().mapToLong(Rehearsal.Pace::checkpointBytes).max().orElse(0);
    return new Forecast(
        new ArrayList<>(methods.values()),
        ProcessMemory.most(),
        images,
        CHECKPOINTS * checkpoint,
        results);
  }

  private static Forecast.Method plus(Forecast.Method a, Forecast.Method b) {
    return new Forecast.Method(
        a.title(),
        a.runs() + b.runs(),
        a.steps() + b.steps(),
        a.stepSeconds(),
        a.seconds() + b.seconds());
  }

  /** Steps of the trainings on all folds. */
  long steps(NetworkMethod method, FoldSet set) {
    return set.folds().stream()
        .mapToLong(f -> method.training().epochs() * stepsAnEpoch(method, f))
        .sum();
  }

  private long stepsAnEpoch(NetworkMethod method, Fold fold) {
    int examples = method.rows().examples(fold.train(), spec.seed()).size();
    int batch = method.training().batchSize();
    return method.training().lastBatch() == LastBatch.DROP
        ? Math.max(1, examples / batch)
        : (examples + batch - 1) / batch;
  }

  private double seconds(Job job, Rehearsal.Pace pace) {
    double seconds = 0;
    for (Fold fold : job.folds().folds()) {
      NetworkMethod method = job.method();
      List<TrainingExample> judging =
          fold.validation().isEmpty()
              ? List.of()
              : method.rows().validation(fold.validation(), spec.seed());
      int judged = judging.size();
      double epoch =
          stepsAnEpoch(method, fold) * pace.step() + judged * pace.judge() + pace.checkpoint();
      int asked = fold.test().size() + fold.validation().size() + job.beside();
      Set<String> squares = new HashSet<>();
      method
          .rows()
          .examples(fold.train(), spec.seed())
          .forEach(example -> squares.add(example.square()));
      judging.forEach(example -> squares.add(example.square()));
      fold.test().forEach(r -> squares.add(TrainingExample.plain(r.cell(), r.version()).square()));
      seconds +=
          pace.start()
              + method.training().epochs() * epoch
              + asked * pace.judge()
              + (squares.size() + job.beside()) * pace.decode();
    }
    return seconds;
  }
}
