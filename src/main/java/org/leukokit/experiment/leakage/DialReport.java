package org.leukokit.experiment.leakage;

import static org.leukokit.exhibit.TableBuilder.number;
import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.leukokit.exhibit.Figure;
import org.leukokit.exhibit.Provenance;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.experiment.leakage.DialStudy.Point;
import org.leukokit.experiment.leakage.DialStudy.Setting;
import org.leukokit.metric.Metric;
import org.leukokit.split.Protocol;
import org.leukokit.stats.Replicates;
import org.leukokit.study.MethodSpec;

/** The report on the dial: what each leak is worth where the truth is known. */
public final class DialReport {
  private static final String NEAREST = "knn";

  private final List<Point> points;
  private final List<Setting> settings;
  private final int seeds;

  private DialReport(List<Point> points) {
    this.points = List.copyOf(points);
    settings = points.stream().map(Point::setting).distinct().toList();
    seeds = (int) points.stream().map(Point::seed).distinct().count();
  }

  /**
   * The report.
   *
   * @param points the runs of {@link DialStudy#settings()}, several seeds each
   * @param made what the search for near-duplicates found among made ones
   * @param facts how the report was made: versions, command
   */
  public static Report of(List<Point> points, List<MadePairs.Result> made, List<Item> facts) {
    return new DialReport(points).report(made, facts);
  }

  private Report report(List<MadePairs.Result> made, List<Item> facts) {
    int cells = points.get(0).runs().any().data().cells();
    return new Report(
        "leakage-phantom",
        "What each leak is worth, where the truth is known",
        "Phantom cells drawn by leukokit; no photograph and no published number is in this report.",
        true,
        String.format(
            Locale.ROOT,
            "%d sets of %d phantom cells of %d subjects: %d settings, %d seeds each",
            points.size(),
            cells,
            points.get(0).runs().any().data().subjects(),
            settings.size(),
            seeds),
        List.of(
            summary(),
            Section.of("What each leak is worth", new Shown(inflations()), new Shown(growth())),
            Section.of("Accuracies", new Shown(accuracies())),
            Section.of("Near-duplicates, made and found", new Shown(made(made))),
            how(facts)));
  }

  private Section summary() {
    Setting none = new Setting(0, 0, 0);
    Setting strong = new Setting(0, 2, 0);
    Setting real = new Setting(1, 1, 0);
    Replicates copies = Inflation.COPIES.of(points, none, NEAREST);
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            String.format(
                Locale.ROOT,
                "Phantoms are drawn with two dials: how far leukemic and healthy cells are apart,"
                    + " and how far subjects are apart, whatever their class. So it is known what"
                    + " there is to learn, and what a method scores beyond that is leakage. Every"
                    + " number is a mean over %d seeds, each with subjects and cells of its own;"
                    + " brackets are 95 %% intervals over the seeds.",
                seeds)));
    blocks.add(
        new Paragraph(
            "Copies. Where the classes do not differ at all, every honest accuracy is 50 %. If"
                + " cells are augmented first and the rows are drawn into folds then, the nearest"
                + " neighbour still scores "
                + percent(mean(none, Protocol.PUBLISHED))
                + "; drawn by cell it scores "
                + percent(mean(none, Protocol.SPLIT_FIRST))
                + ". Copies alone are worth "
                + points(copies)
                + ", with nothing to learn and no subject to recognise."));
    blocks.add(
        new Paragraph(
            "Subjects. Where subjects do not differ, folds by cell gain over folds by group: "
                + points(Inflation.SUBJECTS.of(points, none, NEAREST))
                + ". With subjects twice as far apart as in C-NMC 2019, by the kit's reckoning: "
                + points(Inflation.SUBJECTS.of(points, strong, NEAREST))
                + ", although nothing about the classes can be learned. With both signals as in"
                + " C-NMC 2019: "
                + points(Inflation.SUBJECTS.of(points, real, NEAREST))
                + "."));
    blocks.add(
        new Paragraph(
            "Second names. Where a third of the subjects are persons that appear twice, with"
                + " copies of their own cells, folds by subject gain "
                + points(Inflation.NAMES.of(points, new Setting(0, 0, 4), NEAREST))
                + " over folds by group, and "
                + points(Inflation.NAMES.of(points, new Setting(0, 1, 4), NEAREST))
                + " where subjects differ as well."));
    blocks.add(new Shown(figure(0)));
    blocks.add(new Shown(figure(1)));
    return new Section("In short", blocks);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share);
  }

  private static String points(Replicates r) {
    return r.interval().isDefined()
        ? String.format(
            Locale.ROOT,
            "%+.1f points [%+.1f, %+.1f]",
            r.mean(),
            r.interval().low(),
            r.interval().high())
        : String.format(Locale.ROOT, "%+.1f points", r.mean());
  }

  private double mean(Setting setting, Protocol protocol) {
    return accuracy(setting, NEAREST, protocol).mean();
  }

  private Replicates accuracy(Setting setting, String method, Protocol protocol) {
    return Replicates.of(
        points.stream()
            .filter(p -> p.setting().equals(setting))
            .mapToDouble(p -> 100 * p.runs().value(Metric.ACCURACY, method, protocol))
            .toArray(),
        0.95);
  }

  private Figure figure(double classSignal) {
    List<Setting> along =
        settings.stream()
            .filter(s -> s.classSignal() == classSignal && s.sharedPairs() == 0)
            .toList();
    List<Figure.PointSeries> series = new ArrayList<>();
    double lowest = -10;
    double highest = 30;
    for (MethodSpec method : DialStudy.methods(along.get(0))) {
      for (Inflation inflation : List.of(Inflation.COPIES, Inflation.SUBJECTS)) {
        double[] values = new double[along.size()];
        double[] low = new double[values.length];
        double[] high = new double[values.length];
        for (int i = 0; i < values.length; i++) {
          Replicates r = inflation.of(points, along.get(i), method.id());
          values[i] = r.mean();
          low[i] = r.interval().low();
          high[i] = r.interval().high();
          lowest = Math.min(lowest, Double.isNaN(low[i]) ? values[i] : low[i]);
          highest = Math.max(highest, Double.isNaN(high[i]) ? values[i] : high[i]);
        }
        series.add(
            new Figure.PointSeries(
                inflation.display() + ", " + method.title(), false, values, low, high));
      }
    }
    boolean nothing = classSignal == 0;
    return new Figure.Points(
        nothing ? "fig-nothing-to-learn" : "fig-classes-differ",
        nothing
            ? "Gain by leaks where the classes are alike"
            : "Gain by leaks where classes differ",
        "Copies: folds drawn over augmented rows less folds by cell. Subjects: folds by cell less"
            + " folds by group. Accuracy on test cells that are no copies; mean over seeds with 95 %"
            + " intervals. "
            + (nothing
                ? "The classes are drawn alike, so every gain is leakage."
                : "The classes are as far apart as in C-NMC 2019."),
        "Subject signal (1: as in C-NMC 2019)",
        "Gain in accuracy (points)",
        Math.floor(lowest / 10) * 10,
        Math.ceil(highest / 10) * 10,
        along.stream().map(s -> text(s.subjectSignal())).toList(),
        series,
        0,
        "no gain");
  }

  private static String text(double signal) {
    return signal == Math.rint(signal) ? Long.toString((long) signal) : Double.toString(signal);
  }

  private TableExhibit inflations() {
    List<TableExhibit.Column> columns = new ArrayList<>(settingColumns());
    for (Inflation inflation : Inflation.values()) {
      columns.add(numbers(inflation.display() + " (points)"));
    }
    TableBuilder table =
        new TableBuilder(
            "gains",
            "Gain in accuracy by each leak",
            "Twice: persons that appear under two names. Copies: "
                + Inflation.COPIES.compared()
                + ". Subjects: "
                + Inflation.SUBJECTS.compared()
                + ". Second names: "
                + Inflation.NAMES.compared()
                + ", which without persons that appear twice is nil but for the draw of the folds."
                + " Percentage points, on test cells that are no copies; brackets: 95 % interval"
                + " over seeds.",
            columns);
    forEachRow(
        (setting, method, first) -> {
          List<Object> row = settingEntries(setting, method);
          for (Inflation inflation : Inflation.values()) {
            row.add(Inflation.entry(inflation.of(points, setting, method.id())));
          }
          add(table, first, row);
        });
    return table.build();
  }

  private TableExhibit growth() {
    TableBuilder table =
        new TableBuilder(
            "growth",
            "Does the gain grow with the subject signal?",
            "The gain at subject signal 2 less the gain at subject signal 0, seed by seed (the same"
                + " subjects and cells, only further apart). Copies need no subjects: where"
                + " subjects can be recognised, folds by cell score more themselves and leave less"
                + " for copies to gain.",
            List.of(
                numbers("Class signal"),
                words("Method"),
                words("Leak"),
                numbers("Growth (points)")));
    for (double classSignal : new double[] {0, 1}) {
      Setting from = new Setting(classSignal, 0, 0);
      Setting to = new Setting(classSignal, 2, 0);
      for (MethodSpec method : DialStudy.methods(from)) {
        for (Inflation inflation : List.of(Inflation.SUBJECTS, Inflation.COPIES)) {
          table.row(
              number(classSignal, 0),
              method.title(),
              inflation.display(),
              Inflation.entry(inflation.growth(points, from, to, method.id())));
        }
      }
    }
    return table.build();
  }

  private TableExhibit accuracies() {
    List<TableExhibit.Column> columns = new ArrayList<>(settingColumns());
    for (Protocol protocol : Protocol.values()) {
      columns.add(numbers(protocol.id() + " (%)"));
    }
    TableBuilder table =
        new TableBuilder(
            "accuracies",
            "Accuracy under each protocol",
            "In percent, on test cells that are no copies; mean over seeds with 95 % interval."
                + " Twice: persons that appear under two names.",
            columns);
    forEachRow(
        (setting, method, first) -> {
          List<Object> row = settingEntries(setting, method);
          for (Protocol protocol : Protocol.values()) {
            row.add(Inflation.entry(accuracy(setting, method.id(), protocol)));
          }
          add(table, first, row);
        });
    return table.build();
  }

  private interface RowMaker {
    void make(Setting setting, MethodSpec method, boolean first);
  }

  private void forEachRow(RowMaker maker) {
    double before = Double.NaN;
    for (Setting setting : settings) {
      for (MethodSpec method : DialStudy.methods(setting)) {
        double block = setting.classSignal() + 10 * setting.sharedPairs();
        maker.make(setting, method, block != before);
        before = block;
      }
    }
  }

  private static void add(TableBuilder table, boolean first, List<Object> row) {
    table.add(TableExhibit.Origin.OURS, first, "", row);
  }

  private static List<TableExhibit.Column> settingColumns() {
    return List.of(
        numbers("Class signal"), numbers("Subject signal"), numbers("Twice"), words("Method"));
  }

  private static List<Object> settingEntries(Setting setting, MethodSpec method) {
    return new ArrayList<>(
        List.of(
            text(setting.classSignal()),
            text(setting.subjectSignal()),
            2 * setting.sharedPairs(),
            method.title()));
  }

  private static TableExhibit made(List<MadePairs.Result> results) {
    TableBuilder table =
        new TableBuilder(
            "made-pairs",
            "Changed copies, found by box, perceptual hash and pixels",
            "Phantoms of full size (450 pixels); one in six has a copy that was changed in one way."
                + " Wrong: pairs of different cells that were taken for one photograph.",
            List.of(
                words("Change"),
                numbers("Cells"),
                numbers("Pairs made"),
                numbers("Found"),
                numbers("Wrong"),
                numbers("Pairs compared by pixels")));
    results.forEach(
        r -> table.row(r.change(), r.cells(), r.made(), r.found(), r.wrong(), r.compared()));
    return table.build();
  }

  private Section how(List<Item> facts) {
    List<Item> items = new ArrayList<>();
    items.add(
        new Item(
            "Features",
            "15 numbers of each cell: width, height, root of the area; mean and standard deviation"
                + " of each channel; 10, 50 and 90 % quantile of the grey values; mean difference of"
                + " grey values 1, 2 and 4 pixels apart. Standardised on the training rows."));
    items.add(
        new Item(
            "Versions of each cell",
            "original, reflected, rotated left by 25 to 125° in steps of 5°"));
    items.add(new Item("Folds", points.get(0).runs().any().inputs().settings().get("folds")));
    items.add(new Item("Seeds", "1 to " + seeds));
    items.add(
        new Item(
            "Signals", "0: alike; 1: as in C-NMC 2019, see the documentation of phantom cells"));
    items.addAll(facts);
    return Provenance.made(
        new Paragraph(
            "Every accuracy above is computed from the run folders beside this page (runs/). SVM"
                + " (cubic) is run only where the classes differ."),
        new Report.Definitions(items));
  }
}
