package org.leukokit.classifier;

import java.util.TreeSet;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.classification.Label;

/** A Tribuo dataset of two labels as a dense matrix and classes. */
record DatasetRows(FeatureMatrix features, boolean[] positive, String negativeLabel) {

  static DatasetRows of(Dataset<Label> examples, String positiveLabel) {
    TreeSet<String> labels = new TreeSet<>();
    examples.getOutputs().forEach(label -> labels.add(label.getLabel()));
    if (labels.size() != 2 || !labels.contains(positiveLabel)) {
      throw new IllegalArgumentException(
          "two labels are needed, one of them '" + positiveLabel + "'; the dataset has " + labels);
    }
    ImmutableFeatureMap ids = examples.getFeatureIDMap();
    float[][] rows = new float[examples.size()][];
    boolean[] positive = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      Example<Label> example = examples.getExample(i);
      if (example.getWeight() != 1) {
        throw new IllegalArgumentException(
            "example " + i + " has weight " + example.getWeight() + "; weights are not supported");
      }
      float[] row = new float[ids.size()];
      fill(row, example, ids);
      rows[i] = row;
      positive[i] = example.getOutput().getLabel().equals(positiveLabel);
    }
    labels.remove(positiveLabel);
    return new DatasetRows(FeatureMatrix.ofRows(rows), positive, labels.first());
  }

  /** Writes the features that the map knows and returns how many they are. */
  static int fill(float[] row, Example<Label> example, ImmutableFeatureMap ids) {
    int known = 0;
    for (Feature feature : example) {
      int id = ids.getID(feature.getName());
      if (id >= 0) {
        row[id] = (float) feature.getValue();
        known++;
      }
    }
    return known;
  }
}
