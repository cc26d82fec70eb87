package org.leukokit.cli;

import java.util.Map;
import org.leukokit.net.EngineInfo;

/** What computes a command's networks, for run records. */
final class EngineFacts {
  private EngineFacts() {}

  /** By name. */
  static Map<String, String> of(EngineInfo engine) {
    return Map.of(
        "device", engine.processor(),
        "libtorch", engine.version(),
        "DJL", engine.djlVersion(),
        "libtorch threads really used", Integer.toString(engine.threads()));
  }
}
