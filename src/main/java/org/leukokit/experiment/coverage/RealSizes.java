package org.leukokit.experiment.coverage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.leukokit.data.Cell;
import org.leukokit.data.CellList;
import org.leukokit.data.Label;
import org.leukokit.data.Manifest;

/** The groups of C-NMC 2019 in the divisions that studies use, and how much groups differ there. */
public final class RealSizes {
  /** The classes' spreads in the order of the settings, for people. */
  private static final List<Effects> EFFECTS =
      List.of(
          // Fitted to the linear discriminant on width and height of 5,828 cells of folds 0 and 1,
          // official folds: leukokit size --data cnmc2019 --parts fold_0,fold_1, seed 1.
          new Effects(1.66, 0.99, 0.30, 0.63),
          // Rates of 81 % each, as a network's, on groups that differ a little more than those.
          new Effects(1.24, 1, 1.24, 1),
          // Groups that hardly differ.
          new Effects(1.2, 0.3, 1, 0.3));

  private static final List<String> TITLES =
      List.of("cell size on real cells", "a network of equal rates", "groups nearly alike");

  private RealSizes() {}

  /** Every division with every spread. */
  public static List<CoverageStudy.Setting> settings() {
    Collection<Cell> all = CellList.of(Manifest.named("cnmc2019")).cells();
    Collection<Cell> some = CellList.of(Manifest.named("cnmc2019-two-folds")).cells();
    List<GroupSizes> sizes =
        List.of(
            GroupSizes.of(
                "folds 0 and 1 of cnmc2019-two-folds",
                some,
                c -> c.part().equals("fold_0") || c.part().equals("fold_1")),
            GroupSizes.of("cnmc2019-two-folds, all", some, c -> c.label() != Label.UNKNOWN),
            GroupSizes.of("the three official folds", all, c -> c.part().startsWith("fold_")),
            GroupSizes.of("the preliminary test set", all, c -> c.part().equals("prelim")));
    List<CoverageStudy.Setting> settings = new ArrayList<>();
    for (GroupSizes groups : sizes) {
      for (int i = 0; i < EFFECTS.size(); i++) {
        settings.add(new CoverageStudy.Setting(groups, TITLES.get(i), EFFECTS.get(i)));
      }
    }
    return settings;
  }
}
