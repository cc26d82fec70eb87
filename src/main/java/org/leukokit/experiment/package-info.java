/**
 * Floor 7: the kit's own experiments, beside the papers: what leaks between folds, and what cell
 * size alone tells. Each declares its studies and exhibits; files and commands are not its
 * business.
 */
package org.leukokit.experiment;
