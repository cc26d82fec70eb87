package org.leukokit.paper.mondal2021;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.leukokit.image.WarpDraw;
import org.leukokit.net.Heads;
import org.leukokit.net.weights.Initialiser;
import org.leukokit.paper.PublishedTable;
import org.leukokit.paper.StudyOptions;
import org.leukokit.split.PartSize;
import org.leukokit.split.PartSizes;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.Scale;
import org.leukokit.study.StudySpec;
import org.leukokit.study.network.FoldDraw;
import org.leukokit.study.network.InputSpec;
import org.leukokit.study.network.NetworkMethod;
import org.leukokit.study.network.NetworkStudySpec;
import org.leukokit.study.network.TrainingRows;
import org.leukokit.train.Definition;
import org.leukokit.train.Optimiser;
import org.leukokit.train.Schedule;
import org.leukokit.train.TrainSpec;

/** Five networks at two input sizes (Sections 2 and 3). */
final class MondalStudy {
  /** The part of the collection that the paper tests on. */
  static final String TEST_PART = "prelim";

  /** So many preliminary cells of each class are a test set already, be they a few of 1,867. */
  static final int LEAST_TEST_CELLS = 2;

  /** Two cycles of the learning rate: the text gives the cycle, not the number of epochs. */
  static final int EPOCHS = 24;

  /** Among so many test cells those of the Grad-CAM figures are looked for. */
  static final int EXPLAINED = 200;

  private static final int SMOKE_EPOCHS = 4;

  /** Section 2.2: boundaries of the cyclic policy; the paper's 2e-4 lies between them. */
  private static final double LOWEST_RATE = 1e-7;

  private static final double HIGHEST_RATE = 2e-3;

  /** The text gives none. */
  private static final int BATCH = 16;

  // A few cells give few steps, and running statistics need many: with Keras' 0.99 networks of
  // random weights would say the same of every cell.
  static final int SMOKE_BATCH = 8;
  static final double SMOKE_MOMENTUM = 0.9;

  /** VGG-16 has no normalisation, and at 2e-3 it calls all cells the same from the start. */
  static final double SMOKE_HIGHEST_VGG = 5e-4;

  /** InceptionResNet-V2's gradients are some hundred times as long as the others' at first. */
  static final double SMOKE_CLIP = 1;

  private MondalStudy() {}

  /** Table 3's training, validation and preliminary test. */
  static PartSizes table3() {
    PublishedTable table = MondalPrinted.table("table3.csv");
    return new PartSizes(
        size(table, "Training"), size(table, "Validation"), size(table, "Preliminary test"));
  }

  private static PartSize size(PublishedTable table, String set) {
    Map<String, String> row = table.row("set", set);
    return new PartSize(
        Integer.parseInt(row.get("subjects_all")),
        Integer.parseInt(row.get("cells_all")),
        Integer.parseInt(row.get("subjects_hem")),
        Integer.parseInt(row.get("cells_hem")));
  }

  /** Half a cycle is "6 × IterPerEpoch" (Section 2.2), a quarter of the training at any scale. */
  static Schedule.Cyclic schedule(int epochs) {
    return schedule(epochs, HIGHEST_RATE);
  }

  private static Schedule.Cyclic schedule(int epochs, double highest) {
    return new Schedule.Cyclic(
        Schedule.Peaks.TRIANGULAR2, LOWEST_RATE, highest, epochs / 4.0, true, 1);
  }

  static int epochs(Scale scale) {
    return scale == Scale.FULL ? EPOCHS : SMOKE_EPOCHS;
  }

  /**
   * Two protocols that draw the same folds are run once: published is by subject, and so is
   * subject-disjoint.
   */
  static List<Protocol> protocols(List<Protocol> wanted) {
    Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);
    for (Protocol protocol : wanted) {
      protocols.add(protocol == Protocol.SUBJECT_DISJOINT ? Protocol.PUBLISHED : protocol);
    }
    return List.copyOf(protocols);
  }

  static NetworkStudySpec study(String key, StudyOptions options) {
    List<Protocol> protocols = protocols(options.protocols());
    List<NetworkMethod> methods = new ArrayList<>();
    // All ten networks are run under the first protocol, the paper's where it is wanted.
    Set<String> once = new HashSet<>();
    for (MondalInput input : List.of(MondalInput.WHOLE, MondalInput.CROPPED)) {
      for (MondalNetwork network : MondalNetwork.values()) {
        NetworkMethod method = method(network, input, options, 1);
        methods.add(method);
        if (!underAll(network, input, options.scale())) {
          once.add(method.id());
        }
      }
    }
    NetworkMethod cheapest = method(MondalNetwork.CHEAPEST, MondalInput.CROPPED, options, 1);
    List<NetworkMethod> again = new ArrayList<>(List.of(cheapest.shuffled()));
    for (int split = 2; split <= options.splits(); split++) {
      again.add(method(MondalNetwork.CHEAPEST, MondalInput.CROPPED, options, split));
    }
    for (NetworkMethod method : again) {
      methods.add(method);
      once.add(method.id());
    }
    return new NetworkStudySpec(
        key,
        Unit.SUBJECT,
        protocols,
        wanted(methods, options.only()),
        once,
        options.seed(),
        options.threads(),
        EXPLAINED);
  }

  /**
   * What a network has to beat: the share of the classes, and the cell's size, on the same folds.
   */
  static StudySpec controls(String key, StudyOptions options) {
    return StudySpec.ofControls(
        key,
        options.scale(),
        MondalInput.WHOLE.pixels(),
        new FoldDraw.Printed(table3(), TEST_PART, LEAST_TEST_CELLS),
        Unit.SUBJECT,
        protocols(options.protocols()),
        options.seed(),
        options.threads());
  }

  // The laxer and the stricter neighbour of the paper's protocol are asked of the input that the
  // paper recommends, and at smoke scale of one network.
  private static boolean underAll(MondalNetwork network, MondalInput input, Scale scale) {
    return input == MondalInput.CROPPED
        && (scale == Scale.FULL || network == MondalNetwork.CHEAPEST);
  }

  private static List<NetworkMethod> wanted(List<NetworkMethod> methods, Set<String> only) {
    return only.isEmpty()
        ? methods
        : methods.stream().filter(m -> only.stream().anyMatch(m.id()::startsWith)).toList();
  }

  private static NetworkMethod method(
      MondalNetwork network, MondalInput input, StudyOptions options, int split) {
    boolean pretrained = options.pretrained().contains(network.backbone().id());
    return new NetworkMethod(
        MondalMethod.id(network, input, split),
        MondalMethod.title(network, input, split)
            + shrunk(network.side(input, options.scale()), input),
        network.backbone().id(),
        Heads.mondal2021(network.backbone(), 2),
        new InputSpec(
            input.crop(),
            network.side(input, options.scale()),
            // Weights that were trained on nothing know no means of their own.
            pretrained ? InputSpec.Values.OF_WEIGHTS : InputSpec.Values.PLUS_MINUS_ONE),
        NetworkMethod.Start.PRETRAINED,
        initialiser(network, options.scale()),
        new TrainingRows.Oversampled(new WarpDraw(180, 0.1, 0.1, true, true)),
        new FoldDraw.Printed(table3(), TEST_PART, LEAST_TEST_CELLS, split),
        training(network, options.scale()),
        false,
        false);
  }

  // A label says what is run: 300 px at 48 are not the paper's 300 px.
  private static String shrunk(int side, MondalInput input) {
    return side == input.pixels() ? "" : ", shrunk to " + side;
  }

  // Glorot's variance halves at each of VGG-16's rectifiers, and nothing restores it: so much needs
  // more steps than a smoke run has.
  private static Initialiser initialiser(MondalNetwork network, Scale scale) {
    return scale != Scale.FULL && network == MondalNetwork.VGG16
        ? Initialiser.HE_UNIFORM
        : Initialiser.GLOROT_UNIFORM;
  }

  private static TrainSpec training(MondalNetwork network, Scale scale) {
    int epochs = epochs(scale);
    boolean slower = scale != Scale.FULL && network == MondalNetwork.VGG16;
    TrainSpec full =
        TrainSpec.of(
            new Optimiser.Adamax(0.9, 0.999, 1e-7, Definition.KERAS),
            schedule(epochs, slower ? SMOKE_HIGHEST_VGG : HIGHEST_RATE),
            epochs,
            scale == Scale.FULL ? BATCH : SMOKE_BATCH);
    if (scale == Scale.FULL) {
      return full;
    }
    boolean clipped = network == MondalNetwork.INCEPTION_RESNET_V2;
    return full.withStatisticsMomentum(SMOKE_MOMENTUM).withClipNorm(clipped ? SMOKE_CLIP : 0);
  }
}
