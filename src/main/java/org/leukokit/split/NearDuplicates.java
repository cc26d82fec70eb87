package org.leukokit.split;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.leukokit.base.Progress;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.image.BoundingBox;
import org.leukokit.image.PerceptualHash;
import org.leukokit.image.PixelDifference;
import org.leukokit.image.Raster;

/**
 * Finds cells that are one photograph though their files differ: shifted, brighter, cut out a
 * little differently, or changed in a few pixels.
 *
 * <p>Every pair of cells is looked at. Candidates are pairs whose boxes are of nearly one size and
 * whose {@linkplain PerceptualHash perceptual hashes} differ in few places, and pairs whose boxes
 * are equal in place and size. Candidates are compared pixel by pixel. Turned and mirrored copies
 * are not found.
 */
public final class NearDuplicates {
  /** Hashes of a candidate differ in at most so many of 64 places. */
  static final int HASH_DISTANCE = 14;

  /** Sides of a candidate's boxes differ by at most this share of the larger, or by 4 pixels. */
  static final double BOX_SHARE = 0.04;

  /** Few pixels differ: at most this share. */
  static final double FEW = 0.02;

  /** The correlation of grey values from which two cells are one. */
  static final double CORRELATION = 0.95;

  /** The share of common pixels from which two cells are one. */
  static final double OVERLAP = 0.93;

  private static final int KEPT = 96;

  /** How near two cells are. */
  public enum Kind {
    /** Not one pixel differs, once one is laid over the other. */
    SAME_PIXELS("all pixels equal"),
    /** At most two in a hundred pixels differ. */
    FEW_PIXELS("a few pixels differ"),
    /** Many pixels differ, but the inside is the same but for brightness and contrast. */
    SAME_INSIDE("brightness or contrast differ");

    private final String display;

    Kind(String display) {
      this.display = display;
    }

    /** For people. */
    public String display() {
      return display;
    }
  }

  /**
   * Two cells that are one photograph.
   *
   * @param first the cell that comes first in the data set
   * @param second the other
   * @param kind how near they are
   * @param hashDistance in how many of 64 places their hashes differ
   * @param difference how their pixels differ
   */
  public record Pair(
      Cell first, Cell second, Kind kind, int hashDistance, PixelDifference difference) {
    /** Whether the two files are equal in every byte, so that hashes tell as much. */
    public boolean identicalFiles() {
      return !first.sha256().isEmpty() && first.sha256().equals(second.sha256());
    }
  }

  /**
   * What was looked at and found.
   *
   * @param cells how many cells
   * @param candidates how many pairs were compared pixel by pixel
   * @param pairs the pairs that are one photograph, in the order of the cells
   */
  public record Findings(int cells, int candidates, List<Pair> pairs) {
    /** Copies the list. */
    public Findings {
      pairs = List.copyOf(pairs);
    }
  }

  private record Print(long hash, BoundingBox box) {}

  private final Dataset dataset;
  private final Map<Integer, Raster> kept =
      new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Raster> eldest) {
          return size() > KEPT;
        }
      };

  private NearDuplicates(Dataset dataset) {
    this.dataset = Objects.requireNonNull(dataset, "dataset");
  }

  /**
   * Looks through a data set. Every image is read once, those of candidates once more; all pairs of
   * 15,000 cells take about a second besides.
   *
   * @param dataset the cells; one that is black all over has no counterpart
   * @param progress hears how far it is
   * @throws org.leukokit.base.UserError if an image can't be read
   */
  public static Findings find(Dataset dataset, Progress progress) {
    return new NearDuplicates(dataset).find(progress);
  }

  private Findings find(Progress progress) {
    List<Cell> cells = dataset.cells();
    Print[] prints = new Print[cells.size()];
    try (Progress.Task task = progress.start("perceptual hashes: images", prints.length)) {
      IntStream.range(0, prints.length)
          .parallel()
          .forEach(
              i -> {
                prints[i] = print(dataset.read(cells.get(i)));
                task.step();
              });
    }
    List<int[]> candidates = candidates(prints);
    Pair[] found = new Pair[candidates.size()];
    try (Progress.Task task = progress.start("near-duplicates: pairs", found.length)) {
      IntStream.range(0, found.length)
          .parallel()
          .forEach(
              c -> {
                int[] pair = candidates.get(c);
                found[c] = compare(pair[0], pair[1], prints);
                task.step();
              });
    }
    List<Pair> pairs = new ArrayList<>();
    for (Pair pair : found) {
      if (pair != null) {
        pairs.add(pair);
      }
    }
    return new Findings(cells.size(), candidates.size(), pairs);
  }

  private static Print print(Raster raster) {
    Optional<BoundingBox> box = BoundingBox.of(raster, 0);
    return box.map(b -> new Print(PerceptualHash.of(raster, b), b)).orElse(null);
  }

  private static List<int[]> candidates(Print[] prints) {
    List<List<int[]>> byFirst =
        IntStream.range(0, prints.length)
            .parallel()
            .mapToObj(
                i -> {
                  List<int[]> mine = new ArrayList<>();
                  for (int j = i + 1; j < prints.length; j++) {
                    if (prints[i] != null && prints[j] != null && near(prints[i], prints[j])) {
                      mine.add(new int[] {i, j});
                    }
                  }
                  return mine;
                })
            .toList();
    List<int[]> all = new ArrayList<>();
    byFirst.forEach(all::addAll);
    return all;
  }

  private static boolean near(Print a, Print b) {
    return a.box().equals(b.box())
        || (near(a.box().width(), b.box().width())
            && near(a.box().height(), b.box().height())
            && PerceptualHash.distance(a.hash(), b.hash()) <= HASH_DISTANCE);
  }

  private static boolean near(int a, int b) {
    return Math.abs(a - b) <= Math.max(4, BOX_SHARE * Math.max(a, b));
  }

  /** The pair, or null if the two are different cells. */
  private Pair compare(int i, int j, Print[] prints) {
    PixelDifference d = PixelDifference.of(image(i), prints[i].box(), image(j), prints[j].box());
    Kind kind = kind(d);
    if (kind == null) {
      return null;
    }
    return new Pair(
        dataset.cells().get(i),
        dataset.cells().get(j),
        kind,
        PerceptualHash.distance(prints[i].hash(), prints[j].hash()),
        d);
  }

  private static Kind kind(PixelDifference d) {
    if (d.differing() == 0) {
      return Kind.SAME_PIXELS;
    }
    if (d.share() <= FEW) {
      return Kind.FEW_PIXELS;
    }
    return d.correlation() >= CORRELATION && d.overlap() >= OVERLAP ? Kind.SAME_INSIDE : null;
  }

  private Raster image(int i) {
    synchronized (kept) {
      Raster known = kept.get(i);
      if (known != null) {
        return known;
      }
    }
    Raster read = dataset.read(dataset.cells().get(i));
    synchronized (kept) {
      kept.put(i, read);
    }
    return read;
  }
}
