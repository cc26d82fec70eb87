package org.leukokit.paper.mondal2021;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.leukokit.data.Dataset;
import org.leukokit.data.Label;
import org.leukokit.data.phantom.ChallengePhantoms;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.data.phantom.PhantomSpec.ClassSize;
import org.leukokit.ensemble.WeightSource;
import org.leukokit.ensemble.Weighting;
import org.leukokit.exhibit.Report;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.paper.StudyPlan;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunFolder;
import org.leukokit.split.PartSize;
import org.leukokit.split.PartSizes;
import org.leukokit.study.EnsembleSpec;
import org.leukokit.study.PanelRequest;
import org.leukokit.study.PanelSpec;
import org.leukokit.study.Scale;

/**
 * Mondal et al. 2021: five convolutional networks at two input sizes, split by subject and tested
 * on the preliminary test set of C-NMC 2019, and their ensembles.
 */
public final class Mondal2021 implements Paper {
  /** The picture of the centre crop. */
  static final String CROPPED = "cropped";

  /** Side of the pictures of samples, in pixels. */
  private static final int PICTURE = 150;

  @Override
  public String key() {
    return "mondal2021";
  }

  @Override
  public String reference() {
    return MondalAudit.paper().reference();
  }

  @Override
  public Optional<String> backbone() {
    return Optional.empty();
  }

  @Override
  public List<String> networks() {
    return MondalNetwork.backbones();
  }

  /**
   * Each network at each input is a study of its own; its controls and further splits go with it.
   */
  @Override
  public List<String> choices() {
    List<String> choices = new ArrayList<>(MondalNetwork.ids(MondalInput.WHOLE));
    choices.addAll(MondalNetwork.ids(MondalInput.CROPPED));
    return choices;
  }

  /**
   * As unequal as the paper's cells: about two leukemic ones to a healthy one, a few subjects with
   * many cells and many with few, and a preliminary test set of new subjects, which is what the
   * networks are tested on. At full scale as many of everything as in Table 3.
   */
  @Override
  public Dataset phantomCells(Scale scale, long seed) {
    PhantomSpec measured = PhantomSpec.standard(seed).withShares(PhantomSpec.Shares.AS_MEASURED);
    if (scale == Scale.FULL) {
      PartSizes table3 = MondalStudy.table3();
      return new ChallengePhantoms(
          measured.withClasses(
              sum(table3.train(), table3.validation(), Label.LEUKEMIC),
              sum(table3.train(), table3.validation(), Label.HEALTHY)),
          List.of(
              preliminary(
                  size(table3.test(), Label.LEUKEMIC), size(table3.test(), Label.HEALTHY))));
    }
    // A larger share to test on than the paper has, so that figures show several cells of a kind.
    return new ChallengePhantoms(
        measured.withClasses(new ClassSize(16, 100), new ClassSize(9, 50)),
        List.of(preliminary(new ClassSize(6, 40), new ClassSize(6, 20))));
  }

  private static ChallengePhantoms.Part preliminary(ClassSize leukemic, ClassSize healthy) {
    return new ChallengePhantoms.Part(MondalStudy.TEST_PART, true, leukemic, healthy);
  }

  private static ClassSize sum(PartSize one, PartSize other, Label label) {
    return new ClassSize(
        one.subjects(label) + other.subjects(label), one.cells(label) + other.cells(label));
  }

  private static ClassSize size(PartSize part, Label label) {
    return new ClassSize(part.subjects(label), part.cells(label));
  }

  /** The ensembles of each input: SAP, WEN by four metrics, and WEN with weights from the test. */
  static List<EnsembleSpec> ensembles() {
    List<EnsembleSpec> ensembles = new ArrayList<>();
    for (MondalInput input : List.of(MondalInput.WHOLE, MondalInput.CROPPED)) {
      for (WeightSource source : WeightSource.values()) {
        for (Weighting weighting : Weighting.values()) {
          // Equal weights come from nowhere.
          if (source == WeightSource.VALIDATION || weighting != Weighting.EQUAL) {
            ensembles.add(new EnsembleSpec(MondalNetwork.ids(input), weighting, source));
          }
        }
      }
    }
    return ensembles;
  }

  @Override
  public StudyPlan plan(StudyOptions options) {
    return new StudyPlan(
        Optional.of(MondalStudy.controls(key(), options)),
        Optional.of(MondalStudy.study(key(), options)),
        new PanelSpec(0, PICTURE, List.of(), options.seed()),
        ensembles());
  }

  @Override
  public List<PanelRequest> pictures(List<RunFolder> runs) {
    MondalRuns all = new MondalRuns(runs);
    List<PanelRequest> pictures = new ArrayList<>();
    pictures.add(
        new PanelRequest.Cropped(
            CROPPED, PICTURE, MondalInput.CROPPED.crop(), 6, all.any().inputs().seed()));
    MondalExplained.of(all).ifPresent(explained -> pictures.addAll(explained.requests()));
    return pictures;
  }

  @Override
  public Report report(List<RunFolder> runs, PanelFolder panels, List<String> notes) {
    return new MondalReport(new MondalRuns(runs), panels, notes).report();
  }
}
