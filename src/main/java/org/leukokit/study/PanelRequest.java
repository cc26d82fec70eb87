package org.leukokit.study;

import java.util.List;
import org.leukokit.data.Label;

/** A picture of a study beside its samples and versions. */
public sealed interface PanelRequest {
  /** A short name, also the file's. */
  String id();

  /**
   * Cells of both classes as they are, above the squares in their middle, at the same scale.
   *
   * @param id a short name
   * @param whole side of a whole image in the picture, in pixels
   * @param crop side of the square, in pixels of the image
   * @param cells how many cells, from 2
   * @param seed the seed of the study
   */
  record Cropped(String id, int whole, int crop, int cells, long seed) implements PanelRequest {}

  /**
   * Where networks look: a row a cell, the cell itself, a column a network, and their weighted mean
   * last.
   *
   * @param id a short name
   * @param crop side of the square that the networks see, in pixels of the image; 0 for all of it
   * @param size side of each picture, in pixels
   * @param members the networks, one at least
   * @param ensemble the heading of the last column
   * @param rows the cells, one at least
   */
  record Explained(
      String id, int crop, int size, List<Member> members, String ensemble, List<Shown> rows)
      implements PanelRequest {
    /** Copies the lists. */
    public Explained {
      members = List.copyOf(members);
      rows = List.copyOf(rows);
    }
  }

  /**
   * Where one network looked: a row of cells, and below each its map over it. Fewer cells than
   * columns leave fields empty, so that panels of one study are of one scale.
   *
   * @param id a short name
   * @param crop side of the square that the network sees, in pixels of the image; 0 for all of it
   * @param size side of each picture, in pixels
   * @param columns how many cells fit, 1 at least
   * @param run the name of the run folder beside which the maps lie
   * @param cells the cells, one at least and no more than columns; their headings are the columns'
   */
  record Looked(String id, int crop, int size, int columns, String run, List<Shown> cells)
      implements PanelRequest {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no cell, or more than columns
     */
    public Looked {
      cells = List.copyOf(cells);
      if (cells.isEmpty() || cells.size() > columns) {
        throw new IllegalArgumentException(cells.size() + " cells in " + columns + " columns");
      }
    }
  }

  /**
   * A network of which maps are shown.
   *
   * @param title the heading of its column
   * @param run the name of its run folder, beside which its maps lie
   * @param weight its weight in the mean
   */
  record Member(String title, String run, double weight) {}

  /**
   * A cell that is shown.
   *
   * @param cell the cell's id
   * @param heading the heading of its row
   * @param label the class that the maps are of
   */
  record Shown(String cell, String heading, Label label) {}
}
