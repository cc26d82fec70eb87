package org.leukokit.data;

import java.util.Objects;

/**
 * What a report says about a data set.
 *
 * @param name the name on the command line, such as {@code phantom} or {@code cnmc2019-sample}
 * @param title one line for people
 * @param licence such as {@code CC BY 3.0}
 * @param citation how to cite it, with DOI where there is one
 * @param synthetic whether the cells are drawn by the kit and not photographed
 * @param collectionCells how many cells the whole collection has of which these are a part
 */
public record DatasetInfo(
    String name,
    String title,
    String licence,
    String citation,
    boolean synthetic,
    int collectionCells) {
  /** All texts are there. */
  public DatasetInfo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(licence, "licence");
    Objects.requireNonNull(citation, "citation");
  }

  /** The same under another title. */
  public DatasetInfo withTitle(String other) {
    return new DatasetInfo(name, other, licence, citation, synthetic, collectionCells);
  }
}
