package org.leukokit.data.phantom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.leukokit.base.Hashing;
import org.leukokit.base.RandomStream;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.DataDigest;
import org.leukokit.data.Dataset;
import org.leukokit.data.DatasetInfo;
import org.leukokit.data.Label;
import org.leukokit.image.Raster;

/**
 * Synthetic cells: drawn on demand, always the same for the same {@link PhantomSpec}, in whichever
 * order and on however many threads.
 *
 * <p>Subjects are {@code P01}, {@code P02}, … (leukemic) and {@code Q01}, … (healthy); cells {@code
 * PHANTOM_P01_3_2_all.bmp}: second cell of the third picture of P01. Where a person appears under
 * two names, both subjects have the group {@code P01+P02}. A cell's hash is the SHA-256 of its
 * pixels.
 */
public final class PhantomCells implements Dataset {
  private static final String PART = "phantom";

  private final PhantomSpec spec;
  private final DatasetInfo info;
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Map<String, String> hashes = new LinkedHashMap<>();
  private final List<Cell> cells;
  private final String digest;

  /**
   * Where a cell's draws come from; two cells with one source are byte-identical.
   *
   * @param label its class
   * @param person the person, under the first of her or his names
   * @param address the id of the cell, or of the one that it is a copy of
   */
  private record Source(Label label, String person, String address) {}

  /** Draws all cells once, in parallel, for their hashes; pictures are not kept. */
  public PhantomCells(PhantomSpec spec) {
    this.spec = Objects.requireNonNull(spec, "spec");
    List<Cell> planned = new ArrayList<>();
    plan(Label.LEUKEMIC, "P", "all", spec.leukemic(), planned);
    plan(Label.HEALTHY, "Q", "hem", spec.healthy(), planned);
    planned.sort(Comparator.comparing(Cell::id));
    String[] drawn =
        IntStream.range(0, planned.size())
            .parallel()
            .mapToObj(i -> Hashing.sha256Hex(draw(planned.get(i).id()).rgb()))
            .toArray(String[]::new);
    cells =
        IntStream.range(0, drawn.length).mapToObj(i -> withHash(planned.get(i), drawn[i])).toList();
    cells.forEach(cell -> this.hashes.put(cell.id(), cell.sha256()));
    digest = DataDigest.of(cells);
    info =
        new DatasetInfo(
            "phantom",
            title(cells.size(), spec.leukemic().subjects() + spec.healthy().subjects(), spec),
            "Apache-2.0",
            "synthetic cells drawn by leukokit",
            true,
            cells.size());
  }

  /** What the cells are called, {@code SYNTHETIC} first. */
  static String title(int cells, int subjects, PhantomSpec spec) {
    return String.format(
        Locale.ROOT,
        "SYNTHETIC: %,d phantom cells of %d subjects (seed %d, class signal %s, subject signal %s)",
        cells,
        subjects,
        spec.seed(),
        spec.classSignal(),
        spec.subjectSignal());
  }

  @Override
  public DatasetInfo info() {
    return info;
  }

  @Override
  public List<Cell> cells() {
    return cells;
  }

  @Override
  public String digest() {
    return digest;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UserError if the cell is none of this data set, or was drawn after another
   *     specification
   */
  @Override
  public Raster read(Cell cell) {
    if (!cell.sha256().equals(hashes.get(cell.id()))) {
      throw unknown(cell);
    }
    return draw(cell.id());
  }

  static UserError unknown(Cell cell) {
    return new UserError(
        cell.id()
            + " is none of the phantom cells drawn here; draw them with the seed, counts and signals"
            + " that it came from");
  }

  private Raster draw(String id) {
    Source source = sources.get(id);
    double side = spec.classSignal() * (source.label() == Label.LEUKEMIC ? 1 : -1);
    SubjectTraits subject = SubjectTraits.draw(spec.seed(), source.person(), spec.subjectSignal());
    RandomStream random = RandomStream.at(spec.seed(), "phantom-cell", source.address());
    CellTraits traits = CellTraits.draw(random, side, subject);
    return CellPainter.paint(random, traits, spec.size());
  }

  /** Adds the cells of one class, still without hashes. */
  private void plan(
      Label label, String letter, String suffix, PhantomSpec.ClassSize size, List<Cell> planned) {
    int[] counts = counts(letter, size);
    List<String> previousIds = List.of();
    for (int s = 0; s < counts.length; s++) {
      String subject = name(letter, s);
      boolean paired = s < 2 * spec.sharedPairs();
      boolean secondName = paired && s % 2 == 1;
      String person = secondName ? name(letter, s - 1) : subject;
      String group = paired ? name(letter, s / 2 * 2) + "+" + name(letter, s / 2 * 2 + 1) : subject;
      List<String> ids = ids(subject, suffix, counts[s]);
      int copies = secondName ? Math.max(1, Math.min(ids.size(), previousIds.size()) / 2) : 0;
      for (int i = 0; i < ids.size(); i++) {
        String id = ids.get(i);
        String address = i < copies ? previousIds.get(i) : id;
        sources.put(id, new Source(label, person, address));
        planned.add(new Cell(id, "phantom/" + suffix + "/" + id, "", label, subject, group, PART));
      }
      previousIds = ids;
    }
  }

  /** Pictures of one to three cells. */
  private List<String> ids(String subject, String suffix, int count) {
    RandomStream random = RandomStream.at(spec.seed(), "phantom-pictures", subject);
    List<String> ids = new ArrayList<>();
    for (int picture = 1; ids.size() < count; picture++) {
      int inPicture = Math.min(1 + random.nextInt(3), count - ids.size());
      for (int k = 1; k <= inPicture; k++) {
        ids.add("PHANTOM_" + subject + "_" + picture + "_" + k + "_" + suffix + ".bmp");
      }
    }
    return ids;
  }

  /** Cells of each subject: two for each, the rest by the shares of the specification. */
  private int[] counts(String letter, PhantomSpec.ClassSize size) {
    double[] shares =
        switch (spec.shares()) {
          case SIMILAR -> similar(letter, size.subjects());
          case AS_MEASURED -> asMeasured(letter, size.subjects());
        };
    int n = shares.length;
    double[] upTo = new double[n];
    double sum = 0;
    for (int s = 0; s < n; s++) {
      sum += shares[s];
      upTo[s] = sum;
    }
    int rest = size.cells() - 2 * n;
    int[] counts = new int[n];
    long given = 0;
    for (int s = 0; s < n; s++) {
      long end = s == n - 1 ? rest : Math.round(rest * (upTo[s] / sum));
      counts[s] = 2 + (int) (end - given);
      given = end;
    }
    return counts;
  }

  private double[] similar(String letter, int n) {
    double[] shares = new double[n];
    for (int s = 0; s < n; s++) {
      shares[s] = RandomStream.at(spec.seed(), "phantom-share", name(letter, s)).nextDouble(0.5, 2);
    }
    return shares;
  }

  // Quantiles rather than draws: of a few subjects, every seed has one with many cells.
  private double[] asMeasured(String letter, int n) {
    int[] order =
        RandomStream.at(spec.seed(), "phantom-share", letter, spec.firstSubject()).permutation(n);
    double[] shares = new double[n];
    for (int s = 0; s < n; s++) {
      shares[s] = -StrictMath.log((order[s] + 0.5) / n);
    }
    return shares;
  }

  private String name(String letter, int index) {
    return letter + String.format(Locale.ROOT, "%02d", spec.firstSubject() + index);
  }

  private static Cell withHash(Cell cell, String sha256) {
    return new Cell(
        cell.id(), cell.file(), sha256, cell.label(), cell.subject(), cell.group(), cell.part());
  }
}
