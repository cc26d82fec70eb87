package org.leukokit.study.network;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.leukokit.net.ConvNet;
import org.leukokit.net.weights.SafetensorsWriter;
import org.leukokit.net.weights.TensorSource;
import org.leukokit.record.ModelRecord;
import org.leukokit.train.Fit;

/** The folder in which trained networks are kept: one folder a run, and in it one a fold. */
final class KeptModels {
  private final Path folder;

  KeptModels(Path folder) {
    this.folder = Objects.requireNonNull(folder, "folder");
  }

  /** Where a fold's model lies. */
  Path place(String run, String fold) {
    return folder.resolve(run).resolve(fold);
  }

  /** Whether a fold's model is there. */
  boolean has(String run, String fold) {
    return ModelRecord.exists(place(run, fold));
  }

  /**
   * Whether a method's networks are kept: not where labels were shuffled, as nothing can be
   * predicted with those.
   */
  static boolean wants(NetworkMethod method) {
    return !method.shuffledLabels();
  }

  /** Bytes of the tensors of one network. */
  static long bytes(ConvNet net) {
    return 4 * net.parameterCount();
  }

  /** Writes a model, whole or not at all. */
  static void write(Path place, ModelRecord record, Fit fit) {
    try (TensorSource tensors = fit.network().tensors()) {
      record.write(
          place,
          file ->
              SafetensorsWriter.write(
                  file,
                  tensors.shapes(),
                  tensors::read,
                  Map.of(
                      "schema", ModelRecord.SCHEMA, "network", record.architecture().backbone())));
    }
  }
}
