package org.leukokit.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.leukokit.net.EngineInfo;

/** What computes a command's networks, for run records. */
final class EngineFacts {
  private EngineFacts() {}

  /** By name. */
  static Map<String, String> of(EngineInfo engine) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("device", engine.processor());
    facts.put("libtorch", engine.version());
    facts.put("DJL", engine.djlVersion());
    facts.put("libtorch threads really used", Integer.toString(engine.threads()));
    if (engine.guessesCaches()) {
      facts.put("processor's caches", "hidden by the hypervisor; oneDNN guesses them");
    }
    return facts;
  }
}
