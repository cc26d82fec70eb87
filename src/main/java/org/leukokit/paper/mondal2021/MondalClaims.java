package org.leukokit.paper.mondal2021;

import static org.leukokit.paper.mondal2021.MondalPrinted.COLUMNS;
import static org.leukokit.paper.mondal2021.MondalPrinted.ENSEMBLES;
import static org.leukokit.paper.mondal2021.MondalPrinted.SINGLE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.leukokit.audit.BetterClaim;
import org.leukokit.audit.BetterClaim.Pair;
import org.leukokit.audit.Claim;
import org.leukokit.audit.CountsClaim;
import org.leukokit.audit.MarginClaim;
import org.leukokit.audit.RankClaim;
import org.leukokit.audit.SameClaim;
import org.leukokit.audit.ShareClaim;
import org.leukokit.audit.SumClaim;
import org.leukokit.audit.Term;
import org.leukokit.audit.TestSet;
import org.leukokit.paper.PublishedTable;

/** What the paper states beside its table of scores, in the order of its text. */
final class MondalClaims {
  private static final String TEXT = "Section 3";
  private static final String KAPPA = "WEN kappa";
  private static final String XCEPTION = "Xception";
  private static final String AUC = "auc_fraction";

  private final List<Claim> all = new ArrayList<>();

  private MondalClaims() {}

  static List<Claim> all() {
    MondalClaims claims = new MondalClaims();
    claims.split();
    claims.inputs();
    claims.ensembles();
    claims.matrices();
    claims.others();
    return List.copyOf(claims.all);
  }

  private void split() {
    PublishedTable table3 = MondalPrinted.table("table3.csv");
    Map<String, String> total = table3.row("set", "Total");
    for (String column : List.of("subjects_all", "subjects_hem", "cells_all", "cells_hem")) {
      List<Term> parts =
          table3.rows().stream()
              .filter(r -> !r.equals(total))
              .map(r -> Term.printed(r.get("set"), r.get(column)))
              .toList();
      all.add(
          new SumClaim(
              "Table 3",
              "the total of " + column.replace('_', ' '),
              parts,
              Term.printed("total", total.get(column))));
    }
    // What C-NMC 2019 itself holds, by its publishers and by oliveira2021, Section 2.1.
    folder(table3, "cells_all", "7272");
    folder(table3, "cells_hem", "3389");
    folder(table3, "subjects_all", "47");
    folder(table3, "subjects_hem", "26");
    both(table3, "Final test", "cells", "2586");
    both(table3, "Preliminary test", "cells", "1867");
    both(table3, "Final test", "subjects", "17");
    Map<String, String> training = table3.row("set", "Training");
    all.add(
        new ShareClaim(
            "Section 2.1",
            "cancer cell images of training are around 2.15 times more than normal ones",
            training.get("cells_all"),
            training.get("cells_hem"),
            "2.15",
            false));
    Term oversampled = Term.printed("Hem oversampled to", "5822");
    all.add(
        new SumClaim(
            "Section 2.1.2",
            "a total of 11644 images were trained",
            List.of(Term.printed("ALL", training.get("cells_all")), oversampled),
            Term.printed("text", "11644")));
  }

  private void folder(PublishedTable table3, String column, String count) {
    all.add(
        new SumClaim(
            "Table 3",
            "training and validation make the data set's training folder, "
                + column.replace('_', ' '),
            List.of(
                Term.printed("training", table3.row("set", "Training").get(column)),
                Term.printed("validation", table3.row("set", "Validation").get(column))),
            Term.printed("the data set", count)));
  }

  private void both(PublishedTable table3, String set, String what, String count) {
    Map<String, String> row = table3.row("set", set);
    all.add(
        new SumClaim(
            "Table 3",
            set + ", " + what + " of the data set",
            List.of(
                Term.printed("ALL", row.get(what + "_all")),
                Term.printed("Hem", row.get(what + "_hem"))),
            Term.printed("the data set", count)));
  }

  private void inputs() {
    List<String> margins = List.of("1.7", "1.1", "1.2", "1.1", "2.6", "1.8");
    for (int c = 0; c < COLUMNS.size(); c++) {
      String column = COLUMNS.get(c);
      all.add(
          new MarginClaim(
              TEXT,
              "300 px Xception beats the second-best single CNN in " + name(column),
              term("300", XCEPTION, column),
              secondBest(column),
              margins.get(c)));
    }
    List<Pair> cropped = new ArrayList<>();
    List<Pair> curves = new ArrayList<>();
    for (String net : SINGLE) {
      for (String column : COLUMNS) {
        cropped.add(new Pair(term("300", net, column), term("450", net, column)));
      }
      curves.add(new Pair(term("300", net, AUC), term("450", net, AUC)));
    }
    all.add(
        new BetterClaim(
            TEXT,
            "\"all the individual CNN model enhances their respective performance, while the"
                + " center-cropped images are utilized as an input\"",
            cropped));
    all.add(
        new BetterClaim(
            TEXT,
            "\"the benefits of the center-cropping (as 300×300), providing the higher AUCs for all"
                + " the single CNN models\"",
            curves));
    List<String> aucs = List.of("7.3", "1.8", "-0.4", "6.5", "-0.7");
    for (int i = 0; i < SINGLE.size(); i++) {
      all.add(
          new MarginClaim(
              TEXT,
              SINGLE.get(i) + " gains by cropping, AUC",
              term("300", SINGLE.get(i), AUC),
              term("450", SINGLE.get(i), AUC),
              aucs.get(i)));
    }
  }

  /** The best of the nine other single CNNs, both inputs together. */
  private static Term secondBest(String column) {
    return List.of("450", "300").stream()
        .flatMap(input -> SINGLE.stream().map(net -> term(input, net, column)))
        .filter(t -> !t.name().startsWith("300 px " + XCEPTION + " "))
        .max((a, b) -> a.value().compareTo(b.value()))
        .orElseThrow();
  }

  private void ensembles() {
    List<Pair> single = new ArrayList<>();
    List<Pair> averaging = new ArrayList<>();
    List<Pair> kappa = new ArrayList<>();
    List<Pair> curves = new ArrayList<>();
    for (String input : List.of("450", "300")) {
      for (String column : COLUMNS) {
        for (String ensemble : ENSEMBLES) {
          single.add(new Pair(term(input, ensemble, column), term(input, XCEPTION, column)));
          if (!ensemble.equals("SAP")) {
            averaging.add(new Pair(term(input, ensemble, column), term(input, "SAP", column)));
          }
          // The text itself names the tie in AUC with WEN auc.
          boolean named = column.equals(AUC) && ensemble.equals("WEN auc");
          if (input.equals("300") && !ensemble.equals(KAPPA) && !named) {
            kappa.add(new Pair(term(input, KAPPA, column), term(input, ensemble, column)));
          }
        }
      }
      for (String ensemble : ENSEMBLES) {
        if (!ensemble.equals(KAPPA)) {
          curves.add(new Pair(term(input, KAPPA, AUC), term(input, ensemble, AUC)));
        }
      }
    }
    all.add(
        new BetterClaim(
            TEXT,
            "\"The SAP and WEN results outperform Xception's results with some margins for the same"
                + " inputted images. Similar superiority … for the center-cropped inputs\"",
            single));
    all.add(
        new BetterClaim(
            TEXT,
            "\"the WEN methods perform better than the SAP method, comparing to all the ensemble"
                + " models\"",
            averaging));
    all.add(
        new BetterClaim(
            TEXT,
            "WEN kappa with 300 px \"outperforms all the other proposed ensemble models\" (but for"
                + " the tie in AUC that the text names)",
            kappa));
    all.add(
        new BetterClaim(
            TEXT,
            "\"In both the cases of input resolutions, the proposed WEN kappa beats all the"
                + " remaining models, providing the best ROC curve with the maximum AUC value\"",
            curves));
    margins("450", KAPPA, List.of("2.4", "2.6", "2.8", "2.6", "2.9", "1.5"));
    margins("300", XCEPTION, List.of("2.2", "2.9", "2.6", "2.9", "0.3", "0.2"));
  }

  private void margins(String input, String other, List<String> printed) {
    for (int c = 0; c < COLUMNS.size(); c++) {
      all.add(
          new MarginClaim(
              TEXT,
              "300 px WEN kappa beats " + input + " px " + other + " in " + name(COLUMNS.get(c)),
              term("300", KAPPA, COLUMNS.get(c)),
              term(input, other, COLUMNS.get(c)),
              printed.get(c)));
    }
  }

  private void matrices() {
    PublishedTable counts = MondalPrinted.table("correct-per-class.csv");
    TestSet set = MondalAudit.testSet();
    String hems = Integer.toString(set.negatives());
    String alls = Integer.toString(set.positives());
    Map<String, List<String>> shares =
        Map.of(
            "VGG-16",
            List.of("76.4", "88.6"),
            XCEPTION,
            List.of("86.0", "85.8"),
            "MobileNet",
            List.of("73.0", "89.3"),
            "InceptionResNet-V2",
            List.of("68.2", "93.6"),
            "DenseNet-121",
            List.of("68.2", "90.7"),
            KAPPA,
            List.of("77.5", "94.8"));
    for (Map<String, String> row : counts.rows()) {
      String name = row.get("classifier");
      String hem = row.get("hem_correct_of_648");
      String cancer = row.get("all_correct_of_1219");
      List<String> share = shares.get(name);
      all.add(
          new CountsClaim(
              name.equals(KAPPA) ? "Tables 4 and 5" : "Section 3 and Table 4",
              name + ": " + hem + " of " + hems + " Hem and " + cancer + " of " + alls + " ALL",
              set,
              Integer.parseInt(cancer),
              Integer.parseInt(hem),
              MondalAudit.row("300", name),
              List.of(share.get(1), share.get(0))));
      all.add(new ShareClaim(TEXT, name + ", share of Hem", hem, hems, share.get(0), true));
      all.add(new ShareClaim(TEXT, name + ", share of ALL", cancer, alls, share.get(1), true));
    }
    table5(counts, hems, alls);
  }

  private void table5(PublishedTable counts, String hems, String alls) {
    Map<String, List<String>> printed =
        Map.of(
            XCEPTION + " Hem", List.of("85.96", "14.04"),
            XCEPTION + " ALL", List.of("14.19", "85.81"),
            KAPPA + " Hem", List.of("77.47", "22.53"),
            KAPPA + " ALL", List.of("5.25", "94.75"));
    PublishedTable table5 = MondalPrinted.table("table5.csv");
    for (Map<String, String> row : table5.rows()) {
      String name = row.get("model") + " " + row.get("actual");
      boolean hem = row.get("actual").equals("Hem");
      String whole = hem ? hems : alls;
      all.add(
          new SumClaim(
              "Table 5",
              "cells of " + name,
              List.of(
                  Term.printed("called Hem", row.get("predicted_hem")),
                  Term.printed("called ALL", row.get("predicted_all"))),
              Term.printed("caption", whole)));
      all.add(
          new ShareClaim(
              "Table 5",
              name + ", called Hem",
              row.get("predicted_hem"),
              whole,
              printed.get(name).get(0),
              true));
      all.add(
          new ShareClaim(
              "Table 5",
              name + ", called ALL",
              row.get("predicted_all"),
              whole,
              printed.get(name).get(1),
              true));
      all.add(
          new SameClaim(
              "Table 5 and Section 3",
              "right cells of " + name,
              List.of(
                  Term.printed("Table 5", row.get(hem ? "predicted_hem" : "predicted_all")),
                  Term.printed(
                      "text",
                      counts
                          .row("classifier", row.get("model"))
                          .get(hem ? "hem_correct_of_648" : "all_correct_of_1219")))));
    }
    Term ensembleAll = rate(table5, KAPPA, "ALL", "predicted_all", alls);
    Term singleAll = rate(table5, XCEPTION, "ALL", "predicted_all", alls);
    all.add(
        new MarginClaim(
            "Section 3 and Table 5",
            "the ensemble improves the true-positive rate by a margin of 8.94 %",
            Term.printed("ensemble ALL", "94.75"),
            Term.printed("Xception ALL", "85.81"),
            "8.94"));
    all.add(
        new BetterClaim(
            "Section 3 and Table 5",
            "true-positive rate and true-negative rate: \"those two crucial metrics in the medical"
                + " diagnostic application are essentially improved by a margin of 8.94 %, while we"
                + " employ the proposed WEN kappa model\"",
            List.of(
                new Pair(ensembleAll, singleAll),
                new Pair(
                    rate(table5, KAPPA, "Hem", "predicted_hem", hems),
                    rate(table5, XCEPTION, "Hem", "predicted_hem", hems)))));
    all.add(
        new BetterClaim(
            TEXT,
            "WEN kappa: \"the lowest false-negative rate\" (the highest share of ALL found)",
            counts.rows().stream()
                .filter(r -> !r.get("classifier").equals(KAPPA))
                .map(
                    r ->
                        new Pair(
                            ensembleAll,
                            Term.share(r.get("classifier"), r.get("all_correct_of_1219"), alls)))
                .toList()));
  }

  private static Term rate(
      PublishedTable table5, String model, String actual, String column, String whole) {
    String part =
        table5.rows().stream()
            .filter(r -> r.get("model").equals(model) && r.get("actual").equals(actual))
            .findFirst()
            .orElseThrow()
            .get(column);
    return Term.share(model + ", " + actual + " recognised", part, whole);
  }

  private void others() {
    Term ours = term("300", KAPPA, "wfs_fraction");
    List<Term> works =
        MondalPrinted.table2OfCNmc().stream()
            .map(
                r ->
                    Term.printed(
                        r.get("reference") + " " + r.get("classifier"), r.get("f1_percent")))
            .toList();
    all.add(margin(ours, works, "[54]", "1.14"));
    all.add(margin(ours, works, "[41]", "6.9"));
    all.add(
        new RankClaim(
            "Section 3 and Table 2",
            "\"It is observed from Fig. 9 that our proposed model outperforms the second-best [85]"
                + " with a lower margin, but it exceeds the third-best [54] with a more significant"
                + " margin of 1.14%.\" So no method stands above it in Fig. 9 (weighted F1); Table 2"
                + " gives an F1-score of works on the same collection, without saying which kind or"
                + " on which part",
            ours,
            works,
            1));
  }

  private static Claim margin(Term ours, List<Term> works, String reference, String printed) {
    Term other =
        works.stream().filter(t -> t.name().startsWith(reference)).findFirst().orElseThrow();
    return new MarginClaim(
        "Section 3 and Table 2", "margin over " + reference, ours, other, printed);
  }

  private static Term term(String input, String classifier, String column) {
    return Term.percent(
        input + " px " + classifier + " " + name(column),
        MondalPrinted.table4(input, classifier).get(column));
  }

  private static String name(String column) {
    return column.substring(0, column.indexOf('_')).toUpperCase(java.util.Locale.ROOT);
  }
}
