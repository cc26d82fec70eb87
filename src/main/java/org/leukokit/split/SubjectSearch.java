package org.leukokit.split;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.leukokit.base.RandomStream;
import org.leukokit.base.UserError;
import org.leukokit.data.Cell;
import org.leukokit.data.Label;

/** Finds units whose subjects and cells add up to wanted numbers, part by part, class by class. */
final class SubjectSearch {
  private static final int RETRIES = 40;

  /** Nearest sums that are looked at, where the nearest leave nothing for the parts to come. */
  private static final int CANDIDATES = 500;

  /**
   * A split.
   *
   * @param bins the bin of each cell, see {@link ThreeParts}
   * @param admissible how many splits come as near; NaN where they were not counted
   * @param searched whether the search was exact, and not for near shares alone
   */
  record Result(int[] bins, double admissible, boolean searched) {}

  private record Member(String name, int subjects, int cells) {}

  private record Part(int bin, PartSize wanted, int partsToCome) {}

  private record Table(SubsetSums sums, List<SubsetSums.Reached> nearest) {}

  private final List<Cell> cells;
  private final Unit unit;
  private final PartSizes wanted;
  private final boolean drawTest;
  private final long seed;
  private final Map<Label, Table> tables = new EnumMap<>(Label.class);

  SubjectSearch(List<Cell> cells, Unit unit, PartSizes wanted, boolean drawTest, long seed) {
    this.cells = cells;
    this.unit = unit;
    this.wanted = wanted;
    this.drawTest = drawTest;
    this.seed = seed;
  }

  /** The split of an attempt; other attempts give other splits, as near as any. */
  Result draw(int attempt) {
    if (unit == Unit.CELL) {
      return ofCells(attempt);
    }
    Map<Label, List<Member>> members = members();
    if (members.isEmpty() || !feasible(members)) {
      return nearestShares(attempt);
    }
    Map<String, Integer> bins = new HashMap<>();
    double admissible = 1;
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      admissible *= ofClass(label, members.get(label), attempt, bins);
    }
    return new Result(
        cells.stream().mapToInt(cell -> bins.get(unit.of(cell))).toArray(), admissible, true);
  }

  private Result ofCells(int attempt) {
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      if (wanted.train().cells(label) < 1) {
        throw tooFew(label);
      }
    }
    CellAssignment.Quotas quotas =
        (label, n) -> {
          int train = n - wanted.validation().cells(label) - wanted.test().cells(label);
          if (train < 1) {
            throw tooFew(label);
          }
          return new int[] {train, wanted.validation().cells(label), wanted.test().cells(label)};
        };
    return new Result(CellAssignment.ofCells(cells, 3, quotas, own(attempt)), Double.NaN, true);
  }

  private long own(int attempt) {
    return RandomStream.at(seed, "split", unit.id(), attempt).nextLong();
  }

  private Result nearestShares(int attempt) {
    double all = cells.size();
    double validation = wanted.validation().cells() / all;
    double test = drawTest ? wanted.test().cells() / all : 0;
    double[] shares =
        drawTest
            ? new double[] {1 - validation - test, validation, test}
            : new double[] {1 - validation, validation};
    int[] bins = GroupAssignment.of(cells, unit, shares, own(attempt));
    if (drawTest) {
      ThreeParts.everyPartHasBothClasses(cells, bins, unit);
    }
    return new Result(bins, Double.NaN, false);
  }

  /** The units of each class; empty if a unit has cells of both. */
  private Map<Label, List<Member>> members() {
    Map<Label, List<Member>> members = new HashMap<>();
    Set<String> names = new HashSet<>();
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      TreeMap<String, Set<String>> subjects = new TreeMap<>();
      TreeMap<String, Integer> counts = new TreeMap<>();
      for (Cell cell : cells) {
        if (cell.label() == label) {
          subjects
              .computeIfAbsent(unit.of(cell), name -> new HashSet<>())
              .add(cell.subject().isEmpty() ? unit.of(cell) : cell.subject());
          counts.merge(unit.of(cell), 1, Integer::sum);
        }
      }
      List<Member> list = new ArrayList<>();
      counts.forEach((name, n) -> list.add(new Member(name, subjects.get(name).size(), n)));
      for (Member member : list) {
        if (!names.add(member.name())) {
          return Map.of();
        }
      }
      members.put(label, list);
    }
    return members;
  }

  private boolean feasible(Map<Label, List<Member>> members) {
    for (Label label : List.of(Label.LEUKEMIC, Label.HEALTHY)) {
      for (Part part : parts()) {
        int[] most = bounds(members.get(label), part.wanted(), label);
        if (!SubsetSums.feasible(members.get(label).size(), most[0], most[1])) {
          return false;
        }
      }
    }
    return true;
  }

  /** Sums up to twice what is wanted, or what is wanted and the largest unit besides. */
  private static int[] bounds(List<Member> members, PartSize wanted, Label label) {
    int largest = members.stream().mapToInt(Member::cells).max().orElse(0);
    int crowd = members.stream().mapToInt(Member::subjects).max().orElse(0);
    int allCells = members.stream().mapToInt(Member::cells).sum();
    int allSubjects = members.stream().mapToInt(Member::subjects).sum();
    return new int[] {
      Math.min(allSubjects, wanted.subjects(label) + Math.max(crowd, 4)),
      Math.min(allCells, wanted.cells(label) + Math.max(largest, wanted.cells(label)))
    };
  }

  /** Test before validation: of what is left, validation takes its own. */
  private List<Part> parts() {
    Part validation = new Part(ThreeParts.VALIDATION, wanted.validation(), 1);
    return drawTest
        ? List.of(new Part(ThreeParts.TEST, wanted.test(), 2), validation)
        : List.of(validation);
  }

  /** Puts every unit of a class into its bin; returns how many splits come as near. */
  private double ofClass(
      Label label, List<Member> members, int attempt, Map<String, Integer> bins) {
    members.forEach(member -> bins.put(member.name(), ThreeParts.TRAIN));
    List<Member> left = members;
    double admissible = 1;
    for (Part part : parts()) {
      if (left.size() <= part.partsToCome()) {
        throw tooFew(label);
      }
      RandomStream random =
          RandomStream.at(seed, "split", unit.id(), label.name(), part.bin(), attempt);
      // Several splits of one collection share the tables of the first part.
      List<Member> now = left;
      Table table =
          left == members
              ? tables.computeIfAbsent(label, l -> table(l, now, part))
              : table(label, left, part);
      boolean[] taken = null;
      for (SubsetSums.Reached near :
          table.nearest().subList(0, Math.min(CANDIDATES, table.nearest().size()))) {
        taken = leaving(part.partsToCome(), table.sums(), near, random);
        if (taken != null) {
          admissible *= near.subsets();
          break;
        }
      }
      if (taken == null) {
        throw tooFew(label);
      }
      List<Member> rest = new ArrayList<>();
      for (int i = 0; i < taken.length; i++) {
        if (taken[i]) {
          bins.put(left.get(i).name(), part.bin());
        } else {
          rest.add(left.get(i));
        }
      }
      left = rest;
    }
    return drawTest ? Double.NaN : admissible;
  }

  /** A subset that leaves at least so many units, or null if none is found. */
  private static boolean[] leaving(
      int least, SubsetSums sums, SubsetSums.Reached near, RandomStream random) {
    for (int i = 0; i < RETRIES; i++) {
      boolean[] taken = sums.draw(near, random);
      int rest = 0;
      for (boolean t : taken) {
        rest += t ? 0 : 1;
      }
      if (rest >= least) {
        return taken;
      }
    }
    return null;
  }

  private Table table(Label label, List<Member> left, Part part) {
    int[] most = bounds(left, part.wanted(), label);
    SubsetSums sums =
        new SubsetSums(
            left.stream().mapToInt(Member::subjects).toArray(),
            left.stream().mapToInt(Member::cells).toArray(),
            most[0],
            most[1]);
    return new Table(sums, sums.nearest(part.wanted().subjects(label), part.wanted().cells(label)));
  }

  private UserError tooFew(Label label) {
    return new UserError(
        "the %s cells come from too few %ss to stand in training, validation and test; use more cells or the protocol split-first"
            .formatted(label.name().toLowerCase(Locale.ROOT), unit.id()));
  }
}
