package org.leukokit.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.leukokit.base.UserError;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.net.TorchRuntime;
import org.leukokit.paper.OpenChoices;
import org.leukokit.paper.StudyOptions;
import org.leukokit.record.RunRecord;
import org.leukokit.split.Protocol;
import org.leukokit.study.PretrainedWeights;
import org.leukokit.study.Scale;

/**
 * What the user chose for {@code reproduce}, and what follows from it for any study.
 *
 * @param data which cells
 * @param backbone the network of features, null for the paper's
 * @param layer its layer, null for the network's default
 * @param weights which weights
 * @param protocol a protocol's name, or {@link #ALL}
 * @param scale how much is run
 * @param folds of a cross-validation
 * @param splits on how many splits the cheapest network is run
 * @param seed of every random draw
 * @param out the folder of the reports
 * @param keepModels whether trained networks are kept
 * @param open what is chosen of that which a paper leaves open
 * @param set what was set of a paper's open choices, {@code NAME=VALUE} each
 * @param command what the command says of itself, see {@link CommandFacts}
 */
record StudyChoices(
    DataOptions data,
    String backbone,
    String layer,
    WeightsChoice weights,
    String protocol,
    Scale scale,
    int folds,
    int splits,
    long seed,
    Path out,
    boolean keepModels,
    OpenChoices open,
    List<String> set,
    Map<String, String> command) {
  /** All protocols. */
  static final String ALL = "all";

  /** The same for a paper that has networks of its own. */
  StudyChoices withoutFeatures() {
    return new StudyChoices(
        data,
        null,
        null,
        weights,
        protocol,
        scale,
        folds,
        splits,
        seed,
        out,
        keepModels,
        OpenChoices.DEFAULT,
        set,
        command);
  }

  /**
   * The protocols that were asked for and that the cells allow; says which are dropped and why.
   *
   * @param notes receives what is said
   * @throws UserError if none is left
   */
  List<Protocol> possible(Dataset dataset, List<String> notes) {
    List<Protocol> wanted =
        protocol.equals(ALL) ? Arrays.asList(Protocol.values()) : List.of(Protocol.named(protocol));
    // Cells without a label are in no fold.
    boolean subjects =
        dataset.cells().stream()
            .noneMatch(c -> c.label() != Label.UNKNOWN && c.subject().isEmpty());
    List<Protocol> needSubjects =
        wanted.stream()
            .filter(p -> p == Protocol.SUBJECT_DISJOINT || p == Protocol.GROUP_DISJOINT)
            .toList();
    if (subjects || needSubjects.isEmpty()) {
      return wanted;
    }
    String names = String.join(" and ", needSubjects.stream().map(Protocol::id).toList());
    String reason =
        names + " can't be run: the subjects of " + dataset.info().name() + " are not known";
    List<Protocol> rest = wanted.stream().filter(p -> !needSubjects.contains(p)).toList();
    if (rest.isEmpty()) {
      throw new UserError(reason + "; choose --protocol published or split-first");
    }
    notes.add("Not run: " + reason + ", so nothing below says what subjects are worth.");
    return rest;
  }

  /** What a study may choose. */
  StudyOptions options(
      Optional<FeatureChoice> features,
      List<Protocol> protocols,
      Map<String, PretrainedWeights> pretrained,
      int threads,
      Set<String> only,
      Map<String, String> chosen) {
    return new StudyOptions(
        scale,
        features.map(FeatureChoice::options),
        protocols,
        folds,
        seed,
        threads,
        pretrained.keySet(),
        only,
        splits,
        open,
        chosen);
  }

  /** What every run says of how it was made. */
  Map<String, String> facts(String reference, TorchRuntime runtime) {
    Map<String, String> facts = new TreeMap<>(command);
    facts.put(RunRecord.PAPER, reference);
    facts.put("scale", scale.id());
    facts.putAll(EngineFacts.of(runtime.info()));
    return facts;
  }
}
