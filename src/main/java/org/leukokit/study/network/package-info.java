/**
 * Studies of trained networks: each method is fitted on the training rows of each fold, by {@code
 * train}, and leaves a run folder. Floor 5.
 */
package org.leukokit.study.network;
