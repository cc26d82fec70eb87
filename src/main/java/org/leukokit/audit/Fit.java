package org.leukokit.audit;

/**
 * Where a whole row fits.
 *
 * @param set the class counts
 * @param way how the values were made
 * @param matches the matrices that give the row
 */
public record Fit(TestSet set, Way way, Matches matches) {}
