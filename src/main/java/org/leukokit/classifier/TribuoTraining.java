package org.leukokit.classifier;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.leukokit.base.UserError;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** From the rows of a fold to a Tribuo dataset, and from a model's predictions to scores. */
public final class TribuoTraining {
  /** The label of positive rows. */
  public static final String POSITIVE = "positive";

  /** The label of the other rows. */
  public static final String NEGATIVE = "negative";

  private TribuoTraining() {}

  /**
   * Trains on the training rows of a fold.
   *
   * @throws UserError if the trainer fails, with its reason
   */
  static FittedClassifier train(
      ClassifierSpec.Own spec,
      FeatureMatrix x,
      int[] train,
      boolean[] positive,
      Standardiser standardiser) {
    String[] names = names(x.columns());
    List<Example<Label>> examples = new ArrayList<>(train.length);
    for (int i = 0; i < train.length; i++) {
      examples.add(
          new ArrayExample<>(
              new Label(positive[i] ? POSITIVE : NEGATIVE),
              names,
              standardiser.apply(x.row(train[i]))));
    }
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> dataset =
        new MutableDataset<>(
            examples,
            new SimpleDataSourceProvenance("training rows", OffsetDateTime.now(), labels),
            labels);
    // The count is the trainer's own state: two folds at a time would draw each other's numbers.
    synchronized (spec.trainer()) {
      try {
        spec.trainer().setInvocationCount(0);
        return new Fitted(spec.id(), spec.trainer().train(dataset), names, standardiser);
      } catch (UserError e) {
        throw e;
      } catch (RuntimeException e) {
        throw new UserError(spec.id() + ": its trainer failed: " + e, e);
      }
    }
  }

  /** The scores of rows, in their order. */
  static Scores scores(FittedClassifier fitted, FeatureMatrix x, int[] rows) {
    double[] shares = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      shares[i] = fitted.score(x.row(rows[i]));
    }
    return Scores.ofShares(shares);
  }

  // Tribuo orders features by name, so the names have to order as the columns do.
  private static String[] names(int columns) {
    String[] names = new String[columns];
    for (int f = 0; f < columns; f++) {
      names[f] = String.format(java.util.Locale.ROOT, "f%06d", f);
    }
    return names;
  }

  private static final class Fitted implements FittedClassifier {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final Model<Label> model;
    private final String[] names;
    private final Standardiser standardiser;

    Fitted(String id, Model<Label> model, String[] names, Standardiser standardiser) {
      this.id = id;
      this.model = model;
      this.names = names;
      this.standardiser = standardiser;
    }

    @Override
    public double margin(float[] row) {
      return score(row) - 0.5;
    }

    @Override
    public double score(float[] row) {
      Label positive =
          model
              .predict(
                  new ArrayExample<>(LabelFactory.UNKNOWN_LABEL, names, standardiser.apply(row)))
              .getOutputScores()
              .get(POSITIVE);
      double score = positive == null ? Double.NaN : positive.getScore();
      if (!(score >= 0 && score <= 1)) {
        throw new UserError(
            id
                + ": its model gives the label '"
                + POSITIVE
                + "' the score "
                + (positive == null ? "of nothing" : score)
                + "; a score is a number from 0 to 1, positive from 0.5 on");
      }
      return score;
    }
  }
}
