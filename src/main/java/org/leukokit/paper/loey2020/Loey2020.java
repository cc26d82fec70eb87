package org.leukokit.paper.loey2020;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.classifier.Kernel;
import org.leukokit.classifier.KernelScale;
import org.leukokit.data.Dataset;
import org.leukokit.data.phantom.PhantomCells;
import org.leukokit.data.phantom.PhantomSpec;
import org.leukokit.exhibit.Report;
import org.leukokit.image.AugmentationDraw;
import org.leukokit.paper.Paper;
import org.leukokit.paper.StudyOptions;
import org.leukokit.paper.StudyPlan;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Unit;
import org.leukokit.study.Augmentation;
import org.leukokit.study.MethodSpec;
import org.leukokit.study.PanelSpec;
import org.leukokit.study.Scale;
import org.leukokit.study.StudySpec;

/**
 * Loey, Naman and Zayed 2020. Model 1: six classical classifiers on the values of the last fully
 * connected hidden layer of a pretrained AlexNet, by ten-fold cross-validation. Model 2: AlexNet
 * itself, fine-tuned.
 */
public final class Loey2020 implements Paper {
  /** Section 3.1.1: "values being randomly bounded by the interval [15–25]". */
  private static final AugmentationDraw SHIFT = AugmentationDraw.range(15, 25);

  /** Section 3.1.1: "bounded by the interval [25–125] with a step equal to five". */
  private static final AugmentationDraw ANGLE = new AugmentationDraw(25, 125, 5);

  @Override
  public String key() {
    return "loey2020";
  }

  @Override
  public String reference() {
    return "Loey M., Naman M., Zayed H.: Deep Transfer Learning in Diagnosing Leukemia in Blood Cells."
        + " Computers 2020, 9(2), 29. doi:10.3390/computers9020029";
  }

  /** The versions of each image: 564 images become 2,820, so each has five; which is open. */
  static List<Augmentation> versions() {
    return List.of(
        Augmentation.original(),
        new Augmentation("translated", Augmentation.Kind.TRANSLATE, SHIFT),
        new Augmentation("reflected", Augmentation.Kind.REFLECT, null),
        new Augmentation("rotated-left", Augmentation.Kind.ROTATE_LEFT, ANGLE),
        new Augmentation("rotated-right", Augmentation.Kind.ROTATE_RIGHT, ANGLE));
  }

  /** The six classifiers in the order of Table 1, then the controls. */
  static List<MethodSpec> methods(KernelScale scale) {
    List<MethodSpec> methods =
        new ArrayList<>(ClassifierSpec.paper(scale).stream().map(MethodSpec::deep).toList());
    methods.add(MethodSpec.majority());
    methods.add(MethodSpec.cellSize());
    methods.add(MethodSpec.shuffled(ClassifierSpec.svm(Kernel.CUBIC, scale)));
    return methods;
  }

  /** The first model alone; what is said of the second stands on it. */
  @Override
  public List<String> choices() {
    return List.of("model-1");
  }

  @Override
  public Optional<String> backbone() {
    return Optional.of("alexnet");
  }

  @Override
  public List<String> networks() {
    return List.of();
  }

  /** The paper has 282 images of each class, and ten folds need more than ten groups in each. */
  @Override
  public Dataset phantomCells(Scale scale, long seed) {
    PhantomSpec standard = PhantomSpec.standard(seed);
    return new PhantomCells(
        scale == Scale.FULL ? standard.withCounts(20, 282) : standard.withCounts(12, 120));
  }

  @Override
  public StudyPlan plan(StudyOptions options) {
    StudyOptions.Features features = options.requireFeatures();
    StudySpec classical =
        new StudySpec(
            key(),
            options.scale(),
            features.backbone(),
            features.layer(),
            features.inputSize(),
            versions(),
            options.folds(),
            // The counts show that 2,820 rows were tested; that folds were drawn among them is
            // inferred.
            Unit.ROW,
            options.protocols(),
            methods(options.open().kernelScale()),
            options.seed(),
            options.threads());
    return new StudyPlan(
        Optional.of(classical),
        options.only().isEmpty()
            ? Optional.of(SecondModel.study(key(), options))
            : Optional.empty(),
        new PanelSpec(0, features.inputSize(), versions(), options.seed()));
  }

  @Override
  public Report report(List<RunFolder> runs, PanelFolder panels, List<String> notes) {
    return new LoeyReport(new LoeyRuns(runs), panels, notes).report();
  }
}
