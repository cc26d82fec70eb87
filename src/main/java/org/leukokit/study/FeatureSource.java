package org.leukokit.study;

import java.util.List;
import java.util.Optional;
import org.leukokit.base.Progress;
import org.leukokit.feature.FeatureRequest;
import org.leukokit.record.RunRecord;

/**
 * Where features come from: a network's, or what something else measures of a cell. What they are
 * is known before a network is loaded, so that a study whose runs are all there never loads one.
 */
public interface FeatureSource {
  /** For a study whose methods see no network's features; being asked for some is a bug. */
  FeatureSource NONE =
      new FeatureSource() {
        @Override
        public String weightsDigest() {
          throw new IllegalStateException("this study has no source of features");
        }

        @Override
        public String engine() {
          throw new IllegalStateException("this study has no source of features");
        }

        @Override
        public RunRecord.Weights weights() {
          throw new IllegalStateException("this study has no source of features");
        }

        @Override
        public float[][] extract(List<FeatureRequest> requests, Progress progress) {
          throw new IllegalStateException("this study has no source of features");
        }
      };

  /**
   * The digest of the weights, or of whatever else decides the features beside the image; part of a
   * run's inputs.
   */
  String weightsDigest();

  /**
   * What is done to pixels, where that is not what the network takes by default; part of a run's
   * inputs then.
   */
  default Optional<String> input() {
    return Optional.empty();
  }

  /** Library, version and device that compute them; part of a run's inputs. */
  String engine();

  /** The weights, for provenance. */
  RunRecord.Weights weights();

  /**
   * The features of each request, in order.
   *
   * @param requests what is wanted
   * @param progress hears of each request done
   * @return {@code requests × dimension} values
   */
  float[][] extract(List<FeatureRequest> requests, Progress progress);
}
