package org.leukokit.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What stands on both sides of the folds of a fold set: in training and in test of the same fold;
 * told apart from it, where there is a validation part, what stands in that and in one of the two.
 *
 * @param protocol the protocol of the fold set
 * @param folds one finding a fold, in the order of the folds
 */
public record Leakage(Protocol protocol, List<OfFold> folds) {
  /** What may stand on both sides. */
  public enum Kind {
    /** A cell: the image itself or a copy made by augmentation; named by cell id. */
    COPY("copies"),
    /**
     * The same bytes under two ids; named {@code id = id}, the tested one first, so that
     * cross-validation names a pair once from either side.
     */
    CONTENT("pairs of identical files"),
    /** A subject, by name. */
    SUBJECT("subjects"),
    /** A group of subjects that share cells, by name. */
    GROUP("groups");

    private final String display;

    Kind(String display) {
      this.display = display;
    }

    /** The plural for people. */
    public String display() {
      return display;
    }
  }

  /**
   * One thing that stands on both sides of a fold.
   *
   * @param kind what it is
   * @param name its name, see {@link Kind}
   * @param trainRows how many training rows it has
   * @param testRows how many test rows it has
   */
  public record Crossing(Kind kind, String name, int trainRows, int testRows) {}

  /**
   * What crosses one fold.
   *
   * @param fold the name of the fold
   * @param testRows all test rows
   * @param crossings everything that crosses, by kind, then by name
   * @param affected for each kind, how many test rows have a counterpart in training
   * @param affectedByAny how many test rows have a counterpart of any kind
   * @param trainValidation everything that stands in training and validation; its "test rows" are
   *     the validation's
   * @param validationTest everything that stands in validation and test; its "training rows" are
   *     the validation's
   */
  public record OfFold(
      String fold,
      int testRows,
      List<Crossing> crossings,
      Map<Kind, Integer> affected,
      int affectedByAny,
      List<Crossing> trainValidation,
      List<Crossing> validationTest) {
    /** Copies lists and map. */
    public OfFold {
      crossings = List.copyOf(crossings);
      trainValidation = List.copyOf(trainValidation);
      validationTest = List.copyOf(validationTest);
      affected = Collections.unmodifiableMap(new EnumMap<>(affected));
    }

    /** Everything that stands in two parts: training, validation and test, in any pair. */
    public List<Crossing> betweenAnyParts() {
      List<Crossing> all = new ArrayList<>(crossings);
      all.addAll(trainValidation);
      all.addAll(validationTest);
      return List.copyOf(all);
    }

    /** What of one kind crosses from training to test. */
    public List<Crossing> of(Kind kind) {
      return crossings.stream().filter(crossing -> crossing.kind() == kind).toList();
    }
  }

  /** Copies the list. */
  public Leakage {
    folds = List.copyOf(folds);
  }

  /** Looks through every fold of the set. Costs a pass over its rows. */
  public static Leakage of(FoldSet set) {
    return new Leakage(set.protocol(), set.folds().stream().map(Leakage::of).toList());
  }

  /** Nothing crosses any fold, between any two of its parts. */
  public boolean isClean() {
    return folds.stream().allMatch(fold -> fold.betweenAnyParts().isEmpty());
  }

  /** The distinct names of what crosses any fold, in order. */
  public List<String> names(Kind kind) {
    TreeSet<String> names = new TreeSet<>();
    for (OfFold fold : folds) {
      fold.of(kind).forEach(crossing -> names.add(crossing.name()));
    }
    return List.copyOf(names);
  }

  /** The pairs of identical files that cross any fold, each once, as {@code id = id}. */
  public List<String> identicalPairs() {
    TreeSet<String> pairs = new TreeSet<>();
    for (String name : names(Kind.CONTENT)) {
      String[] ids = name.split(" = ", 2);
      pairs.add(ids[0].compareTo(ids[1]) < 0 ? name : ids[1] + " = " + ids[0]);
    }
    return List.copyOf(pairs);
  }

  /** Test rows of all folds. */
  public int testRows() {
    return folds.stream().mapToInt(OfFold::testRows).sum();
  }

  /** Test rows of all folds that have a counterpart of the kind in their fold's training rows. */
  public int affected(Kind kind) {
    return folds.stream().mapToInt(fold -> fold.affected().get(kind)).sum();
  }

  /** Test rows of all folds that have a counterpart of any kind. */
  public int affectedByAny() {
    return folds.stream().mapToInt(OfFold::affectedByAny).sum();
  }

  /** The share of test rows affected, in [0, 1]; NaN without test rows. */
  public double affectedShare(Kind kind) {
    return (double) affected(kind) / testRows();
  }

  /**
   * What crosses, between any two parts, although the protocol says it does not: copies under
   * split-first; besides, subjects under subject-disjoint; besides, groups and identical files
   * under group-disjoint. Empty for a fold set that keeps its word, and always for the published
   * one, which gives none.
   */
  public List<Crossing> brokenPromises() {
    List<Kind> promised =
        switch (protocol) {
          case PUBLISHED -> List.of();
          case SPLIT_FIRST -> List.of(Kind.COPY);
          case SUBJECT_DISJOINT -> List.of(Kind.COPY, Kind.SUBJECT);
          case GROUP_DISJOINT -> List.of(Kind.values());
        };
    return folds.stream()
        .flatMap(fold -> fold.betweenAnyParts().stream())
        .filter(crossing -> promised.contains(crossing.kind()))
        .toList();
  }

  /** A few lines for people: for each kind, how much crosses, how many test rows that concerns. */
  public String summary() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %d fold%s, %d test rows, %d with a counterpart in training (%s)%n",
            protocol.id(),
            folds.size(),
            folds.size() == 1 ? "" : "s",
            testRows(),
            affectedByAny(),
            percent(affectedByAny())));
    for (Kind kind : Kind.values()) {
      List<String> names = kind == Kind.CONTENT ? identicalPairs() : names(kind);
      text.append(
          String.format(Locale.ROOT, "  %s on both sides: %d", kind.display(), names.size()));
      if (!names.isEmpty()) {
        text.append(
            String.format(
                Locale.ROOT, ", %d test rows (%s): ", affected(kind), percent(affected(kind))));
        text.append(String.join(", ", names.subList(0, Math.min(5, names.size()))));
        text.append(names.size() > 5 ? ", …" : "");
      }
      text.append(System.lineSeparator());
    }
    validation(text, "training and validation", OfFold::trainValidation);
    validation(text, "validation and test", OfFold::validationTest);
    return text.toString();
  }

  /** A line for what stands in the validation part too; none where nothing does. */
  private void validation(
      StringBuilder text, String between, Function<OfFold, List<Crossing>> crossings) {
    List<String> counts = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      long names =
          folds.stream()
              .flatMap(fold -> crossings.apply(fold).stream())
              .filter(crossing -> crossing.kind() == kind)
              .map(Crossing::name)
              .distinct()
              .count();
      if (names > 0) {
        counts.add(kind.display() + " " + names);
      }
    }
    if (!counts.isEmpty()) {
      text.append("  in ").append(between).append(": ").append(String.join(", ", counts));
      text.append(System.lineSeparator());
    }
  }

  private String percent(int rows) {
    return testRows() == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * rows / testRows());
  }

  private static OfFold of(Fold fold) {
    List<Crossing> crossings = new ArrayList<>();
    Map<Kind, Integer> affected = new EnumMap<>(Kind.class);
    boolean[] any = new boolean[fold.test().size()];
    for (Kind kind : Kind.values()) {
      boolean[] rows = new boolean[any.length];
      crossings.addAll(crossings(fold.train(), fold.test(), kind, rows));
      int count = 0;
      for (int i = 0; i < rows.length; i++) {
        any[i] |= rows[i];
        count += rows[i] ? 1 : 0;
      }
      affected.put(kind, count);
    }
    int byAny = 0;
    for (boolean row : any) {
      byAny += row ? 1 : 0;
    }
    return new OfFold(
        fold.name(),
        any.length,
        crossings,
        affected,
        byAny,
        crossings(fold.train(), fold.validation()),
        crossings(fold.validation(), fold.test()));
  }

  private static List<Crossing> crossings(List<Row> train, List<Row> test) {
    List<Crossing> crossings = new ArrayList<>();
    if (!train.isEmpty() && !test.isEmpty()) {
      for (Kind kind : Kind.values()) {
        crossings.addAll(crossings(train, test, kind, new boolean[test.size()]));
      }
    }
    return crossings;
  }

  private static List<Crossing> crossings(
      List<Row> train, List<Row> test, Kind kind, boolean[] affected) {
    return kind == Kind.CONTENT
        ? content(train, test, affected)
        : byName(train, test, kind, affected);
  }

  private static Function<Row, String> key(Kind kind) {
    return switch (kind) {
      case COPY -> row -> row.cell().id();
      case CONTENT -> row -> row.cell().sha256();
      case SUBJECT -> row -> row.cell().subject();
      case GROUP -> row -> row.cell().group();
    };
  }

  private static List<Crossing> byName(
      List<Row> trainRows, List<Row> testRows, Kind kind, boolean[] affected) {
    Function<Row, String> key = key(kind);
    Map<String, Integer> train = new HashMap<>();
    trainRows.forEach(row -> train.merge(key.apply(row), 1, Integer::sum));
    TreeMap<String, Integer> test = new TreeMap<>();
    for (int i = 0; i < affected.length; i++) {
      String name = key.apply(testRows.get(i));
      // An empty subject or group is one that nobody knows: it is no counterpart.
      if (!name.isEmpty() && train.containsKey(name)) {
        affected[i] = true;
        test.merge(name, 1, Integer::sum);
      }
    }
    List<Crossing> crossings = new ArrayList<>();
    test.forEach((name, rows) -> crossings.add(new Crossing(kind, name, train.get(name), rows)));
    return crossings;
  }

  /** Pairs of different ids with the same bytes; a cell and its own copies are not meant here. */
  private static List<Crossing> content(
      List<Row> trainRows, List<Row> testRows, boolean[] affected) {
    Map<String, TreeMap<String, Integer>> train = new HashMap<>();
    for (Row row : trainRows) {
      train
          .computeIfAbsent(row.cell().sha256(), sha256 -> new TreeMap<>())
          .merge(row.cell().id(), 1, Integer::sum);
    }
    Map<String, Crossing> pairs = new TreeMap<>();
    for (int i = 0; i < affected.length; i++) {
      String id = testRows.get(i).cell().id();
      String sha256 = testRows.get(i).cell().sha256();
      for (Map.Entry<String, Integer> other :
          train.getOrDefault(sha256, new TreeMap<>()).entrySet()) {
        if (sha256.isEmpty() || other.getKey().equals(id)) {
          continue;
        }
        affected[i] = true;
        String name = id + " = " + other.getKey();
        pairs.merge(
            name,
            new Crossing(Kind.CONTENT, name, other.getValue(), 1),
            (a, b) -> new Crossing(Kind.CONTENT, name, a.trainRows(), a.testRows() + 1));
      }
    }
    return pairs.values().stream().sorted(Comparator.comparing(Crossing::name)).toList();
  }
}
