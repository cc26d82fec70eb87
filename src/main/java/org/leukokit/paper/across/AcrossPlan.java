package org.leukokit.paper.across;

import java.util.List;
import org.leukokit.study.EnsembleSpec;
import org.leukokit.study.StudySpec;
import org.leukokit.study.network.NetworkStudySpec;

/**
 * What the comparison runs, in the order in which it gives a useful page early.
 *
 * @param classical classifiers on features with the controls, the comparison's own folds first
 * @param networks one trained network each, on the comparison's own folds, cheap ones first
 * @param ensembles what is made of them
 * @param again the cheapest methods on other seeds, folds and splits, to see what those change;
 *     these may fail where the cells don't allow it
 * @param networksAgain the same of the cheapest network
 */
public record AcrossPlan(
    StudySpec classical,
    List<NetworkStudySpec> networks,
    List<EnsembleSpec> ensembles,
    List<StudySpec> again,
    List<NetworkStudySpec> networksAgain) {
  /** Copies the lists. */
  public AcrossPlan {
    networks = List.copyOf(networks);
    ensembles = List.copyOf(ensembles);
    again = List.copyOf(again);
    networksAgain = List.copyOf(networksAgain);
  }
}
