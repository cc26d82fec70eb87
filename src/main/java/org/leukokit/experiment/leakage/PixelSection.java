package org.leukokit.experiment.leakage;

import static org.leukokit.exhibit.TableBuilder.number;
import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.base.Progress;
import org.leukokit.base.Text;
import org.leukokit.data.Cell;
import org.leukokit.data.Dataset;
import org.leukokit.exhibit.Report;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.exhibit.Report.Shown;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.image.PixelDifference;
import org.leukokit.split.NearDuplicates;
import org.leukokit.split.NearDuplicates.Findings;
import org.leukokit.split.NearDuplicates.Pair;

/** What pixels say of cells that are one photograph although their files differ. */
public final class PixelSection {
  private static final int ROWS = 200;

  private PixelSection() {}

  /**
   * Looks through all images of a data set.
   *
   * @param dataset photographs, not phantoms
   * @param progress hears how far it is
   */
  public static Section of(Dataset dataset, Progress progress) {
    Findings findings = NearDuplicates.find(dataset, progress);
    List<Pair> pairs = findings.pairs();
    long files = pairs.stream().filter(Pair::identicalFiles).count();
    long unknown = pairs.stream().filter(PixelSection::isNews).count();
    List<Report.Block> blocks = new ArrayList<>();
    blocks.add(
        new Paragraph(
            FileListReport.format(
                "Images at hand: %2$,d (%1$s). All pairs were looked at by size of box and"
                    + " perceptual hash; %3$,d candidates were compared pixel by pixel. Found: %4$s"
                    + " of one photograph, of which %5$d %7$s equal as files. %6$s",
                dataset.info().title(),
                findings.cells(),
                findings.candidates(),
                Text.count(pairs.size(), "pair"),
                files,
                unknown == 0
                    ? "None joins subjects that are not known to share cells."
                    : unknown
                        + (unknown == 1 ? " joins" : " join")
                        + " subjects that were not known to share cells.",
                files == 1 ? "is" : "are")));
    dataset.warnings().forEach(w -> blocks.add(new Paragraph(w)));
    if (!pairs.isEmpty()) {
      blocks.add(new Shown(table(pairs)));
    }
    return new Section("From pixels", blocks);
  }

  /** Whether two subjects are one photograph's that stand in two groups. */
  private static boolean isNews(Pair pair) {
    String a = pair.first().group();
    String b = pair.second().group();
    return !a.isEmpty() && !b.isEmpty() && !a.equals(b);
  }

  private static TableExhibit table(List<Pair> pairs) {
    TableBuilder table =
        new TableBuilder(
            "near-duplicates",
            "One photograph, two cells",
            "Differing: pixels with any difference, of those that belong to the cell in either"
                + " file. Largest: largest difference of a channel, of 255. Correlation: of the"
                + " grey values inside both."
                + (pairs.size() > ROWS
                    ? " The first " + ROWS + " of " + pairs.size() + " pairs."
                    : ""),
            List.of(
                words("First cell"),
                words("Second cell"),
                words("Subjects"),
                words("Parts"),
                words("What differs"),
                words("Differing"),
                numbers("Largest"),
                numbers("Correlation")));
    for (Pair pair : pairs.subList(0, Math.min(ROWS, pairs.size()))) {
      table.row(
          pair.first().id(),
          pair.second().id(),
          both(pair.first(), pair.second(), Cell::subject),
          both(pair.first(), pair.second(), Cell::part),
          what(pair),
          FileListReport.format(
              "%,d of %,d", pair.difference().differing(), pair.difference().pixels()),
          pair.difference().largest(),
          number(pair.difference().correlation(), 4));
    }
    return table.build();
  }

  private static String what(Pair pair) {
    if (pair.identicalFiles()) {
      return "nothing: identical files";
    }
    PixelDifference d = pair.difference();
    boolean shifted = d.dx() != 0 || d.dy() != 0;
    return pair.kind().display()
        + (shifted ? "; shifted by " + d.dx() + ", " + d.dy() + " px" : "");
  }

  private static String both(Cell a, Cell b, java.util.function.Function<Cell, String> property) {
    String first = property.apply(a).isEmpty() ? "not known" : property.apply(a);
    String second = property.apply(b).isEmpty() ? "not known" : property.apply(b);
    return first.equals(second) ? first : first + ", " + second;
  }
}
