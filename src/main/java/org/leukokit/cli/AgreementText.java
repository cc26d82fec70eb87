package org.leukokit.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.leukokit.base.Text;
import org.leukokit.study.Agreement;

/** How far two predictions agree, as lines for a terminal and as values for JSON. */
final class AgreementText {
  private static final int SHOWN = 10;

  private AgreementText() {}

  static List<String> lines(Agreement a) {
    List<String> out = new ArrayList<>();
    out.add("1: " + ComparisonText.name(a.first()));
    out.add("2: " + ComparisonText.name(a.second()));
    out.addAll(a.remarks());
    out.add("");
    out.add("What decides them" + (a.inputs().isEmpty() ? ": nothing differs" : ""));
    a.inputs().forEach(i -> ComparisonText.differing(out, i));
    out.add("");
    out.add(
        format(
            "Cells: %,d in common, %,d only in 1, %,d only in 2",
            a.rows().common(), a.rows().onlyFirst(), a.rows().onlySecond()));
    if (a.rows().common() > 0) {
      out.add(format("  %-24s %12s %12s %12s", "", "2: positive", "2: negative", "all"));
      out.add(line("1: positive", a.both(), a.onlyFirst()));
      out.add(line("1: negative", a.onlySecond(), a.neither()));
      out.add(line("all", a.both() + a.onlySecond(), a.onlyFirst() + a.neither()));
      out.add(
          format(
              "Agreement %s (%,d of %s), Cohen's kappa %s",
              ComparisonText.number(a.agreement()),
              a.both() + a.neither(),
              Text.count(a.rows().common(), "cell"),
              ComparisonText.number(a.kappa())));
      if (!a.apart().isEmpty()) {
        List<String> some = a.apart().subList(0, Math.min(SHOWN, a.apart().size()));
        out.add(
            format(
                "They disagree on %s: %s%s",
                Text.count(a.apart().size(), "cell"),
                String.join(", ", some),
                some.size() < a.apart().size() ? ", … (all of them with --format json)" : ""));
      }
    }
    return out;
  }

  private static String line(String name, long positive, long negative) {
    return format("  %-24s %,12d %,12d %,12d", name, positive, negative, positive + negative);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** For JSON: numbers in full, {@code null} where undefined. */
  static Map<String, Object> values(Agreement a) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("schema", "leukokit-agreement/1");
    all.put("runs", List.of(ComparisonText.run(a.first()), ComparisonText.run(a.second())));
    all.put("remarks", a.remarks());
    all.put("inputs", a.inputs());
    all.put("rows", a.rows());
    all.put("bothPositive", a.both());
    all.put("onlyFirstPositive", a.onlyFirst());
    all.put("onlySecondPositive", a.onlySecond());
    all.put("bothNegative", a.neither());
    all.put("agreement", ComparisonText.orNull(a.agreement()));
    all.put("kappa", ComparisonText.orNull(a.kappa()));
    all.put("disagreed", a.apart());
    return all;
  }
}
