package org.leukokit.classifier;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tribuo.Example;
import org.tribuo.Excuse;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.provenance.ModelProvenance;

/** What a {@link ClassicTrainer} gives: a fitted classifier as a Tribuo model of two labels. */
public final class ClassicModel extends Model<Label> {
  private static final long serialVersionUID = 1L;

  private final FittedClassifier fitted;
  private final String positive;
  private final String negative;

  ClassicModel(
      String name,
      ModelProvenance provenance,
      ImmutableFeatureMap features,
      ImmutableOutputInfo<Label> labels,
      boolean probabilities,
      FittedClassifier fitted,
      String positive,
      String negative) {
    super(name, provenance, features, labels, probabilities);
    this.fitted = fitted;
    this.positive = positive;
    this.negative = negative;
  }

  /** The classifier itself, for margins and for rows that are no examples. */
  public FittedClassifier fitted() {
    return fitted;
  }

  /**
   * Scores of both labels, which add up to 1; the positive label from 0.5 on.
   *
   * @throws IllegalArgumentException if the example has no feature that the training rows had
   */
  @Override
  public Prediction<Label> predict(Example<Label> example) {
    float[] row = new float[featureIDMap.size()];
    int known = DatasetRows.fill(row, example, featureIDMap);
    if (known == 0) {
      throw new IllegalArgumentException("the example has no feature of the training rows");
    }
    double score = fitted.score(row);
    Label yes = new Label(positive, score);
    Label no = new Label(negative, 1 - score);
    Map<String, Label> scores = new LinkedHashMap<>();
    scores.put(positive, yes);
    scores.put(negative, no);
    return new Prediction<>(
        score >= 0.5 ? yes : no, scores, known, example, generatesProbabilities());
  }

  /** Nothing: most of these methods weigh no single features. */
  @Override
  public Map<String, List<Pair<String, Double>>> getTopFeatures(int n) {
    return Map.of();
  }

  @Override
  public Optional<Excuse<Label>> getExcuse(Example<Label> example) {
    return Optional.empty();
  }

  @Override
  protected ClassicModel copy(String newName, ModelProvenance newProvenance) {
    return new ClassicModel(
        newName,
        newProvenance,
        featureIDMap,
        outputIDInfo,
        generatesProbabilities,
        fitted,
        positive,
        negative);
  }
}
