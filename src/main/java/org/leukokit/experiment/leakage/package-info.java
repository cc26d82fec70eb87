/** Floor 7: what stands on both sides of folds, and what that is worth. */
package org.leukokit.experiment.leakage;
