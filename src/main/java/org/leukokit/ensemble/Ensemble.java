package org.leukokit.ensemble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.leukokit.base.UserError;
import org.leukokit.record.Prediction;
import org.leukokit.record.Predictions;

/**
 * Predictions of several methods, averaged.
 *
 * <p>Eq. 2 of mondal2021 with P the members' scores and W what they reached: Σ W P / Σ W, fold by
 * fold; Eq. 1 is the same with equal weights. The rules where that says nothing:
 *
 * <ul>
 *   <li>A member whose performance is 0, negative (a kappa below chance) or undefined (one class
 *       only) gets the weight 0, and a remark says so. If no member of a fold is left, the ensemble
 *       is refused.
 *   <li>Fewer than two members are refused; so are members over other cells, folds or truths than
 *       the first one's, naming the first row that differs.
 *   <li>A mean within 1e-12 of one half is one half, and so is called leukemic as every score of
 *       one half is, whatever the order of the members.
 *   <li>Validation rows that are test rows of the same fold are refused: that would be the leak
 *       that {@link WeightSource#TEST} stands for.
 * </ul>
 *
 * @param weighting what decides the weights
 * @param source where the weights are from; {@link WeightSource#VALIDATION} for equal ones
 * @param members the names of the members, in order
 * @param weights the weights, fold by fold, in the order of the folds' names
 * @param predictions the averaged predictions of the test rows; they have no margins
 * @param validation the averaged predictions of the validation rows, by the same weights, if all
 *     members have some of the folds' own
 * @param remarks what a reader must know, a line each
 */
public record Ensemble(
    Weighting weighting,
    WeightSource source,
    List<String> members,
    List<FoldWeights> weights,
    Predictions predictions,
    Optional<Predictions> validation,
    List<String> remarks) {
  private static final double TIE = 1e-12;

  /** Copies the lists. */
  public Ensemble {
    members = List.copyOf(members);
    weights = List.copyOf(weights);
    remarks = List.copyOf(remarks);
  }

  /** Whether the weights were estimated on the rows that are tested. */
  public boolean leak() {
    return source == WeightSource.TEST && weighting != Weighting.EQUAL;
  }

  /**
   * For tables: {@code SAP}, {@code WEN (kappa)}, {@code WEN (kappa), weights from the test set}.
   */
  public String title() {
    return weighting.ensembleName() + (leak() ? ", weights from the test set: a leak" : "");
  }

  /**
   * Averages.
   *
   * @param members at least two, each of another name
   * @param weighting what decides the weights
   * @param source where they are from
   * @throws UserError if the members can't be averaged, see the rules above; one line
   */
  public static Ensemble of(List<Member> members, Weighting weighting, WeightSource source) {
    check(members);
    boolean equal = weighting == Weighting.EQUAL;
    boolean fromTest = !equal && source == WeightSource.TEST;
    List<String> folds = folds(members.get(0).predictions());
    List<String> remarks = new ArrayList<>();
    if (fromTest) {
      remarks.add(
          "LEAK: the weights were estimated on the test rows themselves; the result is not an"
              + " estimate of performance on new cells.");
    }
    if (!equal && !fromTest) {
      checkValidation(members, folds);
    }
    boolean ownFolds = validatedInTheirFolds(members, folds);
    List<FoldWeights> weights = new ArrayList<>();
    for (String fold : folds) {
      List<Double> reached = new ArrayList<>();
      for (Member member : members) {
        Predictions rows =
            equal || fromTest ? member.predictions() : member.validation().orElseThrow();
        reached.add(weighting.performance(equal || fromTest || ownFolds ? of(rows, fold) : rows));
      }
      weights.add(weights(fold, reached, members, weighting, remarks));
    }
    Optional<Predictions> validation =
        ownFolds
            ? Optional.of(
                mean(members.stream().map(m -> m.validation().orElseThrow()).toList(), weights))
            : Optional.empty();
    return new Ensemble(
        weighting,
        equal ? WeightSource.VALIDATION : source,
        members.stream().map(Member::name).toList(),
        weights,
        mean(members.stream().map(Member::predictions).toList(), weights),
        validation,
        remarks);
  }

  private static void check(List<Member> members) {
    if (members.size() < 2) {
      throw new UserError(
          "an ensemble needs at least two members, not " + members.size() + "; name more runs");
    }
    Set<String> names = new LinkedHashSet<>();
    for (Member member : members) {
      if (!names.add(member.name())) {
        throw new UserError(
            "two members are named '" + member.name() + "'; leave one out if they are the same");
      }
    }
    sameRows(members, Member::predictions, "");
  }

  /** Validation rows that all members share, of the same folds or one for all, apart from test. */
  private static void checkValidation(List<Member> members, List<String> folds) {
    for (Member member : members) {
      if (member.validation().isEmpty()) {
        throw new UserError(
            member.name()
                + " has no validation predictions (validation.csv), from which its weight would come;"
                + " name some with --validation, or take --weights equal");
      }
    }
    sameRows(members, m -> m.validation().orElseThrow(), "validation ");
    Predictions validation = members.get(0).validation().orElseThrow();
    List<String> validated = folds(validation);
    boolean one = validated.size() == 1 && folds.size() == 1;
    if (!one && !validated.equals(folds)) {
      throw new UserError(
          "the validation predictions are of the folds "
              + String.join(", ", validated)
              + ", the test predictions of "
              + String.join(", ", folds)
              + "; every fold needs validation rows of its own");
    }
    Set<String> tested = new LinkedHashSet<>();
    members
        .get(0)
        .predictions()
        .rows()
        .forEach(p -> tested.add((one ? "" : p.fold()) + "\n" + p.cell()));
    for (Prediction p : validation.rows()) {
      if (tested.contains((one ? "" : p.fold()) + "\n" + p.cell())) {
        throw new UserError(
            "the validation cell "
                + p.cell()
                + " is a test cell of the same fold; weights from the test set are a leak, which"
                + " --weights-from test shows and marks");
      }
    }
  }

  /** Whether all members have the same validation rows, of the very folds that are tested. */
  private static boolean validatedInTheirFolds(List<Member> members, List<String> folds) {
    if (members.stream().anyMatch(m -> m.validation().isEmpty())) {
      return false;
    }
    Predictions first = members.get(0).validation().orElseThrow();
    return folds(first).equals(folds)
        && members.stream()
            .allMatch(
                m ->
                    SameRows.difference(first, m.validation().orElseThrow(), "", "", "").isEmpty());
  }

  private interface Rows {
    Predictions of(Member member);
  }

  private static void sameRows(List<Member> members, Rows rows, String kind) {
    Member first = members.get(0);
    for (Member other : members.subList(1, members.size())) {
      SameRows.difference(rows.of(first), rows.of(other), first.name(), other.name(), kind)
          .ifPresent(
              difference -> {
                throw new UserError(difference + "; an ensemble needs members over the same rows");
              });
    }
  }

  private static List<String> folds(Predictions predictions) {
    return predictions.rows().stream().map(Prediction::fold).distinct().sorted().toList();
  }

  private static Predictions of(Predictions predictions, String fold) {
    return new Predictions(predictions.rows().stream().filter(p -> p.fold().equals(fold)).toList());
  }

  private static FoldWeights weights(
      String fold,
      List<Double> reached,
      List<Member> members,
      Weighting weighting,
      List<String> remarks) {
    double[] weights = new double[reached.size()];
    for (int k = 0; k < weights.length; k++) {
      double value = reached.get(k);
      weights[k] = value > 0 ? value : 0;
      if (weights[k] == 0) {
        remarks.add(
            String.format(
                Locale.ROOT,
                "%s has the weight 0 in %s: its %s is %s",
                members.get(k).name(),
                fold,
                weighting.id(),
                Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.4f", value)));
      }
    }
    double sum = Arrays.stream(weights).sum();
    if (sum == 0) {
      throw new UserError(
          "no member has a positive "
              + weighting.id()
              + " in "
              + fold
              + ", so all weights would be 0; take --weights equal");
    }
    return new FoldWeights(fold, reached, Arrays.stream(weights).mapToObj(w -> w / sum).toList());
  }

  private static Predictions mean(List<Predictions> members, List<FoldWeights> weights) {
    Map<String, List<Double>> byFold = new LinkedHashMap<>();
    weights.forEach(w -> byFold.put(w.fold(), w.weights()));
    List<Prediction> rows = new ArrayList<>();
    List<Prediction> first = members.get(0).rows();
    for (int i = 0; i < first.size(); i++) {
      int row = i;
      Prediction p =
          members.stream()
              .map(m -> m.rows().get(row))
              .filter(q -> !q.subject().isEmpty())
              .findFirst()
              .orElse(first.get(i));
      List<Double> of = byFold.get(p.fold());
      double mean = 0;
      for (int k = 0; k < members.size(); k++) {
        mean += of.get(k) * members.get(k).rows().get(i).score();
      }
      double score =
          Math.abs(mean - Prediction.THRESHOLD) <= TIE
              ? Prediction.THRESHOLD
              : Math.max(0, Math.min(1, mean));
      rows.add(
          new Prediction(
              p.cell(), p.version(), p.subject(), p.group(), p.fold(), p.positive(), score));
    }
    return new Predictions(rows);
  }
}
