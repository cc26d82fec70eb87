package org.leukokit.experiment.leakage;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.base.Progress;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.split.NearDuplicates;
import org.leukokit.split.NearDuplicates.Findings;

/** The search for near-duplicates where the truth is known: phantoms with changed copies. */
public final class MadePairs {
  private static final int EVERY = 6;

  private MadePairs() {}

  /**
   * What the search found for one change.
   *
   * @param change what was changed, for people
   * @param cells how many cells there were, copies among them
   * @param made how many changed copies were made
   * @param found how many of these were found
   * @param wrong how many pairs of different cells were taken for one photograph
   * @param compared how many pairs were compared pixel by pixel
   */
  public record Result(String change, int cells, int made, int found, int wrong, int compared) {}

  /**
   * Makes changed copies of phantoms of full size and looks for them.
   *
   * @param seed the seed of the phantoms and of the changes
   * @param progress hears how far it is
   */
  public static List<Result> search(long seed, Progress progress) {
    PhantomCells phantoms = new PhantomCells(PhantomSpec.standard(seed).withSharedPairs(0));
    List<Result> results = new ArrayList<>();
    try (Progress.Task task = progress.start("made pairs: kinds", MadeChange.values().length)) {
      for (MadeChange change : MadeChange.values()) {
        ChangedCells cells = new ChangedCells(phantoms, change, EVERY, seed);
        Findings findings = NearDuplicates.find(cells, Progress.NONE);
        int found =
            (int)
                findings.pairs().stream()
                    .filter(p -> cells.isMadePair(p.first(), p.second()))
                    .count();
        results.add(
            new Result(
                change.display(),
                cells.cells().size(),
                cells.made(),
                found,
                findings.pairs().size() - found,
                findings.candidates()));
        task.step();
      }
    }
    return results;
  }
}
