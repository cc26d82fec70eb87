package org.leukokit.study.network;

import java.util.List;
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
 * @param once methods that are run under the first protocol alone, by their ids: controls that are
 *     as dear as a method
 * @param seed the seed of every random draw
 * @param threads threads of libtorch; part of the question, as last bits depend on it
 * @param explained over how many test cells of each fold maps of where the network looks are kept;
 *     0 for none
 */
public record NetworkStudySpec(
    String study,
    Unit publishedUnit,
    List<Protocol> protocols,
    List<NetworkMethod> methods,
    Set<String> once,
    long seed,
    int threads,
    int explained) {
  /** A study that keeps no maps. */
  public NetworkStudySpec(
      String study,
      Unit publishedUnit,
      List<Protocol> protocols,
      List<NetworkMethod> methods,
      Set<String> once,
      long seed,
      int threads) {
    this(study, publishedUnit, protocols, methods, once, seed, threads, 0);
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
    once = Set.copyOf(once);
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

  /** Every method under every protocol. */
  public NetworkStudySpec(
      String study,
      Unit publishedUnit,
      List<Protocol> protocols,
      List<NetworkMethod> methods,
      long seed,
      int threads) {
    this(study, publishedUnit, protocols, methods, Set.of(), seed, threads);
  }

  /** The methods that are run under a protocol. */
  public List<NetworkMethod> methods(Protocol protocol) {
    boolean first = protocol == protocols.get(0);
    return methods.stream().filter(m -> first || !once.contains(m.id())).toList();
  }
}
