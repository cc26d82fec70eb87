package org.leukokit.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.leukokit.record.FoldTable;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Leakage;
import org.leukokit.split.Protocol;

/**
 * Whether the parts of a run agree with each other: every row that a fold tests is predicted in it
 * once and no other is, a cell is of one class and one person throughout, the counts of the
 * provenance are those of the rows, and the folds keep what their protocol promises.
 */
public final class RunConsistency {
  private static final int SHOWN = 3;

  /** What is wrong with one kind of row: how often, and the first few. */
  private final Map<String, List<String>> rows = new TreeMap<>();

  private final List<String> problems = new ArrayList<>();
  private final RunFolder run;

  private RunConsistency(RunFolder run) {
    this.run = run;
  }

  /**
   * Looks for contradictions.
   *
   * @return one line each, for people; empty if there are none
   */
  public static List<String> problems(RunFolder run) {
    RunConsistency check = new RunConsistency(run);
    check.predictionsAndFolds();
    check.oneTruthEach();
    check.counts();
    check.promises();
    check.rows.forEach(
        (what, all) ->
            check.problems.add(
                what
                    + ": "
                    + String.join(", ", all.subList(0, Math.min(SHOWN, all.size())))
                    + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "")));
    return List.copyOf(check.problems);
  }

  private record Key(String cell, String version) {}

  private void predictionsAndFolds() {
    Set<Key> keys = new HashSet<>();
    for (FoldTable.FoldRow row : run.folds().rows()) {
      Key key = new Key(row.cell(), row.version());
      if (!keys.add(key)) {
        add("stands twice in folds.csv", name(key));
      }
    }
    predictionsAndFolds(run.predictions(), FoldTable.TEST, "predicted", "test");
    run.validation()
        .ifPresent(
            rows ->
                predictionsAndFolds(
                    rows, FoldTable.VALIDATION, "predicted in validation.csv", "validate on"));
  }

  /** Whether exactly the rows of a role are predicted, each in its fold. */
  private void predictionsAndFolds(
      Predictions predictions, char role, String predictedIn, String verb) {
    Map<String, Integer> numbers = new HashMap<>();
    run.folds().folds().forEach(fold -> numbers.put(fold, numbers.size()));
    Map<Key, String> roles = new HashMap<>();
    Map<Key, boolean[]> predicted = new HashMap<>();
    for (FoldTable.FoldRow row : run.folds().rows()) {
      Key key = new Key(row.cell(), row.version());
      roles.put(key, row.roles());
      predicted.put(key, new boolean[numbers.size()]);
    }
    for (Prediction p : predictions.rows()) {
      Key key = new Key(p.cell(), p.version());
      Integer fold = numbers.get(p.fold());
      if (fold == null) {
        add(predictedIn + " in a fold that folds.csv does not have", name(key) + " in " + p.fold());
      } else if (!roles.containsKey(key)) {
        add(predictedIn + ", but not in folds.csv", name(key));
      } else {
        predicted.get(key)[fold] = true;
        char its = roles.get(key).charAt(fold);
        if (its != role) {
          add(
              its == FoldTable.TRAIN
                  ? predictedIn + " in a fold that trains on it"
                  : predictedIn + " in a fold that does not " + verb + " it",
              name(key) + " in " + p.fold());
        }
      }
    }
    for (FoldTable.FoldRow row : run.folds().rows()) {
      Key key = new Key(row.cell(), row.version());
      for (int f = 0; f < numbers.size(); f++) {
        if (row.roles().charAt(f) == role && !predicted.get(key)[f]) {
          add(
              (role == FoldTable.TEST ? "tested" : "validated on")
                  + " by folds.csv, but not "
                  + predictedIn,
              name(key) + " in " + run.folds().folds().get(f));
        }
      }
    }
  }

  private static String name(Key key) {
    return key.version().equals(Prediction.ORIGINAL)
        ? key.cell()
        : key.cell() + " (" + key.version() + ")";
  }

  private void oneTruthEach() {
    Map<String, Prediction> first = new HashMap<>();
    Map<String, String> groups = new HashMap<>();
    List<Prediction> all = new ArrayList<>(run.predictions().rows());
    run.validation().ifPresent(validation -> all.addAll(validation.rows()));
    for (Prediction p : all) {
      Prediction before = first.putIfAbsent(p.cell(), p);
      if (before != null && before.positive() != p.positive()) {
        add("of both classes", p.cell());
      }
      if (before != null
          && (!before.subject().equals(p.subject()) || !before.group().equals(p.group()))) {
        add("of two subjects or groups", p.cell());
      }
      if (!p.subject().isEmpty()) {
        String group = groups.putIfAbsent(p.subject(), p.group());
        if (group != null && !group.equals(p.group())) {
          add("a subject in two groups", p.subject());
        }
      }
    }
  }

  private void counts() {
    Set<String> cells = new HashSet<>();
    run.folds().rows().forEach(row -> cells.add(row.cell()));
    Set<String> tested = new HashSet<>();
    Set<String> leukemic = new HashSet<>();
    Set<String> subjects = new HashSet<>();
    Set<String> groups = new HashSet<>();
    for (Prediction p : run.predictions().rows()) {
      tested.add(p.cell());
      subjects.add(p.subject());
      groups.add(p.group());
      if (p.positive()) {
        leukemic.add(p.cell());
      }
    }
    subjects.remove("");
    groups.remove("");
    RunRecord.Data data = run.record().data();
    count("cells", data.cells(), cells.size());
    if (tested.size() == cells.size()) {
      // Of cells that no fold tests, folds.csv says neither class nor subject.
      count("leukemic cells", data.leukemic(), leukemic.size());
      count("subjects", data.subjects(), subjects.size());
      count("groups", data.groups(), groups.size());
    }
  }

  private void count(String what, int stated, int counted) {
    if (stated != counted) {
      problems.add("run.json says " + stated + " " + what + ", the rows have " + counted);
    }
  }

  private void promises() {
    String id = run.record().inputs().protocol();
    if (Arrays.stream(Protocol.values()).noneMatch(p -> p.id().equals(id))) {
      // Predictions that were made elsewhere promise nothing.
      return;
    }
    for (Leakage.Crossing crossing : Leakage.of(FoldTables.of(run)).brokenPromises()) {
      add(
          id + " promises no " + crossing.kind().display() + " on both sides of a fold, but",
          crossing.name());
    }
  }

  private void add(String what, String name) {
    rows.computeIfAbsent(what, w -> new ArrayList<>()).add(name);
  }
}
