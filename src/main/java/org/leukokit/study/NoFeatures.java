package org.leukokit.study;

import java.util.List;
import org.leukokit.base.Progress;
import org.leukokit.feature.FeatureRequest;
import org.leukokit.record.RunRecord;

/** The source of a study whose methods ask for no features of a network. */
public final class NoFeatures implements FeatureSource {
  @Override
  public String weightsDigest() {
    return "none";
  }

  @Override
  public String engine() {
    return "none";
  }

  @Override
  public RunRecord.Weights weights() {
    return new RunRecord.Weights("none", "none", false, "no network");
  }

  @Override
  public float[][] extract(List<FeatureRequest> requests, Progress progress) {
    throw new IllegalStateException("this study has no network to take features from");
  }
}
