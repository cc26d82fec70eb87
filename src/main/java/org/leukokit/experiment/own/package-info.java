/** Floor 7: anyone's own classifiers on anyone's own cells, by the protocols of the papers. */
package org.leukokit.experiment.own;
