package org.leukokit.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.leukokit.base.Folders;
import org.leukokit.base.UserError;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunFolder;
import org.leukokit.record.StudyFolder;

/**
 * What the folders on the command line hold.
 *
 * @param study the folder of run folders whose study is meant; empty if runs are meant
 * @param runs the run folders, each once, in the order given; those of a folder by name
 */
record RunArguments(Optional<Path> study, List<Path> runs) {
  /** The folder of the run folders in the folder of a report. */
  static final String RUNS = "runs";

  /**
   * Looks through folders: a run folder, a folder of run folders, or the folder of a report. One
   * folder with a study means that study, and so do all its runs together.
   *
   * @throws UserError if a folder holds no run
   */
  static RunArguments of(List<Path> arguments) {
    Set<Path> runs = new LinkedHashSet<>();
    Set<Path> studies = new LinkedHashSet<>();
    for (Path argument : arguments) {
      Path folder = argument.toAbsolutePath().normalize();
      if (!Files.isDirectory(folder)) {
        throw new UserError(argument + " is no folder; name run folders or a folder of them");
      }
      if (isRun(folder)) {
        runs.add(folder);
      } else if (folder.endsWith(StudyFolder.NAME) && StudyFolder.exists(folder.getParent())) {
        studies.add(folder.getParent());
      } else if (!PanelFolder.exists(folder)) {
        Path place = Files.isDirectory(folder.resolve(RUNS)) ? folder.resolve(RUNS) : folder;
        if (StudyFolder.exists(place)) {
          studies.add(place);
        } else {
          List<Path> found = runsOf(place);
          if (found.isEmpty()) {
            throw new UserError(
                argument + " holds no run folder (run.json beside SHA256SUMS); name one that does");
          }
          runs.addAll(found);
        }
      }
    }
    if (studies.isEmpty() && runs.isEmpty()) {
      throw new UserError("no run folder among " + arguments);
    }
    Set<Path> parents = new LinkedHashSet<>(studies);
    runs.forEach(run -> parents.add(run.getParent()));
    if (parents.size() == 1) {
      Path place = parents.iterator().next();
      if (StudyFolder.exists(place)
          && (runs.isEmpty() || runs.equals(Set.copyOf(members(place))))) {
        return new RunArguments(Optional.of(place), members(place));
      }
    }
    // Parts of a study, or several: their runs, without what a paper's report would claim.
    studies.forEach(place -> runs.addAll(members(place)));
    return new RunArguments(Optional.empty(), List.copyOf(runs));
  }

  private static List<Path> members(Path place) {
    return StudyFolder.readUnsealed(place).runs().stream()
        .map(member -> place.resolve(member.folder()))
        .toList();
  }

  private static boolean isRun(Path folder) {
    return RunFolder.exists(folder) && Files.isRegularFile(folder.resolve("run.json"));
  }

  /** The run folders in a folder, by name. */
  static List<Path> runsOf(Path folder) {
    return Folders.list(folder).stream().filter(RunArguments::isRun).toList();
  }
}
