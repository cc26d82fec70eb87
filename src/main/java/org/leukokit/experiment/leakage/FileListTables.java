package org.leukokit.experiment.leakage;

import static org.leukokit.exhibit.TableBuilder.number;
import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leukokit.data.SubjectGroups;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.split.IdenticalFiles.Pair;
import org.leukokit.split.Leakage;
import org.leukokit.split.Leakage.Kind;

/** Tables and the figure of what the file list says. */
final class FileListTables {
  private final FileList list;

  FileListTables(FileList list) {
    this.list = list;
  }

  TableExhibit pairs() {
    TableBuilder table =
        new TableBuilder(
            "identical-files",
            "Identical files",
            "Pairs of files with one SHA-256, so equal in every byte. \"Subjects differ\": the two"
                + " files carry the names of different subjects. The final test's subjects and"
                + " labels were not published. Files of the preliminary test carry 84 more header"
                + " bytes than those of training, so this can't show a cell that stands in both.",
            List.of(
                words("Where"),
                numbers("Files"),
                numbers("Pairs"),
                numbers("In different official folds"),
                numbers("Subjects differ"),
                numbers("Classes differ")));
    Map<String, List<Pair>> places = new TreeMap<>();
    for (Pair pair : list.pairs()) {
      places.computeIfAbsent(place(pair), p -> new ArrayList<>()).add(pair);
    }
    places.forEach((place, pairs) -> table.row(row(place, pairs)));
    return table.first(row("everywhere", list.pairs())).build();
  }

  private Object[] row(String place, List<Pair> pairs) {
    return new Object[] {
      place,
      pairs.stream()
          .flatMap(p -> java.util.stream.Stream.of(p.first().id(), p.second().id()))
          .distinct()
          .count(),
      pairs.size(),
      pairs.stream().filter(Pair::crossesParts).count(),
      pairs.stream().filter(Pair::crossesSubjects).count(),
      pairs.stream().filter(p -> p.first().label() != p.second().label()).count()
    };
  }

  private static String place(Pair pair) {
    String first = place(pair.first().part());
    String second = place(pair.second().part());
    return first.equals(second) ? first : first + " and " + second;
  }

  private static String place(String part) {
    return switch (part) {
      case "prelim" -> "preliminary test";
      case "final" -> "final test";
      default -> "training folder";
    };
  }

  TableExhibit groups() {
    TableBuilder table =
        new TableBuilder(
            "shared-subjects",
            "Subjects that share cells",
            "Subjects whose cells are the same photographs, in part or in whole: most likely one"
                + " person under several names. Equal bounding boxes are those of the box"
                + " annotations that were published with the training folder. Folds: where the"
                + " makers of the collection put each subject.",
            List.of(
                words("Group"),
                words("Subject"),
                numbers("Cells"),
                words("Official fold"),
                numbers("Files also under another name")));
    for (String group : list.sharedGroups()) {
      boolean first = true;
      for (String subject : list.subjects(group)) {
        Object[] row = {
          first ? group : "",
          subject,
          list.cells(subject),
          String.join(", ", list.parts(subject)),
          list.trainingPairs().stream()
              .filter(Pair::crossesSubjects)
              .filter(
                  p -> p.first().subject().equals(subject) || p.second().subject().equals(subject))
              .count()
        };
        if (first) {
          table.first(row);
        } else {
          table.row(row);
        }
        first = false;
      }
    }
    return table.build();
  }

  /** What shows that the subjects of each group share cells. */
  List<Report.Item> evidence() {
    return list.sharedGroups().stream()
        .map(g -> new Report.Item(g, SubjectGroups.cnmc2019().evidence(g)))
        .toList();
  }

  TableExhibit official() {
    Leakage leakage = list.folds().get(FileList.OFFICIAL);
    TableBuilder table =
        new TableBuilder(
            "official-folds",
            "What crosses the official folds",
            "Each fold is tested on what was learned from the other two. How many test cells have in"
                + " the other folds the same file, cells of their subject, or cells of a subject of"
                + " their group; any of these counts as leaked.",
            foldColumns());
    leakage.folds().forEach(f -> table.row(row(f.fold(), f.testRows(), f.affected(), f)));
    return table.first(total("all", leakage)).build();
  }

  TableExhibit compared() {
    TableBuilder table =
        new TableBuilder(
            "folds-compared",
            "Ways to draw three folds, compared",
            "The same training folder, drawn into three folds in five ways: how many test rows, of"
                + " all folds together, have a counterpart of each kind in training. Augmenting first makes five rows of each cell, as in the first paper,"
                + " and draws those. By group is the only way in which nothing crosses.",
            compareColumns());
    list.folds()
        .forEach(
            (name, leakage) ->
                table.row(
                    name,
                    leakage.testRows(),
                    leakage.affected(Kind.COPY),
                    leakage.affected(Kind.CONTENT),
                    leakage.affected(Kind.SUBJECT),
                    leakage.affected(Kind.GROUP),
                    number(100.0 * leakage.affectedByAny() / leakage.testRows(), 1)));
    return table.build();
  }

  private static List<TableExhibit.Column> foldColumns() {
    return List.of(
        words("Fold tested"),
        numbers("Test cells"),
        numbers("Same file"),
        numbers("Same subject"),
        numbers("Same group"),
        numbers("Leaked (%)"));
  }

  private static List<TableExhibit.Column> compareColumns() {
    return List.of(
        words("Folds"),
        numbers("Test rows"),
        numbers("Copy of itself"),
        numbers("Same file"),
        numbers("Same subject"),
        numbers("Same group"),
        numbers("Leaked (%)"));
  }

  private static Object[] row(
      String name, int tested, Map<Kind, Integer> affected, Leakage.OfFold fold) {
    return new Object[] {
      name,
      tested,
      affected.get(Kind.CONTENT),
      affected.get(Kind.SUBJECT),
      affected.get(Kind.GROUP),
      number(100.0 * fold.affectedByAny() / tested, 1)
    };
  }

  private static Object[] total(String name, Leakage leakage) {
    return new Object[] {
      name,
      leakage.testRows(),
      leakage.affected(Kind.CONTENT),
      leakage.affected(Kind.SUBJECT),
      leakage.affected(Kind.GROUP),
      number(100.0 * leakage.affectedByAny() / leakage.testRows(), 1)
    };
  }

  Figure bars() {
    List<String> ways = List.copyOf(list.folds().keySet());
    List<Figure.BarSeries> series = new ArrayList<>();
    Map<Kind, String> names =
        Map.of(
            Kind.COPY, "copy of the same row",
            Kind.CONTENT, "identical file",
            Kind.SUBJECT, "same subject",
            Kind.GROUP, "subject that shares cells");
    for (Kind kind : Kind.values()) {
      double[] shares =
          ways.stream().mapToDouble(w -> 100 * list.folds().get(w).affectedShare(kind)).toArray();
      series.add(new Figure.BarSeries(names.get(kind), shares));
    }
    return new Figure.Bars(
        "fig-leaked-share",
        "How much of the test set has a counterpart in training",
        "Share of the test rows of three folds that have a counterpart of each kind among the rows"
            + " that were trained on. C-NMC 2019, training folder, from the list of files alone.",
        "How the folds are drawn",
        "Test rows (%)",
        0,
        100,
        ways.stream().map(w -> w.equals(FileList.COPIES) ? "augment first" : w).toList(),
        series,
        false);
  }
}
