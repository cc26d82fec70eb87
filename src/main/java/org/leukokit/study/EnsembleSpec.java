package org.leukokit.study;

import java.util.List;
import java.util.Objects;
import org.leukokit.base.UserError;
import org.leukokit.ensemble.WeightSource;
import org.leukokit.ensemble.Weighting;

/**
 * An ensemble of methods of one study, under each protocol under which all of them are run.
 *
 * @param members the methods' ids, at least two
 * @param weighting what decides the weights
 * @param source where they are from
 */
public record EnsembleSpec(List<String> members, Weighting weighting, WeightSource source) {
  /**
   * Copies the list.
   *
   * @throws UserError if there are fewer than two members
   */
  public EnsembleSpec {
    Objects.requireNonNull(weighting, "weighting");
    Objects.requireNonNull(source, "source");
    members = List.copyOf(members);
    if (members.size() < 2) {
      throw new UserError("an ensemble needs at least two members, not " + members.size());
    }
  }
}
