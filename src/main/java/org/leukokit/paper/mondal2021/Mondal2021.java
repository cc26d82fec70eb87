package org.leukokit.paper.mondal2021;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.ensemble.WeightSource;
import org.leukokit.ensemble.Weighting;
import org.leukokit.exhibit.Report;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.paper.StudyPlan;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunFolder;
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

  /** The paper has 12,528 labelled cells of 60 + 41 subjects. */
  @Override
  public PhantomSpec phantoms(Scale scale, long seed) {
    PhantomSpec standard = PhantomSpec.standard(seed);
    // At smoke scale so many subjects that a few of each class come into the test part.
    return scale == Scale.FULL ? standard.withCounts(50, 6264) : standard.withCounts(20, 120);
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
