/**
 * Floor 3: training of networks: optimisers, schedules of the learning rate, penalties, loss,
 * batches prepared on worker threads, checkpoints, history. Knows no paper and no data set.
 */
package org.leukokit.train;
