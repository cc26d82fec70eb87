package org.leukokit.paper.oliveira2021;

import static org.leukokit.exhibit.TableExhibit.Column.numbers;
import static org.leukokit.exhibit.TableExhibit.Column.words;

import java.util.List;
import java.util.Map;
import org.leukokit.exhibit.Entry;
import org.leukokit.exhibit.TableBuilder;
import org.leukokit.exhibit.TableExhibit;
import org.leukokit.metric.Metric;
import org.leukokit.paper.RunNumbers;
import org.leukokit.record.Predictions;
import org.leukokit.split.Protocol;

/** The tables of the challenge: its participants, its leaderboard, its top entries. */
final class ChallengeTables {
  private final OliveiraRuns runs;

  ChallengeTables(OliveiraRuns runs) {
    this.runs = runs;
  }

  TableExhibit table3() {
    TableBuilder table =
        new TableBuilder(
            "table-3",
            "Table 3. Participants of the challenge, as the paper compares them",
            "Every row is the paper's; its F1 can be read in no row of the text that we have. The"
                + " abstract gives 92.60 % for the paper's own model, the VGG16 of Table 2. The"
                + " participants were scored on other cells, so the numbers rank nothing; those that"
                + " other papers print of them stand in the audit.",
            List.of(words("Participant"), numbers("F1 (%)"), words("Methodology")));
    for (Map<String, String> row : OliveiraPrinted.table(3).rows()) {
      table.published(
          false,
          row.get("participant"),
          Entry.Published.or(row.get("f1_percent"), "not readable in our text"),
          row.get("methodology"));
    }
    return table.build();
  }

  TableExhibit table4() {
    TableBuilder table =
        new TableBuilder(
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
                words("Run")));
    for (Map<String, String> printed : OliveiraPrinted.table(4).rows()) {
      String title = printed.get("architecture");
      table.published(
          true,
          title,
          OliveiraTables.PRINTED,
          "final set, 2,586 cells",
          new Entry.Published(printed.get("weighted_f1_percent")),
          "",
          "");
      OliveiraMethod network =
          OliveiraMethod.NETWORKS.stream().filter(m -> m.title().equals(title)).findFirst().get();
      runs.protocols().forEach(p -> leaderboard(table, network, p));
    }
    return table.build();
  }

  private void leaderboard(TableBuilder table, OliveiraMethod network, Protocol protocol) {
    String from = "ours, " + OliveiraTables.name(protocol);
    if (!runs.has(network.id(), protocol)) {
      table.row(network.title(), from, "", OliveiraTables.NOT_RUN, "", "");
      return;
    }
    String run = runs.get(network.id(), protocol).record().shortId();
    List<Object> measured =
        runs.newSubjects(network.id(), protocol)
            .map(cells -> measured(cells, network, protocol))
            .orElse(
                List.of(
                    "",
                    new Entry.Missing("not run: no labelled preliminary set in these data"),
                    ""));
    table.add(TableExhibit.Origin.OURS, false, run, network.title(), from, measured, run);
  }

  private List<Object> measured(Predictions cells, OliveiraMethod network, Protocol protocol) {
    int all = cells.rows().size();
    return List.of(
        "preliminary set, " + all + " cells",
        Entry.Measured.percent(
            RunNumbers.value(Metric.WEIGHTED_F1, cells), runs.weightedF1(cells), 2),
        runs.known(cells, network.id(), protocol) + " of " + all);
  }

  TableExhibit table5() {
    TableBuilder table =
        new TableBuilder(
            "table-5",
            "Table 5. Top entries of the C-NMC 2019 challenge",
            "Every row is the paper's; weighted F1 as a share of 1, on the final test set. Ours would"
                + " need the labels of that set; a submission can be made of the files below.",
            List.of(numbers("Rank"), words("Name"), numbers("Weighted F1")));
    for (Map<String, String> row : OliveiraPrinted.table(5).rows()) {
      table.published(
          false,
          new Entry.Published(row.get("rank")),
          row.get("name"),
          new Entry.Published(row.get("weighted_f1_fraction")));
    }
    return table.build();
  }
}
