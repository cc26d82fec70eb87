package org.leukokit.paper;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.leukokit.study.EnsembleSpec;
import org.leukokit.study.PanelSpec;
import org.leukokit.study.StudySpec;
import org.leukokit.study.network.NetworkStudySpec;

/**
 * What is run for a paper's report.
 *
 * @param classical the study of classifiers on features; empty if the paper has none
 * @param networks the study of trained networks; empty if the paper has none
 * @param panels the pictures
 * @param ensembles what is made of the trained networks' predictions
 */
public record StudyPlan(
    Optional<StudySpec> classical,
    Optional<NetworkStudySpec> networks,
    PanelSpec panels,
    List<EnsembleSpec> ensembles) {
  /** A plan without ensembles. */
  public StudyPlan(
      Optional<StudySpec> classical, Optional<NetworkStudySpec> networks, PanelSpec panels) {
    this(classical, networks, panels, List.of());
  }

  /**
   * @throws IllegalArgumentException if there is nothing to run
   */
  public StudyPlan {
    Objects.requireNonNull(classical, "classical");
    Objects.requireNonNull(networks, "networks");
    Objects.requireNonNull(panels, "panels");
    ensembles = List.copyOf(ensembles);
    if (classical.isEmpty() && networks.isEmpty()) {
      throw new IllegalArgumentException("a plan needs something to run");
    }
  }
}
