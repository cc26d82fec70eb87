package org.leukokit.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;

/**
 * How far a plan is: what is done by the run folders that are there, what is under way by the parts
 * that lie beside them, and how long the rest takes by what the finished runs took.
 *
 * @param alive whether the process that set out to do it still runs
 * @param runs every run of the plan in its order
 */
public record StudyStatus(boolean alive, List<Run> runs) {
  /** How far a run is. */
  public enum State {
    /** Its folder is there. */
    DONE,
    /** Its process runs and has begun it. */
    RUNNING,
    /** Parts of it are there, but no process runs; the same command goes on with it. */
    INTERRUPTED,
    /** Nothing of it is there. */
    WAITING
  }

  /**
   * A run of the plan.
   *
   * @param planned what it is
   * @param state how far it is
   * @param foldsDone how many of its folds are done
   * @param seconds what it took, for a finished one; NaN otherwise
   */
  public record Run(PlannedRun planned, State state, int foldsDone, double seconds) {
    /** Steps that are still to be done. */
    double stepsLeft() {
      return state == State.DONE
          ? 0
          : planned.steps() * (1 - (double) foldsDone / planned.folds().size());
    }
  }

  /**
   * Time left.
   *
   * @param seconds what the rest takes; NaN if no network or no classifier is finished yet to
   *     measure by
   * @param guessed how many of the runs still to be done are of a kind that no finished run has,
   *     and were taken to last as long as the mean of the finished networks or classifiers
   */
  public record Left(double seconds, int guessed) {}

  /** Copies the list. */
  public StudyStatus {
    runs = List.copyOf(runs);
  }

  /**
   * Looks at a folder of run folders.
   *
   * @return empty if no plan was left there
   * @throws org.leukokit.base.UserError if the plan can't be read
   */
  public static Optional<StudyStatus> of(Path folder) {
    return PlanFile.read(folder)
        .map(
            plan -> {
              boolean alive = plan.alive();
              List<Run> runs = new ArrayList<>();
              for (PlannedRun planned : plan.runs()) {
                runs.add(run(folder, planned, alive));
              }
              return new StudyStatus(alive, runs);
            });
  }

  private static Run run(Path folder, PlannedRun planned, boolean alive) {
    Path done = folder.resolve(planned.folder());
    if (RunFolder.exists(done)) {
      return new Run(planned, State.DONE, planned.folds().size(), seconds(done));
    }
    PartialRun partial = new PartialRun(folder, planned.folder());
    int folds = (int) planned.folds().stream().filter(partial::has).count();
    boolean begun = Files.isDirectory(partial.place(""));
    State state = !begun ? State.WAITING : alive ? State.RUNNING : State.INTERRUPTED;
    return new Run(planned, state, folds, Double.NaN);
  }

  private static double seconds(Path done) {
    Map<String, String> facts = RunFolder.readRecord(done).environment();
    double sum = 0;
    for (String name :
        List.of(
            RunRecord.TRAINING_SECONDS, RunRecord.PREDICTING_SECONDS, RunRecord.FITTING_SECONDS)) {
      sum += facts.containsKey(name) ? Double.parseDouble(facts.get(name)) : 0;
    }
    return sum;
  }

  /** How many runs are in a state. */
  public long count(State state) {
    return runs.stream().filter(r -> r.state() == state).count();
  }

  /**
   * Time left of several plans together, from what their finished runs took a step, kind by kind.
   * Reading images and writing pages come on top.
   */
  public static Left left(List<StudyStatus> all) {
    // Seconds and steps by kind; seconds and runs by family.
    Map<String, double[]> kinds = new HashMap<>();
    Map<String, double[]> families = new HashMap<>();
    List<Run> open = new ArrayList<>();
    for (StudyStatus status : all) {
      for (Run run : status.runs()) {
        if (run.state() == State.DONE) {
          add(kinds, run.planned().kind(), run.seconds(), run.planned().steps());
          add(families, run.planned().family(), run.seconds(), 1);
        } else {
          open.add(run);
        }
      }
    }
    double left = 0;
    int guessed = 0;
    for (Run run : open) {
      double[] rate = kinds.get(run.planned().kind());
      double[] mean = families.getOrDefault(run.planned().family(), new double[] {0, 0});
      double share = run.stepsLeft() / Math.max(1, run.planned().steps());
      left += rate == null ? share * mean[0] / mean[1] : run.stepsLeft() * rate[0] / rate[1];
      guessed += rate == null ? 1 : 0;
    }
    return new Left(left, guessed);
  }

  private static void add(Map<String, double[]> sums, String key, double seconds, double count) {
    double[] sum = sums.computeIfAbsent(key, k -> new double[2]);
    sum[0] += seconds;
    sum[1] += count;
  }
}
