package org.leukokit.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.leukokit.metric.Metric;
import org.leukokit.record.RunRecord;
import org.leukokit.stats.Interval;
import org.leukokit.stats.PairedDifference;
import org.leukokit.stats.TestResult;
import org.leukokit.study.RunComparison;

/** A comparison of two runs as lines for a terminal, and as values for JSON. */
final class ComparisonText {
  private ComparisonText() {}

  static List<String> lines(RunComparison c) {
    List<String> out = new ArrayList<>();
    out.add("1: " + name(c.first()));
    out.add("2: " + name(c.second()));
    c.remarks().forEach(out::add);
    out.add("");
    out.add("What decides the numbers" + (c.inputs().isEmpty() ? ": nothing differs" : ""));
    c.inputs().forEach(i -> differing(out, i));
    out.add("");
    out.add(
        "How they were computed (decides nothing)"
            + (c.environment().isEmpty() ? ": nothing differs" : ""));
    c.environment().forEach(i -> differing(out, i));
    out.add("");
    out.add(
        String.format(
            Locale.ROOT,
            "Test rows: %,d in common, %,d only in 1, %,d only in 2",
            c.rows().common(),
            c.rows().onlyFirst(),
            c.rows().onlySecond()));
    if (!c.metrics().isEmpty()) {
      numbers(out, c);
    }
    return out;
  }

  private static void numbers(List<String> out, RunComparison c) {
    String unit = c.overGroups() ? "groups of subjects" : "cells (no groups known)";
    out.add(
        String.format(
            Locale.ROOT,
            "Numbers on the common rows; intervals (95 %%) and p over %,d %s, p by %s, Holm for %d"
                + " metrics",
            c.groups(),
            unit,
            PairedDifference.TEST,
            c.metrics().size()));
    out.add(
        String.format(
            Locale.ROOT,
            "  %-20s %8s %8s %8s  %-20s %8s %8s",
            "",
            "1",
            "2",
            "1 - 2",
            "interval",
            "p",
            "p (Holm)"));
    for (RunComparison.Line line : c.metrics()) {
      Interval i = line.difference().interval();
      out.add(
          String.format(
                  Locale.ROOT,
                  "  %-20s %8s %8s %8s  %-20s %8s %8s",
                  line.metric().displayName(),
                  number(line.first()),
                  number(line.second()),
                  signed(line.difference().difference()),
                  i.isDefined()
                      ? signed(i.low()) + " to " + signed(i.high())
                      : "undefined: " + i.undefinedBecause(),
                  p(line.difference().test().p()),
                  p(line.adjusted()))
              .stripTrailing());
    }
    for (RunComparison.Line line : c.metrics()) {
      double detectable = line.difference().detectable(0.05, 0.8);
      if (line.metric() == Metric.ACCURACY && detectable > 0) {
        out.add(
            String.format(
                Locale.ROOT,
                "  These %,d %s find a true difference in accuracy of %.3f with a power of 80 %%.",
                c.groups(),
                c.overGroups() ? "groups" : "cells",
                detectable));
      }
    }
    out.add("");
    out.add("Over cells, as usually quoted; p is too small where cells of a subject are alike");
    for (TestResult t : c.overCells()) {
      out.add(
          String.format(
              Locale.ROOT,
              "  %-28s difference %8s   p %s",
              t.test(),
              signed(t.difference()),
              p(t.p())));
    }
  }

  static String name(RunRecord run) {
    return run.title() + ", " + run.inputs().protocol() + ", " + run.shortId();
  }

  static void differing(List<String> out, RunComparison.Input input) {
    out.add("  " + input.name());
    out.add("    1: " + (input.first().isEmpty() ? "(nothing)" : input.first()));
    out.add("    2: " + (input.second().isEmpty() ? "(nothing)" : input.second()));
  }

  static String number(double value) {
    return Double.isNaN(value) ? "undef." : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String signed(double value) {
    return Double.isNaN(value) ? "undef." : String.format(Locale.ROOT, "%+.4f", value);
  }

  private static String p(double p) {
    return Double.isNaN(p)
        ? "undef."
        : p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
  }

  /** For JSON: numbers in full, {@code null} where undefined. */
  static Map<String, Object> values(RunComparison c) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("schema", "leukokit-comparison/1");
    all.put("runs", List.of(run(c.first()), run(c.second())));
    all.put("remarks", c.remarks());
    all.put("inputs", c.inputs());
    all.put("environment", c.environment());
    all.put("rows", c.rows());
    all.put("overGroups", c.overGroups());
    all.put("groups", c.groups());
    all.put("metrics", c.metrics().stream().map(ComparisonText::metric).toList());
    all.put(
        "overCells",
        c.overCells().stream()
            .map(
                t -> {
                  Map<String, Object> test = new LinkedHashMap<>();
                  test.put("test", t.test());
                  test.put("difference", orNull(t.difference()));
                  test.put("statistic", orNull(t.statistic()));
                  test.put("p", orNull(t.p()));
                  return test;
                })
            .toList());
    return all;
  }

  static Map<String, Object> run(RunRecord run) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", run.id());
    values.put("title", run.title());
    values.put("protocol", run.inputs().protocol());
    return values;
  }

  private static Map<String, Object> metric(RunComparison.Line line) {
    Map<String, Object> values = new LinkedHashMap<>();
    Interval i = line.difference().interval();
    values.put("metric", line.metric().id());
    values.put("first", orNull(line.first()));
    values.put("second", orNull(line.second()));
    values.put("difference", orNull(line.difference().difference()));
    values.put("low", orNull(i.low()));
    values.put("high", orNull(i.high()));
    values.put("level", i.level());
    values.put("undefinedBecause", i.undefinedBecause());
    values.put("standardError", orNull(line.difference().standardError()));
    values.put("test", PairedDifference.TEST);
    values.put("p", orNull(line.difference().test().p()));
    values.put("pHolm", orNull(line.adjusted()));
    return values;
  }

  static Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
