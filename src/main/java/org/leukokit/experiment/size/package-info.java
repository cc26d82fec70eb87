/** Floor 7: how far cell size alone goes. */
package org.leukokit.experiment.size;
