package org.leukokit.experiment.own;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.leukokit.base.Progress;
import org.leukokit.data.Dataset;
import org.leukokit.net.TorchRuntime;
import org.leukokit.record.CellMaps;
import org.leukokit.record.RunFolder;
import org.leukokit.split.Protocol;
import org.leukokit.split.Unit;
import org.leukokit.study.PretrainedWeights;
import org.leukokit.study.network.FoldDraw;
import org.leukokit.study.network.NetworkStudyRunner;
import org.leukokit.study.network.NetworkStudySpec;

/** Networks, the kit's or one's own, trained under the papers' protocols. */
public final class OwnNetworkStudy {
  private OwnNetworkStudy() {}

  /**
   * What came of it.
   *
   * @param runs the runs by protocol and network
   * @param maps where the networks looked, by the run's id
   */
  public record Result(List<RunFolder> runs, SortedMap<String, CellMaps> maps) {
    /** Copies both. */
    public Result {
      runs = List.copyOf(runs);
      maps = new TreeMap<>(maps);
    }
  }

  /**
   * Trains what is missing.
   *
   * @param cells the cells
   * @param networks the networks, each of another id
   * @param folds how the cells are divided
   * @param protocols what is kept apart; {@code published} draws cells
   * @param explained over how many test cells of each fold maps of where a network looks are kept;
   *     0 for none
   * @param seed the seed of folds, augmentation and training
   * @param runtime computes
   * @param runs the folder of the run folders
   * @param environment what else goes into the provenance
   * @throws org.leukokit.base.UserError if the cells don't allow the folds or can't be read, or a
   *     training fails
   */
  public static Result run(
      Dataset cells,
      List<OwnNetwork> networks,
      FoldDraw folds,
      List<Protocol> protocols,
      int explained,
      long seed,
      TorchRuntime runtime,
      Path runs,
      Map<String, String> environment) {
    NetworkStudySpec spec =
        new NetworkStudySpec(
            OwnStudy.KEY,
            Unit.CELL,
            protocols,
            networks.stream().map(n -> n.method(folds)).toList(),
            java.util.Set.of(),
            seed,
            runtime.info().threads(),
            explained);
    List<Path> folders =
        new NetworkStudyRunner(
                spec, cells, runtime, id -> start(networks, id), runs, environment, Progress.NONE)
            .withNetworks(networks.stream().map(OwnNetwork::network).toList())
            .run();
    SortedMap<String, CellMaps> maps = new TreeMap<>();
    for (Path folder : folders) {
      Path place = CellMaps.place(folder);
      if (CellMaps.exists(place)) {
        maps.put(RunFolder.readRecord(folder).id(), CellMaps.read(place));
      }
    }
    return new Result(folders.stream().map(RunFolder::read).toList(), maps);
  }

  private static Optional<PretrainedWeights> start(List<OwnNetwork> networks, String id) {
    return networks.stream()
        .filter(n -> n.network().id().equals(id))
        .findFirst()
        .flatMap(OwnNetwork::start);
  }
}
