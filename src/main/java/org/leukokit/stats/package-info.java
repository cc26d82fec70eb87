/**
 * Floor 2: intervals over groups of cells, paired tests, corrections. Cells of one subject are
 * alike, so the independent pieces of evidence are groups (subjects, or subjects that share cells),
 * not cells. What can't be said is said to be undefined, with the reason; nothing is invented.
 */
package org.leukokit.stats;
