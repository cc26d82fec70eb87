package org.leukokit.experiment.leakage;

import java.util.List;
import org.leukokit.exhibit.Entry;
import org.leukokit.experiment.ExperimentRuns;
import org.leukokit.experiment.leakage.DialStudy.Point;
import org.leukokit.experiment.leakage.DialStudy.Setting;
import org.leukokit.metric.Metric;
import org.leukokit.split.Protocol;
import org.leukokit.stats.Replicates;

/** What accuracy gains by a leak: a laxer protocol less the one that closes this leak alone. */
enum Inflation {
  /** Copies of test cells in training. */
  COPIES("Copies", Protocol.PUBLISHED, Protocol.SPLIT_FIRST),
  /** Subjects, under whatever name, on both sides. */
  SUBJECTS("Subjects", Protocol.SPLIT_FIRST, Protocol.GROUP_DISJOINT),
  /** Subjects on both sides under two names. */
  NAMES("Second names", Protocol.SUBJECT_DISJOINT, Protocol.GROUP_DISJOINT);

  private final String display;
  private final Protocol lax;
  private final Protocol strict;

  Inflation(String display, Protocol lax, Protocol strict) {
    this.display = display;
    this.lax = lax;
    this.strict = strict;
  }

  /** For people. */
  String display() {
    return display;
  }

  /** Which protocols it compares. */
  String compared() {
    return lax.id() + " − " + strict.id();
  }

  /** In percentage points, for one seed, on the test rows that are cells and not copies. */
  double of(Point point, String method) {
    return 100
        * (point.runs().value(Metric.ACCURACY, method, lax)
            - point.runs().value(Metric.ACCURACY, method, strict));
  }

  /** Over the seeds of a setting. */
  Replicates of(List<Point> points, Setting setting, String method) {
    return Replicates.of(
        points.stream()
            .filter(p -> p.setting().equals(setting))
            .mapToDouble(p -> of(p, method))
            .toArray(),
        ExperimentRuns.LEVEL);
  }

  /** By how much it is larger at one setting than at another, seed by seed. */
  Replicates growth(List<Point> points, Setting from, Setting to, String method) {
    double[] low = of(points, from, method).values();
    double[] high = of(points, to, method).values();
    double[] growth = new double[low.length];
    for (int i = 0; i < growth.length; i++) {
      growth[i] = high[i] - low[i];
    }
    return Replicates.of(growth, ExperimentRuns.LEVEL);
  }

  /** A mean with its interval, for a table. */
  static Entry entry(Replicates r) {
    return Entry.Measured.of(r.mean(), r.interval(), 1);
  }
}
