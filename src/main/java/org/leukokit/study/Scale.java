package org.leukokit.study;

import java.util.Locale;

/** How much of a study is run. */
public enum Scale {
  /** Minutes on two cores: fewer phantom cells. Real cells are all used. */
  SMOKE,
  /** As the paper says. */
  FULL;

  /** The name on the command line and in files. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
