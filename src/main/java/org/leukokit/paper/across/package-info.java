/**
 * Floor 7: the comparison across the papers: their methods on the same cells and the same folds,
 * what that costs, and what becomes of the papers' claims.
 */
package org.leukokit.paper.across;
