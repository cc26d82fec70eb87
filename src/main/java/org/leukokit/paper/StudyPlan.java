package org.leukokit.paper;

import java.util.Objects;
import java.util.Optional;
import org.leukokit.study.PanelSpec;
import org.leukokit.study.StudySpec;
import org.leukokit.study.network.NetworkStudySpec;

/**
 * What is run for a paper's report.
 *
 * @param classical the study of classifiers on features; empty if the paper has none
 * @param networks the study of trained networks; empty if the paper has none
 * @param panels the pictures
 */
public record StudyPlan(
    Optional<StudySpec> classical, Optional<NetworkStudySpec> networks, PanelSpec panels) {
  /**
   * @throws IllegalArgumentException if there is nothing to run
   */
  public StudyPlan {
    Objects.requireNonNull(classical, "classical");
    Objects.requireNonNull(networks, "networks");
    Objects.requireNonNull(panels, "panels");
    if (classical.isEmpty() && networks.isEmpty()) {
      throw new IllegalArgumentException("a plan needs something to run");
    }
  }
}
