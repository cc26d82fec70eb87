package org.leukokit.data.phantom;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.base.RandomStream;

/**
 * Where a cell is: its contour, what clings to it, and what the segmentation cut off. Coordinates
 * are pixels from the centre of the contour, y downward; distances are positive inside.
 *
 * <p>As in C-NMC 2019, debris clings to the cell (segmentation kept one connected piece), part of a
 * neighbour may be left, and edges may be straight or bitten where the segmentation ended or a
 * neighbour was taken away.
 */
final class CellShape {
  /** A distance that stands for "nowhere near". */
  private static final double FAR = -24;

  /** A disc: debris, a lobe of cytoplasm, a neighbour, or the bite that one left. */
  private record Disc(double x, double y, double radius) {
    double inside(double px, double py) {
      double dx = px - x;
      double dy = py - y;
      double squared = dx * dx + dy * dy;
      double reach = radius - FAR;
      return squared > reach * reach ? FAR : radius - Math.sqrt(squared);
    }

    double reach() {
      return Math.sqrt(x * x + y * y) + radius;
    }
  }

  /** A straight cut: what lies further along a direction than its limit is gone. */
  private record Cut(double nx, double ny, double limit) {
    boolean removes(double px, double py) {
      return nx * px + ny * py > limit;
    }
  }

  private final Outline outline;
  private final double radius;
  private final double unit;
  private final ValueNoise fray;
  private final List<Disc> debris = new ArrayList<>();
  private final List<Disc> bites = new ArrayList<>();
  private final List<Cut> cuts = new ArrayList<>();
  private Disc lobe;
  private Disc neighbour;
  private final boolean lobeIsCytoplasm;
  private final double step;

  /**
   * Draws the shape.
   *
   * @param random the cell's stream
   * @param traits the cell
   * @param size pixels a side of the picture
   */
  CellShape(RandomStream random, CellTraits traits, int size) {
    outline = Outline.draw(random, traits.elongation(), traits.lobes(), traits.roughness());
    double[] half = outline.halfExtent();
    radius = traits.diameter() * size / (half[0] + half[1]);
    unit = size / 450.0;
    fray = new ValueNoise(random, 5.5 * unit);
    double angle = angle(random);
    double reach = random.nextDouble(0.2, 0.4);
    double sunk = random.nextDouble(0.2, 0.7);
    lobeIsCytoplasm = random.nextBoolean();
    if (random.nextDouble() < 0.10) {
      lobe = disc(angle, edge(angle) - sunk * reach * radius, reach * radius);
    }
    addDebris(random);
    angle = angle(random);
    reach = random.nextDouble(0.5, 0.9);
    if (random.nextDouble() < 0.02) {
      neighbour = disc(angle, edge(angle) + 0.93 * reach * radius, reach * radius);
    }
    addBites(random);
    addCuts(random);
    step = random.nextDouble() < 0.12 ? Math.max(1, Math.round(2 * unit)) : 1;
  }

  private void addDebris(RandomStream random) {
    int places = random.nextDouble() < 0.32 ? 1 + random.nextInt(3) : 0;
    for (int i = 0; i < places; i++) {
      double angle = angle(random);
      double r = unit * random.nextDouble(3, 7.5);
      double out = edge(angle);
      int beads = 1 + random.nextInt(3);
      for (int k = 0; k < beads; k++) {
        debris.add(disc(angle, out, r));
        out += 0.95 * r;
        r *= random.nextDouble(0.7, 1.0);
        angle += 0.05 * random.nextGaussian();
      }
    }
  }

  /** Small notches, and now and then the place of a neighbour that was taken away. */
  private void addBites(RandomStream random) {
    double angle = angle(random);
    double reach = random.nextDouble(0.6, 1.4);
    double depth = random.nextDouble(0.06, 0.3);
    if (random.nextDouble() < 0.05) {
      bites.add(disc(angle, edge(angle) + (reach - depth) * radius, reach * radius));
    }
    int notches = random.nextDouble() < 0.35 ? 1 + random.nextInt(3) : 0;
    for (int i = 0; i < notches; i++) {
      angle = angle(random);
      double r = unit * random.nextDouble(3, 8);
      bites.add(disc(angle, edge(angle) + r * random.nextDouble(0.1, 0.7), r));
    }
  }

  /** Cuts along the axes, where the window of the segmentation ended; seldom oblique ones. */
  private void addCuts(RandomStream random) {
    int count = random.nextDouble() < 0.10 ? 1 + random.nextInt(2) : 0;
    for (int i = 0; i < count; i++) {
      boolean oblique = random.nextDouble() < 0.2;
      double angle = StrictMath.PI / 2 * (oblique ? 4 * random.nextDouble() : random.nextInt(4));
      double nx = StrictMath.cos(angle);
      double ny = StrictMath.sin(angle);
      if (!oblique) {
        nx = Math.rint(nx);
        ny = Math.rint(ny);
      }
      cuts.add(new Cut(nx, ny, edge(angle) * (1 - random.nextDouble(0.01, 0.09))));
    }
    if (neighbour != null) {
      // The picture of a cell with a neighbour ends soon beyond the cell.
      double side = 1.25 * radius;
      cuts.add(new Cut(1, 0, side));
      cuts.add(new Cut(-1, 0, side));
      cuts.add(new Cut(0, 1, side));
      cuts.add(new Cut(0, -1, side));
    }
  }

  private double edge(double angle) {
    return radius * outline.towards(StrictMath.cos(angle), StrictMath.sin(angle));
  }

  private static double angle(RandomStream random) {
    return 2 * StrictMath.PI * random.nextDouble();
  }

  private static Disc disc(double angle, double distance, double radius) {
    return new Disc(distance * StrictMath.cos(angle), distance * StrictMath.sin(angle), radius);
  }

  /** The mean radius in pixels. */
  double radius() {
    return radius;
  }

  /** No pixel of the cell is further than this from the centre, in pixels. */
  double reach() {
    double reach = radius * outline.largest();
    for (Disc d : debris) {
      reach = Math.max(reach, d.reach());
    }
    reach = lobe == null ? reach : Math.max(reach, lobe.reach());
    reach = neighbour == null ? reach : Math.max(reach, neighbour.reach());
    return reach + 6 * unit;
  }

  /** How far inside the contour of the cell proper a point is, about; negative outside. */
  double insideContour(double x, double y) {
    return radius * outline.towards(x, y) - Math.sqrt(x * x + y * y);
  }

  /** How far inside a lobe of bluish cytoplasm; negative where there is none. */
  double insideLobe(double x, double y) {
    return lobe == null || !lobeIsCytoplasm ? FAR : lobe.inside(x, y);
  }

  /** How far inside the neighbour; negative where there is none. */
  double insideNeighbour(double x, double y) {
    return neighbour == null ? FAR : neighbour.inside(x, y);
  }

  /** Whether the segmentation kept a point; on a coarse grid, which makes edges blocky, in some. */
  boolean kept(double x, double y) {
    double gx = step == 1 ? x : Math.rint(x / step) * step;
    double gy = step == 1 ? y : Math.rint(y / step) * step;
    double inside = Math.max(insideContour(gx, gy), insideNeighbour(gx, gy));
    boolean there = inside > 0;
    if (inside > FAR || lobe != null || !debris.isEmpty()) {
      double frayed = 3.5 * unit * fray.at(gx, gy);
      there = there || lobe != null && lobe.inside(gx, gy) + 0.6 * frayed > 0;
      for (int i = 0; i < debris.size() && !there; i++) {
        there = debris.get(i).inside(gx, gy) + frayed > 0;
      }
      for (int i = 0; i < bites.size() && there; i++) {
        there = bites.get(i).inside(gx, gy) + 0.5 * frayed <= 0;
      }
    }
    for (int i = 0; i < cuts.size() && there; i++) {
      there = !cuts.get(i).removes(gx, gy);
    }
    return there;
  }
}
