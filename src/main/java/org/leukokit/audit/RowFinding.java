package org.leukokit.audit;

import java.util.List;
import java.util.Optional;

/**
 * What the search found for a row.
 *
 * @param row the row
 * @param verdict the verdict
 * @param stated the set that the source states
 * @param fits where the whole row fits: first the one that the verdict speaks of, then others
 * @param misprints where the row fits but for one value (or as few as possible), on the stated set
 *     first; only where the whole row does not fit the stated set
 */
public record RowFinding(
    PrintedRow row, Verdict verdict, TestSet stated, List<Fit> fits, List<Misprint> misprints) {
  /** Copies the lists. */
  public RowFinding {
    fits = List.copyOf(fits);
    misprints = List.copyOf(misprints);
  }

  /** The fit that the verdict speaks of. */
  public Optional<Fit> fit() {
    return fits.stream().findFirst();
  }

  /** What would have to change for the row to fit. */
  public Optional<Misprint> nearest() {
    return misprints.stream().findFirst();
  }
}
