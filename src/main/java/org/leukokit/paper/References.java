package org.leukokit.paper;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.leukokit.audit.Citation;

/**
 * A paper's list of references, as far as it cites their results.
 *
 * @param paper the paper's key
 * @param rows its entries: id, first_author, year, title
 */
public record References(String paper, List<Map<String, String>> rows) {
  /** Reads the list that lies beside a class as {@code references.csv}. */
  public static References read(Class<?> owner, String paper) {
    return new References(paper, PublishedTable.read(owner, "references.csv").rows());
  }

  /** This list with the works of another list that it does not have. */
  public References with(References other) {
    List<Map<String, String>> all = new ArrayList<>(rows);
    other.rows.stream()
        .filter(r -> rows.stream().noneMatch(own -> work(own).isSame(work(r))))
        .forEach(all::add);
    return new References(paper, all);
  }

  /**
   * The work that a table's row names: by its number ({@code [54] 2019}), by its id, by author and
   * year ({@code Pan et al., 2019}) or by a person's name ({@code Yongsheng Pan}).
   *
   * @return nothing where no entry, or more than one, is meant
   */
  public Optional<Citation.Work> find(String name) {
    List<Citation.Work> found =
        rows.stream().filter(r -> means(name.strip(), r)).map(References::work).toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static Citation.Work work(Map<String, String> r) {
    return new Citation.Work(r.get("first_author"), r.get("year"), r.get("title"));
  }

  private static boolean means(String name, Map<String, String> r) {
    if (name.equals(r.get("id")) || name.matches("\\[" + r.get("id") + "\\].*")) {
      return true;
    }
    String[] author = (r.get("first_author") + ",").split(", ?");
    String surname = author[0];
    String initial = author.length > 1 ? author[1].substring(0, 1) : "";
    boolean cited = name.matches(surname + "( et al\\.?| and .*)(, ?" + r.get("year") + ")?");
    boolean person =
        name.matches("\\p{L}+ " + surname)
            && !initial.isEmpty()
            && name.toLowerCase(Locale.ROOT).startsWith(initial.toLowerCase(Locale.ROOT));
    return cited || person;
  }

  /** What one row of a table cites; nothing where its number or its work is not known. */
  public Optional<Citation> cite(
      String place, String name, String metric, String percent, String measuredOn) {
    return percent.isBlank()
        ? Optional.empty()
        : find(name)
            .map(
                work ->
                    new Citation(paper, place, work, metric, new BigDecimal(percent), measuredOn));
  }

  /** What the paper's prose cites, from the table {@code prose.csv} beside a class. */
  public List<Citation> inProse(Class<?> owner) {
    return PublishedTable.read(owner, "prose.csv").rows().stream()
        .flatMap(
            r ->
                cite(
                    r.get("place"),
                    r.get("reference"),
                    r.get("metric"),
                    r.get("value_percent"),
                    r.get("measured_on"))
                    .stream())
        .toList();
  }
}
