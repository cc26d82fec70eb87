package org.leukokit.train;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/**
 * How a network is trained: a plain value, part of what a run is addressed by.
 *
 * @param optimiser how gradients move the parameters
 * @param schedule the learning rate of every step
 * @param loss what is made small
 * @param penalties what keeps weights small
 * @param freezing what is left alone
 * @param rateFactors layers with another learning rate; the last that fits a tensor counts
 * @param epochs epochs at most, 1 or more
 * @param batchSize examples a step, 1 or more
 * @param lastBatch what happens to the rest of an epoch
 * @param clipNorm the largest Euclidean norm of all gradients together (of the loss alone, before
 *     penalties), longer ones are scaled down to it; 0 for none
 * @param patience training stops after so many epochs in a row without improvement on the
 *     validation examples (accuracy for {@link Selection#BEST_VALIDATION_ACCURACY}, else loss); 0
 *     for none
 * @param selection which epoch's weights are kept
 * @param statisticsMomentum the share that the running statistics of normalisations keep in a step,
 *     below 1; 0 for the network's own. Keras' 0.99 takes some hundred steps to forget what they
 *     began with
 * @param shuffling what comes in a new order, and when
 */
public record TrainSpec(
    Optimiser optimiser,
    Schedule schedule,
    Loss loss,
    List<Penalty> penalties,
    Freezing freezing,
    List<RateFactor> rateFactors,
    int epochs,
    int batchSize,
    LastBatch lastBatch,
    double clipNorm,
    int patience,
    Selection selection,
    double statisticsMomentum,
    Shuffling shuffling) {
  /**
   * @throws org.leukokit.base.UserError if a value is out of range, or if the learning rate is
   *     cyclic and the training does not end where a cycle does: it would leave the weights at
   *     another rate than the one that the policy comes down to, at worst at a peak
   */
  public TrainSpec {
    Objects.requireNonNull(optimiser, "optimiser");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(loss, "loss");
    penalties = List.copyOf(penalties);
    Objects.requireNonNull(freezing, "freezing");
    rateFactors = List.copyOf(rateFactors);
    Objects.requireNonNull(lastBatch, "lastBatch");
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(shuffling, "shuffling");
    Checks.atLeastOne("epochs", epochs);
    Checks.atLeastOne("the batch size", batchSize);
    Checks.notNegative("the clip norm", clipNorm);
    Checks.share("the momentum of running statistics", statisticsMomentum);
    if (patience < 0) {
      throw new UserError("patience must be 0 (none) or more, was " + patience);
    }
    if (schedule instanceof Schedule.Cyclic cyclic) {
      if (patience > 0) {
        throw new UserError(
            "with a cyclic learning rate a training must not stop early, as it would end within a"
                + " cycle; leave patience at 0");
      }
      cyclic.requireEnd(epochs);
    }
  }

  /** Plain training: cross-entropy, no penalty, nothing frozen, the last epoch's weights. */
  public static TrainSpec of(Optimiser optimiser, Schedule schedule, int epochs, int batchSize) {
    return new TrainSpec(
        optimiser,
        schedule,
        Loss.CROSS_ENTROPY,
        List.of(),
        Freezing.NONE,
        List.of(),
        epochs,
        batchSize,
        LastBatch.KEEP,
        0,
        0,
        Selection.LAST,
        0,
        Shuffling.EXAMPLES);
  }

  /**
   * For another number of epochs, with a schedule of the same shape: as many cycles, a decay to the
   * same rate, in more or less time. A schedule that was cut off instead would end elsewhere.
   */
  public TrainSpec withEpochs(int other) {
    return with(
        draft -> {
          draft.schedule = schedule.stretched(epochs, other);
          draft.epochs = other;
        });
  }

  /** With another loss. */
  public TrainSpec withLoss(Loss other) {
    return with(draft -> draft.loss = other);
  }

  /** With these penalties instead. */
  public TrainSpec withPenalties(Penalty... others) {
    return with(draft -> draft.penalties = List.of(others));
  }

  /** With other layers frozen. */
  public TrainSpec withFreezing(Freezing other) {
    return with(draft -> draft.freezing = other);
  }

  /** With these factors of learning rates instead. */
  public TrainSpec withRateFactors(RateFactor... others) {
    return with(draft -> draft.rateFactors = List.of(others));
  }

  /** With another treatment of an epoch's rest. */
  public TrainSpec withLastBatch(LastBatch other) {
    return with(draft -> draft.lastBatch = other);
  }

  /** With gradients clipped; 0 for none. */
  public TrainSpec withClipNorm(double norm) {
    return with(draft -> draft.clipNorm = norm);
  }

  /** With another choice of the epoch, and early stopping; 0 for none. */
  public TrainSpec withSelection(Selection other, int otherPatience) {
    return with(
        draft -> {
          draft.selection = other;
          draft.patience = otherPatience;
        });
  }

  /** With another moment at which the examples get a new order. */
  public TrainSpec withShuffling(Shuffling other) {
    return with(draft -> draft.shuffling = other);
  }

  /** With running statistics that keep another share of themselves in a step; 0 for their own. */
  public TrainSpec withStatisticsMomentum(double other) {
    return with(draft -> draft.statisticsMomentum = other);
  }

  private TrainSpec with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  /** The values that a copy may have others of. */
  private static final class Draft {
    private final TrainSpec like;
    private Schedule schedule;
    private Loss loss;
    private List<Penalty> penalties;
    private Freezing freezing;
    private List<RateFactor> rateFactors;
    private int epochs;
    private LastBatch lastBatch;
    private double clipNorm;
    private int patience;
    private Selection selection;
    private Shuffling shuffling;
    private double statisticsMomentum;

    Draft(TrainSpec like) {
      this.like = like;
      schedule = like.schedule;
      loss = like.loss;
      penalties = like.penalties;
      freezing = like.freezing;
      rateFactors = like.rateFactors;
      epochs = like.epochs;
      lastBatch = like.lastBatch;
      clipNorm = like.clipNorm;
      patience = like.patience;
      selection = like.selection;
      shuffling = like.shuffling;
      statisticsMomentum = like.statisticsMomentum;
    }

    TrainSpec done() {
      return new TrainSpec(
          like.optimiser,
          schedule,
          loss,
          penalties,
          freezing,
          rateFactors,
          epochs,
          like.batchSize,
          lastBatch,
          clipNorm,
          patience,
          selection,
          statisticsMomentum,
          shuffling);
    }
  }

  /** Whether it can't do without validation examples. */
  public boolean needsValidation() {
    return patience > 0 || selection != Selection.LAST;
  }

  /** Every value by name, for the inputs of a run. */
  public SortedMap<String, String> settings() {
    TreeMap<String, String> settings = new TreeMap<>();
    settings.put("training optimiser", optimiser.text());
    settings.put("training learning rate", schedule.text());
    settings.put("training loss", loss.text());
    settings.put("training penalties", joined(penalties.stream().map(Penalty::text).toList()));
    settings.put("training frozen", freezing.text());
    settings.put(
        "training rate factors", joined(rateFactors.stream().map(RateFactor::text).toList()));
    settings.put("training epochs", Integer.toString(epochs));
    settings.put("training batch size", Integer.toString(batchSize));
    settings.put("training last batch", lastBatch.toString());
    settings.put("training clip norm", clipNorm == 0 ? "none" : Double.toString(clipNorm));
    settings.put("training patience", patience == 0 ? "none" : Integer.toString(patience));
    settings.put("training selection", selection.toString());
    // Not where they are what they always were: runs of before have no such settings.
    if (shuffling != Shuffling.EXAMPLES) {
      settings.put("training shuffling", shuffling.toString());
    }
    if (statisticsMomentum != 0) {
      settings.put("training momentum of running statistics", Double.toString(statisticsMomentum));
    }
    return settings;
  }

  /** SHA-256 of {@link #settings()}, 64 hexadecimal digits. */
  public String digest() {
    return Hashing.sha256Hex(
        settings().entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining("\n")));
  }

  private static String joined(List<String> texts) {
    return texts.isEmpty() ? "none" : String.join("; ", texts);
  }
}
