/**
 * Floor 4: ensembles over predictions, as mondal2021 defines them: SAP, the mean of the members'
 * probabilities (Eq. 1), and WEN, their mean weighted by each member's performance (Eq. 2).
 *
 * <p>Weights come from validation predictions. Weights from the test set are a leak; they can be
 * had, to show what the leak would gain, and say so wherever they go. Nothing here knows how the
 * members were made.
 */
package org.leukokit.ensemble;
