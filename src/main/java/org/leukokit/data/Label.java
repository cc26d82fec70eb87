package org.leukokit.data;

/** What a cell is. The leukemic class is the positive one in every metric of the kit. */
public enum Label {
  /** Leukemic ("ALL" in C-NMC 2019): the positive class. */
  LEUKEMIC,
  /** Healthy ("HEM" in C-NMC 2019): the negative class. */
  HEALTHY,
  /** Not known, as in the final test of C-NMC 2019; never trained or scored on. */
  UNKNOWN
}
