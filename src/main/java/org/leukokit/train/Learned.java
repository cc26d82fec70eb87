package org.leukokit.train;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A tensor that training moves.
 *
 * @param name its name
 * @param values the tensor
 * @param states the optimiser's running tensors for it
 * @param rateFactor multiplies the learning rate
 * @param l1 is added to the gradient with the sign of the value
 * @param l2 is added to the gradient times the value
 * @param decay decoupled weight decay
 */
record Learned(
    String name,
    NDArray values,
    List<NDArray> states,
    double rateFactor,
    double l1,
    double l2,
    double decay) {}
