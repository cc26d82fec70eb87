/**
 * Floor 1: confusion matrix, class-wise and averaged scores, kappa, ROC and AUC, calibration. Pure
 * arithmetic on arrays: no files, no images. The positive class is the leukemic one; what is not
 * defined is NaN and never a zero.
 */
package org.leukokit.metric;
