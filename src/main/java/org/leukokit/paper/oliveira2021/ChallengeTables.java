package org.leukokit.paper.oliveira2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;
import static org.leukokit.exhibit.TableExhibit.Origin.OURS;
import static org.leukokit.exhibit.TableExhibit.Origin.PUBLISHED;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.record.Predictions;
import org.leukokit.split.Protocol;
import org.leukokit.stats.Interval;

/** The tables of the challenge: its participants, its leaderboard, its top entries. */
final class ChallengeTables {
  private final OliveiraRuns runs;

  ChallengeTables(OliveiraRuns runs) {
    this.runs = runs;
  }

  TableExhibit table3() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (Map<String, String> row : OliveiraTables.published(3).rows()) {
      String f1 = row.get("f1_percent");
      rows.add(
          new TableExhibit.Row(
              PUBLISHED,
              false,
              "",
              List.of(
                  new Entry.Words(row.get("participant")),
                  f1.isEmpty()
                      ? new Entry.Missing("not readable in our text")
                      : new Entry.Published(f1),
                  new Entry.Words(row.get("methodology")))));
    }
    return new TableExhibit(
        "table-3",
        "Table 3. Participants of the challenge, as the paper compares them",
        "Every row is the paper's; ours of \"Our model\" is VGG16 in Table 2. The participants"
            + " were scored on other cells, so the numbers rank nothing.",
        List.of(words("Participant"), numbers("F1 (%)"), words("Methodology")),
        rows);
  }

  TableExhibit table4() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (Map<String, String> printed : OliveiraTables.published(4).rows()) {
      String title = printed.get("architecture");
      rows.add(
          new TableExhibit.Row(
              PUBLISHED,
              true,
              "",
              List.of(
                  new Entry.Words(title),
                  OliveiraTables.PRINTED,
                  new Entry.Words("final set, 2,586 cells"),
                  new Entry.Published(printed.get("weighted_f1_percent")),
                  new Entry.Words(""),
                  new Entry.Words(""))));
      OliveiraMethod network =
          OliveiraMethod.NETWORKS.stream().filter(m -> m.title().equals(title)).findFirst().get();
      runs.protocols().forEach(p -> rows.add(leaderboard(network, p)));
    }
    return new TableExhibit(
        "table-4",
        "Table 4. Weighted F1 on new subjects",
        "The paper's: the challenge's leaderboard on its final test set, whose labels are not"
            + " public. Ours: the preliminary test set, where its labels are at hand, by the same"
            + " networks as Table 2, with 95 % intervals over groups. These are other cells than"
            + " the final set's, so neither number corrects the other; nor does either correct"
            + " Table 2, whose F1 is of the malignant class, on cells of the subjects that were"
            + " trained on.",
        List.of(
            words("Architecture"),
            words("Numbers from"),
            words("Test set"),
            numbers("Weighted F1 (%)"),
            words("Cells of groups seen in training"),
            words("Run")),
        rows);
  }

  private TableExhibit.Row leaderboard(OliveiraMethod network, Protocol protocol) {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry.Words(network.title()));
    entries.add(new Entry.Words("ours, " + OliveiraTables.name(protocol)));
    if (!runs.has(network.id(), protocol)) {
      entries.addAll(
          List.of(
              new Entry.Words(""),
              OliveiraTables.NOT_RUN,
              new Entry.Words(""),
              new Entry.Words("")));
      return new TableExhibit.Row(OURS, false, "", entries);
    }
    String run = runs.get(network.id(), protocol).record().shortId();
    var there = runs.newSubjects(network.id(), protocol);
    if (there.isEmpty()) {
      entries.add(new Entry.Words(""));
      entries.add(new Entry.Missing("not run: no labelled preliminary set in these data"));
      entries.add(new Entry.Words(""));
    } else {
      Predictions cells = there.get();
      Interval i = runs.weightedF1(cells);
      entries.add(new Entry.Words("preliminary set, " + cells.rows().size() + " cells"));
      entries.add(
          new Entry.Measured(
              100 * Metric.WEIGHTED_F1.of(cells.truth(), cells.scores()),
              100 * i.low(),
              100 * i.high(),
              2));
      long known = runs.known(cells, network.id(), protocol);
      entries.add(new Entry.Words(known + " of " + cells.rows().size()));
    }
    entries.add(new Entry.Words(run));
    return new TableExhibit.Row(OURS, false, run, entries);
  }

  TableExhibit table5() {
    List<TableExhibit.Row> rows = new ArrayList<>();
    for (Map<String, String> row : OliveiraTables.published(5).rows()) {
      rows.add(
          new TableExhibit.Row(
              PUBLISHED,
              false,
              "",
              List.of(
                  new Entry.Published(row.get("rank")),
                  new Entry.Words(row.get("name")),
                  new Entry.Published(row.get("weighted_f1_fraction")))));
    }
    return new TableExhibit(
        "table-5",
        "Table 5. Top entries of the C-NMC 2019 challenge",
        "Every row is the paper's; weighted F1 as a share of 1, on the final test set. Ours would"
            + " need the labels of that set; a submission can be made of the files below.",
        List.of(numbers("Rank"), words("Name"), numbers("Weighted F1")),
        rows);
  }
}
