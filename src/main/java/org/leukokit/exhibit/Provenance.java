package org.leukokit.exhibit;

import java.util.ArrayList;
import java.util.List;
import org.leukokit.base.Text;
import org.leukokit.exhibit.Report.Block;
import org.leukokit.exhibit.Report.Definitions;
import org.leukokit.exhibit.Report.Item;
import org.leukokit.exhibit.Report.Paragraph;
import org.leukokit.exhibit.Report.Section;
import org.leukokit.record.RunRecord;

/** What every report says of where its numbers come from, as the records of its runs have it. */
public final class Provenance {
  private Provenance() {}

  /**
   * The last section of every report.
   *
   * @param blocks how it was made
   */
  public static Section made(List<? extends Block> blocks) {
    List<Block> all = new ArrayList<>(blocks);
    all.add(new Paragraph("For research and teaching. Not a medical device."));
    return new Section("How this was made", all);
  }

  /** The last section of every report. */
  public static Section made(Block... blocks) {
    return made(List.of(blocks));
  }

  /**
   * The last section of a paper's report, from one of its runs.
   *
   * @param record the run
   * @param inputs what is said of its inputs, before settings and environment
   */
  public static Section madeAs(RunRecord record, List<Item> inputs) {
    List<Item> items = new ArrayList<>(inputs);
    items.addAll(settings(record));
    items.addAll(environment(record));
    return made(
        new Paragraph(
            "Every number above is computed from the run folders beside this page (runs/); the"
                + " identifier in the last column of a table is the beginning of a folder's"
                + " digest. Below: the run of "
                + record.title()
                + " under the protocol "
                + record.inputs().protocol()
                + "; the other runs say the same of themselves in their run.json."),
        new Definitions(items));
  }

  /** The settings of a run. */
  public static List<Item> settings(RunRecord record) {
    List<Item> items = new ArrayList<>();
    record.inputs().settings().forEach((k, v) -> items.add(new Item(Text.capital(k), v)));
    return items;
  }

  /** Where and when a run was made. */
  public static List<Item> environment(RunRecord record) {
    List<Item> items = new ArrayList<>();
    record.environment().forEach((k, v) -> items.add(new Item(Text.capital(k), v)));
    return items;
  }

  /**
   * The cells of a report.
   *
   * @param cells one line on them
   * @param data where they are from
   */
  public static Definitions data(String cells, RunRecord.Data data) {
    return new Definitions(
        List.of(
            new Item("Cells", cells),
            new Item("Licence", data.licence()),
            new Item("Source", data.citation())));
  }
}
