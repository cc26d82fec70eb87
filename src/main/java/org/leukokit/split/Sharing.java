package org.leukokit.split;

/** What the shares of a division count where subjects or groups are drawn. */
public enum Sharing {
  /** Cells: parts come as near to their shares of the cells as whole subjects or groups allow. */
  CELLS,
  /** The subjects or groups themselves, those of each class apart, however many cells they have. */
  UNITS
}
