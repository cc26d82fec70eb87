package org.leukokit.paper.oliveira2021;

import java.util.List;
import java.util.Optional;
import org.leukokit.data.Dataset;
import org.leukokit.data.phantom.ChallengePhantoms;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.data.phantom.PhantomSpec.ClassSize;
import org.leukokit.exhibit.Report;
import org.leukokit.paper.OpenChoice;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.paper.StudyPlan;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunFolder;
import org.leukokit.study.PanelSpec;
import org.leukokit.study.Scale;

/**
 * Maurício de Oliveira and Dantas 2021: VGG16, VGG19 and Xception with heads of their own, trained
 * from scratch on C-NMC 2019's training folder, split 6:3:1 by cell and balanced by augmentation.
 */
public final class Oliveira2021 implements Paper {
  /** The side of a picture of the panels: the paper's crop, not resized. */
  private static final int PANEL = OliveiraStudy.CROP;

  @Override
  public String key() {
    return "oliveira2021";
  }

  @Override
  public String reference() {
    return "Maurício de Oliveira J. E., Dantas D. O.: Classification of Normal versus Leukemic Cells"
        + " with Data Augmentation and Convolutional Neural Networks. VISAPP 2021, vol. 4."
        + " doi:10.5220/0010257406850692";
  }

  @Override
  public Optional<String> backbone() {
    return Optional.empty();
  }

  /** None: everything is trained from scratch. */
  @Override
  public List<String> networks() {
    return List.of();
  }

  @Override
  public List<String> choices() {
    return OliveiraMethod.NETWORKS.stream().map(OliveiraMethod::id).toList();
  }

  @Override
  public List<OpenChoice> openChoices() {
    return OliveiraChoices.OPEN;
  }

  /**
   * As unequal as the challenge's cells: about two leukemic ones to a healthy one, a few subjects
   * with many cells and many with few; beside the training folder cells of new subjects, and
   * unlabelled ones. At full scale as many of everything as there.
   */
  @Override
  public Dataset phantomCells(Scale scale, long seed) {
    PhantomSpec measured = PhantomSpec.standard(seed).withShares(PhantomSpec.Shares.AS_MEASURED);
    if (scale == Scale.FULL) {
      return new ChallengePhantoms(
          measured.withClasses(new ClassSize(47, 7272), new ClassSize(26, 3389)),
          List.of(
              new ChallengePhantoms.Part(
                  OliveiraStudy.PRELIMINARY, true, new ClassSize(13, 1219), new ClassSize(15, 648)),
              new ChallengePhantoms.Part(
                  OliveiraStudy.FINAL, false, new ClassSize(9, 1761), new ClassSize(8, 825))));
    }
    return new ChallengePhantoms(
        measured.withClasses(new ClassSize(14, 114), new ClassSize(9, 57)),
        List.of(
            new ChallengePhantoms.Part(
                OliveiraStudy.PRELIMINARY, true, new ClassSize(5, 30), new ClassSize(5, 15)),
            new ChallengePhantoms.Part(
                OliveiraStudy.FINAL, false, new ClassSize(2, 16), new ClassSize(2, 8))));
  }

  @Override
  public StudyPlan plan(StudyOptions options) {
    return new StudyPlan(
        Optional.of(OliveiraStudy.controls(key(), options)),
        Optional.of(OliveiraStudy.networks(key(), options)),
        new PanelSpec(
            OliveiraStudy.CROP,
            PANEL,
            OliveiraStudy.shown(),
            options.seed(),
            Optional.of(OliveiraStudy.copies(OliveiraChoices.of(options.chosen())))));
  }

  @Override
  public Report report(List<RunFolder> runs, PanelFolder panels, List<String> notes) {
    return new OliveiraReport(new OliveiraRuns(runs), panels, notes).report();
  }
}
