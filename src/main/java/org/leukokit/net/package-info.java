/**
 * Floor 2: the networks as DJL blocks, the engine that computes them, and networks loaded with
 * weights, ready to give features and logits.
 */
package org.leukokit.net;
