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
  /** A disc: debris, a lobe of cytoplasm, a neighbour, or the bite that one left. */
  record Disc(double x, double y, double radius) {
    double inside(double px, double py) {
      double dx = px - x;
      double dy = py - y;
      double squared = dx * dx + dy * dy;
      // Far away, anything negative will do.
      double reach = radius + 16;
      return squared > reach * reach ? -16 : radius - Math.sqrt(squared);
    }
  }

  /** A straight cut: what lies further along an axis than its limit is gone. */
  private record Cut(double nx, double ny, double limit) {
    boolean removes(double px, double py) {
      return nx * px + ny * py > limit;
    }
  }

  private final Outline outline;
  private final double radius;
  private final List<Disc> debris = new ArrayList<>();
  private final List<Disc> bites = new ArrayList<>();
  private final List<Cut> cuts = new ArrayList<>();
  private Disc lobe;
  private Disc neighbour;
  private final double step;

  /**
   * Draws the shape.
   *
   * @param random the cell's stream for shapes
   * @param traits the cell
   * @param size pixels a side of the picture
   */
  CellShape(RandomStream random, CellTraits traits, int size) {
    outline = Outline.draw(random, traits.elongation(), traits.lobes(), traits.roughness());
    double[] half = outline.halfExtent();
    radius = traits.diameter() * size / (half[0] + half[1]);
    double unit = size / 450.0;
    addDebris(random, unit);
    double angle = 2 * StrictMath.PI * random.nextDouble();
    double reach = random.nextDouble(0.22, 0.42);
    if (random.nextDouble() < 0.07) {
      double at = edge(angle) - 0.35 * reach * radius;
      lobe = disc(angle, at, reach * radius);
    }
    angle = 2 * StrictMath.PI * random.nextDouble();
    reach = random.nextDouble(0.5, 0.9);
    if (random.nextDouble() < 0.02) {
      neighbour = disc(angle, edge(angle) + 0.93 * reach * radius, reach * radius);
    }
    angle = 2 * StrictMath.PI * random.nextDouble();
    reach = random.nextDouble(0.5, 1.1);
    double depth = random.nextDouble(0.08, 0.4);
    if (random.nextDouble() < 0.06) {
      bites.add(disc(angle, edge(angle) + (reach - depth) * radius, reach * radius));
    }
    addNotches(random, unit);
    addCuts(random);
    step = random.nextDouble() < 0.25 ? Math.max(1, Math.round(3 * unit)) : 1;
  }

  private void addDebris(RandomStream random, double unit) {
    int places = random.nextDouble() < 0.3 ? 1 + random.nextInt(3) : 0;
    for (int i = 0; i < places; i++) {
      double angle = 2 * StrictMath.PI * random.nextDouble();
      double r = unit * random.nextDouble(2.5, 6.5);
      double out = edge(angle);
      int beads = 1 + random.nextInt(3);
      for (int k = 0; k < beads; k++) {
        debris.add(disc(angle, out + 0.3 * r, r));
        out += 1.3 * r;
        r *= random.nextDouble(0.65, 1.0);
        angle += 0.06 * random.nextGaussian();
      }
    }
  }

  private void addNotches(RandomStream random, double unit) {
    int notches = random.nextDouble() < 0.35 ? 1 + random.nextInt(2) : 0;
    for (int i = 0; i < notches; i++) {
      double angle = 2 * StrictMath.PI * random.nextDouble();
      double r = unit * random.nextDouble(3, 8);
      bites.add(disc(angle, edge(angle) + r * random.nextDouble(0.1, 0.7), r));
    }
  }

  /** Cuts along the axes, where the window of the segmentation ended; seldom oblique ones. */
  private void addCuts(RandomStream random) {
    int count = random.nextDouble() < 0.12 ? 1 + random.nextInt(2) : 0;
    for (int i = 0; i < count; i++) {
      boolean oblique = random.nextDouble() < 0.2;
      double angle = StrictMath.PI / 2 * (oblique ? 4 * random.nextDouble() : random.nextInt(4));
      double nx = oblique ? StrictMath.cos(angle) : Math.rint(StrictMath.cos(angle));
      double ny = oblique ? StrictMath.sin(angle) : Math.rint(StrictMath.sin(angle));
      cuts.add(new Cut(nx, ny, edge(angle) * (1 - random.nextDouble(0.02, 0.13))));
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

  private static Disc disc(double angle, double distance, double radius) {
    return new Disc(distance * StrictMath.cos(angle), distance * StrictMath.sin(angle), radius);
  }

  /** The mean radius in pixels. */
  double radius() {
    return radius;
  }

  /** How far inside the contour of the cell proper a point is, about; negative outside. */
  double insideContour(double x, double y) {
    return radius * outline.towards(x, y) - Math.sqrt(x * x + y * y);
  }

  /** How far inside the lobe of cytoplasm; negative where there is none. */
  double insideLobe(double x, double y) {
    return lobe == null ? -16 : lobe.inside(x, y);
  }

  /** How far inside the neighbour; negative where there is none. */
  double insideNeighbour(double x, double y) {
    return neighbour == null ? -16 : neighbour.inside(x, y);
  }

  /**
   * Whether the segmentation kept a point. Some cells have it on a coarser grid, which makes edges
   * blocky.
   *
   * @param inside the largest of the distances to contour, lobe and neighbour
   */
  boolean kept(double x, double y, double inside) {
    boolean there = inside > 0;
    for (int i = 0; i < debris.size() && !there; i++) {
      there = debris.get(i).inside(x, y) > 0;
    }
    if (!there) {
      return false;
    }
    for (Disc bite : bites) {
      if (bite.inside(x, y) > 0) {
        return false;
      }
    }
    for (Cut cut : cuts) {
      if (cut.removes(x, y)) {
        return false;
      }
    }
    return true;
  }

  /** Pixels a side of the grid on which the segmentation decided. */
  double step() {
    return step;
  }
}
