package org.leukokit.notebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.leukokit.base.UserError;
import org.leukokit.classifier.ClassifierSpec;
import org.leukokit.data.Dataset;
import org.leukokit.data.KitHome;
import org.leukokit.data.Store;
import org.leukokit.experiment.own.OwnNetwork;
import org.leukokit.experiment.own.OwnNetworkStudy;
import org.leukokit.experiment.own.OwnStudy;
import org.leukokit.net.Backbones;
import org.leukokit.net.EngineInfo;
import org.leukokit.net.TorchOptions;
import org.leukokit.net.TorchRuntime;
import org.leukokit.record.RunFolder;
import org.leukokit.record.RunRecord;
import org.leukokit.record.StudyFolder;
import org.leukokit.split.Protocol;
import org.leukokit.study.KnownWeights;
import org.leukokit.study.PretrainedWeights;
import org.leukokit.study.network.FoldDraw;
import org.leukokit.train.Schedule;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/** Studies that run in the kernel's own process. */
final class Studies {
  private static final long SEED = 1;

  /** Over so many test cells of each fold maps are kept. */
  private static final int EXPLAINED = 24;

  private Studies() {}

  static TorchRuntime runtime() {
    return TorchRuntime.start(TorchOptions.defaults(KitHome.folder().resolve("engine")));
  }

  static Runs classify(
      Dataset cells, FoldDraw folds, List<Protocol> protocols, List<ClassifierSpec> classifiers) {
    Path runs = Place.temporary("classical");
    try {
      List<RunFolder> done =
          OwnStudy.run(cells, classifiers, folds, protocols, SEED, runs, facts());
      return new Runs(cells, done, new TreeMap<>(), Map.of());
    } finally {
      Place.delete(runs);
    }
  }

  static Runs train(
      Dataset cells, FoldDraw folds, List<Protocol> protocols, List<OwnNetwork> networks) {
    Path runs = Place.temporary("trained");
    try {
      TorchRuntime runtime = runtime();
      Map<String, String> facts = facts();
      EngineInfo engine = runtime.info();
      facts.put("libtorch", engine.version());
      facts.put("DJL", engine.djlVersion());
      facts.put("device", engine.processor());
      OwnNetworkStudy.Result done =
          OwnNetworkStudy.run(
              cells, networks, folds, protocols, EXPLAINED, SEED, runtime, runs, facts);
      return new Runs(cells, done.runs(), done.maps(), Runs.crops(networks));
    } finally {
      Place.delete(runs);
    }
  }

  static Optional<PretrainedWeights> pretrained(String network) {
    // Those of another input would compute, and compute nonsense.
    return KnownWeights.find(Backbones.named(network), true, Store.fromEnvironment());
  }

  private static Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("java", Runtime.version().toString());
    facts.put(
        "began",
        java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString());
    return facts;
  }

  /** Whether a finished study of the notebooks' cells lies in a folder of run folders. */
  static boolean fits(Path runs) {
    if (!Files.isDirectory(runs.resolve(StudyFolder.NAME))) {
      return false;
    }
    try {
      StudyFolder study = StudyFolder.read(runs);
      RunRecord.Data data = RunFolder.readRecord(runs.resolve(study.runs().get(0).folder())).data();
      Dataset wanted = Kit.data();
      return wanted.info().synthetic()
          ? data.synthetic()
          : data.name().equals(wanted.info().name());
    } catch (UserError e) {
      // What can't be read is no study; the part that is run instead says so by being small.
      return false;
    }
  }

  static Table rates(Schedule schedule, int epochs, int stepsPerEpoch) {
    DoubleColumn epoch = DoubleColumn.create("epoch");
    DoubleColumn rate = DoubleColumn.create("learning rate");
    for (int step = 0; step < epochs * stepsPerEpoch; step++) {
      epoch.append((double) step / stepsPerEpoch);
      rate.append(schedule.rate(step, stepsPerEpoch));
    }
    return Table.create(
        String.format(Locale.ROOT, "Learning rate, %d steps an epoch", stepsPerEpoch), epoch, rate);
  }
}
