package org.leukokit.ensemble;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;
import org.leukokit.record.FoldTable;
import org.leukokit.record.Prediction;
import org.leukokit.record.PredictionImport;
import org.leukokit.record.Predictions;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunInputs;
import org.leukokit.record.RunRecord;

/**
 * An ensemble of runs as a run of its own: its inputs are the members' run ids and the rule, so the
 * same members give the same run in whatever order they are named.
 *
 * @param run the run; write it where runs lie
 * @param ensemble weights and remarks
 */
public record EnsembleRun(RunFolder run, Ensemble ensemble) {
  /** The study of ensembles whose members are of several studies. */
  public static final String MIXED = "ensemble";

  /** The implementation, raised when results change. */
  private static final String IMPLEMENTATION = "ensemble/1";

  /**
   * Averages runs.
   *
   * @param members the runs, at least two; where each has one fold, its name does not matter
   * @param validations runs over validation cells, one a member in the members' order; empty to
   *     take the validation predictions in the members' own folders
   * @param weighting what decides the weights
   * @param source where they are from
   * @param environment how and when it is computed; the weights are added to it
   * @throws UserError if the members can't be averaged, see {@link Ensemble}; one line
   */
  public static EnsembleRun of(
      List<RunFolder> members,
      List<RunFolder> validations,
      Weighting weighting,
      WeightSource source,
      Map<String, String> environment) {
    if (!validations.isEmpty() && validations.size() != members.size()) {
      throw new UserError(
          members.size()
              + " members need as many --validation runs, in the same order, not "
              + validations.size());
    }
    List<Pair> pairs = pairs(members, validations, weighting);
    String fold = oneFold(pairs);
    List<Member> named = new ArrayList<>();
    for (Pair pair : pairs) {
      Optional<Predictions> validation =
          pair.validation() == null
              ? pair.member().validation().map(v -> renamed(v, fold))
              : Optional.of(pair.validation().predictions());
      named.add(
          new Member(
              name(pair.member(), members),
              renamed(pair.member().predictions(), fold),
              validation));
    }
    Ensemble ensemble = Ensemble.of(named, weighting, source);
    FoldTable folds =
        MergedFolds.of(pairs.stream().map(p -> renamed(p.member().folds(), fold)).toList());
    RunFolder run =
        new RunFolder(
            record(pairs, ensemble, folds, environment),
            folds,
            ensemble.predictions(),
            validations.isEmpty() ? ensemble.validation() : Optional.empty());
    return new EnsembleRun(run, ensemble);
  }

  private record Pair(RunFolder member, RunFolder validation) {}

  /** Ordered by method and id: the order on the command line must not matter. */
  private static List<Pair> pairs(
      List<RunFolder> members, List<RunFolder> validations, Weighting weighting) {
    List<Pair> pairs = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < members.size(); i++) {
      RunFolder member = members.get(i);
      if (!ids.add(member.record().id())) {
        throw new UserError(
            "the run "
                + RunFolder.name(member.record().inputs())
                + " is named twice; leave one out");
      }
      RunFolder validation = validations.isEmpty() ? null : validations.get(i);
      for (RunFolder run : validation == null ? List.of(member) : List.of(member, validation)) {
        if (weighting == Weighting.AUC && PredictionImport.classesOnly(run.record().inputs())) {
          throw new UserError(
              run.record().title() + " has classes only, so no AUC; take other --weights");
        }
      }
      pairs.add(new Pair(member, validation));
    }
    pairs.sort(
        Comparator.comparing((Pair p) -> p.member().record().inputs().method())
            .thenComparing(p -> p.member().record().id()));
    return pairs;
  }

  private static String name(RunFolder run, List<RunFolder> members) {
    String title = run.record().title();
    boolean alone = members.stream().filter(m -> m.record().title().equals(title)).count() == 1;
    return alone ? title : title + " [" + run.record().shortId() + "]";
  }

  /** The name that a single fold gets: that of a run of the kit's, if there is one. */
  private static String oneFold(List<Pair> pairs) {
    if (pairs.stream().anyMatch(p -> p.member().folds().folds().size() != 1)) {
      return "";
    }
    return pairs.stream()
        .map(Pair::member)
        .filter(m -> !PredictionImport.imported(m.record().inputs()))
        .findFirst()
        .orElse(pairs.get(0).member())
        .folds()
        .folds()
        .get(0);
  }

  private static Predictions renamed(Predictions predictions, String fold) {
    if (fold.isEmpty()) {
      return predictions;
    }
    return new Predictions(
        predictions.rows().stream()
            .map(
                p ->
                    new Prediction(
                        p.cell(),
                        p.version(),
                        p.subject(),
                        p.group(),
                        fold,
                        p.positive(),
                        p.score(),
                        p.margin()))
            .toList());
  }

  private static FoldTable renamed(FoldTable folds, String fold) {
    return fold.isEmpty() ? folds : new FoldTable(List.of(fold), folds.rows());
  }

  private static RunRecord record(
      List<Pair> pairs, Ensemble ensemble, FoldTable folds, Map<String, String> environment) {
    List<RunRecord> records = pairs.stream().map(p -> p.member().record()).toList();
    TreeMap<String, String> settings = new TreeMap<>();
    TreeMap<String, String> facts = new TreeMap<>(environment);
    settings.put("weights", ensemble.weighting().id());
    boolean equal = ensemble.weighting() == Weighting.EQUAL;
    settings.put("weights from", equal ? "nothing: all are equal" : ensemble.source().text());
    for (int k = 0; k < records.size(); k++) {
      String number = String.format(Locale.ROOT, "member %02d", k + 1);
      settings.put(number, records.get(k).id());
      settings.put(number + " method", records.get(k).inputs().method());
      RunFolder validation = pairs.get(k).validation();
      if (validation != null && !equal && !ensemble.leak()) {
        settings.put(number + " validation", validation.record().id());
      }
      for (FoldWeights w : ensemble.weights()) {
        facts.put(
            "weight of " + number + " in " + w.fold(),
            String.format(Locale.ROOT, "%.6f (%s)", w.weights().get(k), ensemble.members().get(k)));
      }
    }
    for (int i = 0; i < ensemble.remarks().size(); i++) {
      facts.put(String.format(Locale.ROOT, "remark %02d", i + 1), ensemble.remarks().get(i));
    }
    RunInputs inputs =
        new RunInputs(
            common(records, r -> r.inputs().study(), MIXED),
            method(ensemble),
            protocol(records),
            seed(records),
            settings,
            dataDigest(records),
            "none",
            IMPLEMENTATION);
    return RunRecord.of(
        inputs,
        ensemble.title() + " of " + records.size(),
        data(pairs, folds, ensemble),
        new RunRecord.Weights(
            "ensemble",
            "none",
            records.stream().allMatch(r -> r.weights().pretrained()),
            "those of its members: " + String.join(", ", ensemble.members())),
        facts);
  }

  private static String method(Ensemble ensemble) {
    return ensemble.weighting() == Weighting.EQUAL
        ? "sap"
        : "wen-" + ensemble.weighting().id() + (ensemble.leak() ? "-leak" : "");
  }

  private interface Fact {
    String of(RunRecord record);
  }

  /** What all runs of the kit's say, or another text; what all say if all are imported. */
  private static String common(List<RunRecord> records, Fact fact, String otherwise) {
    Set<String> all = new LinkedHashSet<>();
    records.forEach(r -> all.add(fact.of(r)));
    return all.size() == 1 ? all.iterator().next() : otherwise;
  }

  private static String protocol(List<RunRecord> records) {
    Set<String> all = new LinkedHashSet<>();
    records.forEach(r -> all.add(r.inputs().protocol()));
    if (all.size() > 1) {
      all.remove(PredictionImport.IMPORTED);
    }
    if (all.size() > 1) {
      throw new UserError(
          "the members follow the protocols "
              + String.join(" and ", all)
              + "; an ensemble is of members under one");
    }
    return all.iterator().next();
  }

  private static long seed(List<RunRecord> records) {
    long first = records.get(0).inputs().seed();
    return records.stream().allMatch(r -> r.inputs().seed() == first) ? first : 0;
  }

  private static String dataDigest(List<RunRecord> records) {
    String text =
        String.join("\n", records.stream().map(r -> r.inputs().dataDigest()).distinct().toList());
    return text.indexOf('\n') < 0 ? text : Hashing.sha256Hex("ensemble-data/1\n" + text);
  }

  /** The cells of the member that knows most of them, counted anew where that is not all. */
  private static RunRecord.Data data(List<Pair> pairs, FoldTable folds, Ensemble ensemble) {
    RunRecord.Data most =
        pairs.stream()
            .map(p -> p.member().record().data())
            .max(Comparator.comparingInt(RunRecord.Data::cells))
            .orElseThrow();
    int cells = (int) folds.rows().stream().map(FoldTable.FoldRow::cell).distinct().count();
    Map<String, Prediction> tested = new HashMap<>();
    ensemble.predictions().rows().forEach(p -> tested.put(p.cell(), p));
    if (most.cells() == cells && tested.size() < cells) {
      return most;
    }
    Set<String> subjects = new HashSet<>();
    Set<String> groups = new HashSet<>();
    int leukemic = 0;
    for (Prediction p : tested.values()) {
      subjects.add(p.subject());
      groups.add(p.group());
      leukemic += p.positive() ? 1 : 0;
    }
    subjects.remove("");
    groups.remove("");
    return new RunRecord.Data(
        most.name(),
        most.title(),
        most.licence(),
        most.citation(),
        pairs.stream().anyMatch(p -> p.member().record().data().synthetic()),
        cells,
        leukemic,
        subjects.size(),
        groups.size(),
        most.collectionCells());
  }
}
