package org.leukokit.study.network;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.leukokit.base.UserError;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;

/**
 * A study of trained networks: what to run, as a plain value.
 *
 * @param study the paper's key
 * @param publishedUnit what the paper drew into folds
 * @param protocols the protocols, at least one
 * @param methods the methods, at least one
 * @param seed the seed of every random draw
 * @param threads threads of libtorch; part of the question, as last bits depend on it
 * @param limits the protocols of methods that are not run under all, by the methods' ids
 * @param explained over how many test cells of each fold maps of where the network looks are kept;
 *     0 for none
 */
public record NetworkStudySpec(
    String study,
    Unit publishedUnit,
    List<Protocol> protocols,
    List<NetworkMethod> methods,
    long seed,
    int threads,
    Map<String, Set<Protocol>> limits,
    int explained) {
  /** A study whose methods are all run under all protocols, without maps. */
  public NetworkStudySpec(
      String study,
      Unit publishedUnit,
      List<Protocol> protocols,
      List<NetworkMethod> methods,
      long seed,
      int threads) {
    this(study, publishedUnit, protocols, methods, seed, threads, Map.of(), 0);
  }

  /**
   * Copies the lists.
   *
   * @throws UserError if the number of threads is out of its range
   */
  public NetworkStudySpec {
    Objects.requireNonNull(study, "study");
    Objects.requireNonNull(publishedUnit, "publishedUnit");
    protocols = List.copyOf(protocols);
    methods = List.copyOf(methods);
    limits = Map.copyOf(limits);
    if (explained < 0) {
      throw new UserError("maps are kept of 0 (none) or more test cells, not of " + explained);
    }
    if (threads < 1 || threads > 256) {
      throw new UserError("threads must be 1 to 256, was " + threads);
    }
    if (protocols.isEmpty() || methods.isEmpty()) {
      throw new IllegalArgumentException("a study needs protocols and methods");
    }
  }

  /** Whether a method is run under a protocol. */
  public boolean runs(NetworkMethod method, Protocol protocol) {
    Set<Protocol> only = limits.get(method.id());
    return only == null || only.contains(protocol);
  }
}
