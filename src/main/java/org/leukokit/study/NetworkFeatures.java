package org.leukokit.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.leukokit.base.Progress;
import org.leukokit.feature.DeepFeatures;
import org.leukokit.feature.FeatureRequest;
import org.leukokit.net.Backbone;
import org.leukokit.net.Backbones;
import org.leukokit.net.EngineInfo;
import org.leukokit.net.FeatureLayer;
import org.leukokit.net.LoadedNetwork;
import org.leukokit.net.NamedInputs;
import org.leukokit.net.Preprocessing;
import org.leukokit.net.TorchRuntime;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.record.RunRecord;

/** Features of a layer of a network, which is loaded when the first are computed. */
public final class NetworkFeatures implements FeatureSource {
  private final TorchRuntime runtime;
  private final Backbone backbone;
  private final FeatureLayer layer;
  private final Optional<PretrainedWeights> pretrained;
  private final long seed;
  private final Path cache;

  /**
   * @param runtime computes the network
   * @param backbone the network
   * @param layer where the features are taken
   * @param pretrained its weights; random ones, drawn from the seed, where there are none
   * @param seed the seed of the study
   * @param cache the folder in which features are kept
   */
  public NetworkFeatures(
      TorchRuntime runtime,
      Backbone backbone,
      FeatureLayer layer,
      Optional<PretrainedWeights> pretrained,
      long seed,
      Path cache) {
    this.runtime = runtime;
    this.backbone = pretrained.map(w -> w.on(backbone)).orElse(backbone);
    this.layer = layer;
    this.pretrained = pretrained;
    this.seed = seed;
    this.cache = cache;
  }

  @Override
  public String weightsDigest() {
    return pretrained
        .map(w -> "sha256:" + w.sha256())
        .orElse("random:" + backbone.id() + ":" + seed);
  }

  @Override
  public Optional<String> input() {
    Preprocessing taken = backbone.preprocessing();
    return taken.equals(Backbones.named(backbone.id()).preprocessing())
        ? Optional.empty()
        : Optional.of(NamedInputs.text(taken));
  }

  @Override
  public String engine() {
    EngineInfo info = runtime.info();
    return info.engine() + " " + info.version() + ", " + info.device();
  }

  @Override
  public RunRecord.Weights weights() {
    String description =
        pretrained.map(PretrainedWeights::description).orElse("random weights (He), seed " + seed);
    return new RunRecord.Weights(backbone.id(), layer.id(), pretrained.isPresent(), description);
  }

  @Override
  public float[][] extract(List<FeatureRequest> requests, Progress progress) {
    try (LoadedNetwork network = load()) {
      if (!network.weightsDigest().equals(weightsDigest())) {
        throw new IllegalStateException(
            "the network says " + network.weightsDigest() + ", not " + weightsDigest());
      }
      return new DeepFeatures(network, layer, cache).extract(requests, progress);
    }
  }

  private LoadedNetwork load() {
    if (pretrained.isEmpty()) {
      return LoadedNetwork.random(runtime, backbone, seed);
    }
    try (TensorSource source = pretrained.get().open().get()) {
      return LoadedNetwork.from(runtime, backbone, source);
    }
  }
}
