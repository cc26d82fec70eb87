package org.leukokit.exhibit;

/** A table or figure of a report. */
public sealed interface Exhibit permits TableExhibit, Figure {
  /** A short name for files and links, such as {@code table-1} or {@code fig-7-accuracy}. */
  String id();

  /** The heading, such as {@code Table 1. Performance of the first model}. */
  String title();

  /** What a reader must know to read it: units, what is compared, what an interval covers. */
  String caption();

  /** Whether it holds the paper's printed values alone, and none of ours. */
  default boolean publishedOnly() {
    return false;
  }
}
