package org.leukokit.data.phantom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.DataDigest;
import org.leukokit.data.Dataset;
import org.leukokit.data.DatasetInfo;
import org.leukokit.data.Label;
import org.leukokit.image.Raster;

/**
 * Phantom cells in parts like those of the C-NMC 2019 challenge: a training folder, whose files
 * name class and subject, and further parts of new subjects, whose files are only numbered. Of the
 * preliminary test set the collection's tables know class and subject all the same, of the final
 * one nobody does.
 */
public final class ChallengePhantoms implements Dataset {
  /**
   * A further part, of subjects that no other part has.
   *
   * @param name its name, such as {@code prelim}
   * @param labelled whether class and subject of its cells are known
   * @param leukemic how many subjects and cells are leukemic
   * @param healthy how many are healthy
   */
  public record Part(
      String name,
      boolean labelled,
      PhantomSpec.ClassSize leukemic,
      PhantomSpec.ClassSize healthy) {}

  /** A cell and the phantoms that draw it, under the name that it has there. */
  private record Source(PhantomCells phantoms, Cell cell) {}

  private final DatasetInfo info;
  private final List<Cell> cells;
  private final Map<String, Source> sources = new HashMap<>();
  private final String digest;

  /**
   * Draws all cells once for their hashes.
   *
   * @param training the training folder; its seed, signals, shares and size hold for all
   * @param further the further parts
   * @throws IllegalArgumentException if there are more than 999 subjects of a class
   */
  public ChallengePhantoms(PhantomSpec training, List<Part> further) {
    List<Cell> all = new ArrayList<>();
    PhantomCells folder = new PhantomCells(training);
    for (Cell cell : folder.cells()) {
      all.add(cell);
      sources.put(cell.id(), new Source(folder, cell));
    }
    int subjects = subjects(training);
    int next = next(training);
    for (Part part : further) {
      PhantomSpec spec =
          training
              .withSharedPairs(0)
              .withClasses(part.leukemic(), part.healthy())
              .withFirstSubject(next);
      all.addAll(numbered(part, new PhantomCells(spec)));
      subjects += subjects(spec);
      next = next(spec);
    }
    all.sort(Comparator.comparing(Cell::id));
    cells = List.copyOf(all);
    digest = DataDigest.of(cells);
    DatasetInfo of = folder.info();
    info =
        new DatasetInfo(
            of.name(),
            PhantomCells.title(cells.size(), subjects, training),
            of.licence(),
            of.citation(),
            of.synthetic(),
            cells.size());
  }

  private static int subjects(PhantomSpec spec) {
    return spec.leukemic().subjects() + spec.healthy().subjects();
  }

  private static int next(PhantomSpec spec) {
    return spec.firstSubject() + Math.max(spec.leukemic().subjects(), spec.healthy().subjects());
  }

  private List<Cell> numbered(Part part, PhantomCells phantoms) {
    List<Cell> drawn = new ArrayList<>(phantoms.cells());
    // By their hashes: an order that says nothing of class and subject.
    drawn.sort(Comparator.comparing(Cell::sha256).thenComparing(Cell::id));
    List<Cell> numbered = new ArrayList<>();
    for (int i = 0; i < drawn.size(); i++) {
      Cell cell = drawn.get(i);
      String id = part.name() + "-" + (i + 1) + ".bmp";
      sources.put(id, new Source(phantoms, cell));
      numbered.add(
          new Cell(
              id,
              "phantom/" + part.name() + "/" + (i + 1) + ".bmp",
              cell.sha256(),
              part.labelled() ? cell.label() : Label.UNKNOWN,
              part.labelled() ? cell.subject() : "",
              part.labelled() ? cell.group() : "",
              part.name()));
    }
    return numbered;
  }

  @Override
  public DatasetInfo info() {
    return info;
  }

  @Override
  public List<Cell> cells() {
    return cells;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UserError if the cell is none of this data set, or was drawn after another
   *     specification
   */
  @Override
  public Raster read(Cell cell) {
    Source source = sources.get(cell.id());
    if (source == null || !source.cell().sha256().equals(cell.sha256())) {
      throw PhantomCells.unknown(cell);
    }
    return source.phantoms().read(source.cell());
  }

  @Override
  public String digest() {
    return digest;
  }
}
