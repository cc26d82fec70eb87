package org.leukokit.study;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Protocol;

/** The runs of one study by method and protocol. */
public class StudyRuns {
  private final List<RunFolder> all;
  private final Map<String, RunFolder> byName = new HashMap<>();
  private final Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);

  /**
   * @param runs the runs of one study on one data set
   * @throws IllegalArgumentException if there is none
   */
  public StudyRuns(List<RunFolder> runs) {
    this(runs, run -> run.record().inputs().method());
  }

  /**
   * @param runs the runs of one study on one data set
   * @param method by which name a run is asked for
   * @throws IllegalArgumentException if there is none
   */
  protected StudyRuns(List<RunFolder> runs, Function<RunFolder, String> method) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a report needs runs");
    }
    all = List.copyOf(runs);
    for (RunFolder run : runs) {
      Protocol protocol = Protocol.named(run.record().inputs().protocol());
      protocols.add(protocol);
      byName.put(name(method.apply(run), protocol), run);
    }
  }

  private static String name(String method, Protocol protocol) {
    return method + "/" + protocol.id();
  }

  /** Every run. */
  public final List<RunFolder> all() {
    return all;
  }

  /** The provenance of one run, for what all of them share. */
  public final RunRecord any() {
    return all.get(0).record();
  }

  /** The protocols that were run, from the paper's own to the strictest. */
  public final List<Protocol> protocols() {
    return List.copyOf(protocols);
  }

  /** The paper's own protocol, or the laxest that was run. */
  public final Protocol first() {
    return protocols().get(0);
  }

  /** The strictest protocol that was run. */
  public final Protocol strictest() {
    return protocols().get(protocols.size() - 1);
  }

  /** Whether a method was run under a protocol. */
  public final boolean has(String method, Protocol protocol) {
    return find(method, protocol).isPresent();
  }

  /** The run of a method under a protocol, if there is one. */
  public final Optional<RunFolder> find(String method, Protocol protocol) {
    return Optional.ofNullable(byName.get(name(method, protocol)));
  }

  /**
   * The run of a method under a protocol.
   *
   * @throws IllegalArgumentException if there is none
   */
  public final RunFolder get(String method, Protocol protocol) {
    return find(method, protocol)
        .orElseThrow(
            () -> new IllegalArgumentException("no run of " + method + " under " + protocol.id()));
  }
}
