/**
 * How often the kit's intervals hold the truth, and its tests find what is there, at the group
 * sizes that real data have: a simulation, in which the truth is known.
 */
package org.leukokit.experiment.coverage;
