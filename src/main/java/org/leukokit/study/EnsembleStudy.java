package org.leukokit.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.leukokit.base.UserError;
import org.leukokit.ensemble.EnsembleRun;
import org.leukokit.record.RunFolder;

/** Turns finished runs of a study into runs of its ensembles. */
public final class EnsembleStudy {
  private final List<EnsembleSpec> specs;
  private final Path runs;
  private final Map<String, String> environment;

  /**
   * @param specs the ensembles
   * @param runs the folder of the run folders
   * @param environment what else goes into the provenance: versions, command, machine
   */
  public EnsembleStudy(List<EnsembleSpec> specs, Path runs, Map<String, String> environment) {
    this.specs = List.copyOf(specs);
    this.runs = runs;
    this.environment = Map.copyOf(environment);
  }

  /**
   * What came of it.
   *
   * @param folders the ensembles' run folders
   * @param notes the ensembles that could not be made, and why
   */
  public record Made(List<Path> folders, List<String> notes) {
    /** Copies the lists. */
    public Made {
      folders = List.copyOf(folders);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Makes what is missing; an ensemble that lacks a member is left out.
   *
   * @param finished the run folders of the study
   */
  public Made run(List<Path> finished) {
    if (specs.isEmpty()) {
      return new Made(List.of(), List.of());
    }
    List<RunFolder> members = finished.stream().map(RunFolder::read).toList();
    Set<String> protocols = new LinkedHashSet<>();
    members.forEach(m -> protocols.add(m.record().inputs().protocol()));
    List<Path> folders = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (String protocol : protocols) {
      for (EnsembleSpec spec : specs) {
        List<RunFolder> of = members(spec, protocol, members);
        if (of.size() == spec.members().size()) {
          try {
            folders.add(run(spec, of));
          } catch (UserError e) {
            // Degenerate weights are refused; what a refusal means is the report's to say.
            notes.add(
                spec.weighting().ensembleName()
                    + " of "
                    + String.join(", ", spec.members())
                    + " under "
                    + protocol
                    + ", weights from "
                    + spec.source().text()
                    + ", could not be made: "
                    + e.getMessage());
          }
        }
      }
    }
    return new Made(folders, notes);
  }

  private static List<RunFolder> members(
      EnsembleSpec spec, String protocol, List<RunFolder> finished) {
    List<RunFolder> of = new ArrayList<>();
    for (String id : spec.members()) {
      Optional<RunFolder> found =
          finished.stream()
              .filter(r -> r.record().inputs().method().equals(id))
              .filter(r -> r.record().inputs().protocol().equals(protocol))
              .findFirst();
      found.ifPresent(of::add);
    }
    return of;
  }

  private Path run(EnsembleSpec spec, List<RunFolder> members) {
    EnsembleRun made =
        EnsembleRun.of(members, List.of(), spec.weighting(), spec.source(), environment);
    Path folder = runs.resolve(RunFolder.name(made.run().record().inputs()));
    // One that is there is as good: only the day differs, and reports of it stay true.
    if (!RunFolder.exists(folder)
        || !RunFolder.read(folder).predictions().equals(made.run().predictions())) {
      made.run().write(folder);
    }
    return folder;
  }
}
