package org.leukokit.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.leukokit.base.UserError;
import org.leukokit.exhibit.Report;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunFolder;
import org.leukokit.record.SealCheck;
import org.leukokit.record.StudyFolder;
import org.leukokit.record.UnlabelledRun;
import org.leukokit.study.RunConsistency;

/**
 * Checks run folders, and the report that was made of them: every file against its digest, every
 * run against itself, everything that the report states against what the runs give now.
 *
 * <p>Changed files do not end the check: as long as they can be read, the report is recomputed from
 * them, and what it would say is named as well.
 */
public final class StudyCheck {
  private final Path root;
  private final List<Difference> differences = new ArrayList<>();
  private int runs;
  private int files;
  private long numbers;
  private boolean pages;

  /**
   * @param root the folder that file names in findings are relative to
   */
  public StudyCheck(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Everything that was found so far. */
  public List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** How many runs were checked. */
  public int runs() {
    return runs;
  }

  /** How many files were checked. */
  public int files() {
    return files;
  }

  /** How many numbers the text of the checked reports states. */
  public long numbers() {
    return numbers;
  }

  /** Whether a report was recomputed and compared. */
  public boolean comparedReport() {
    return pages;
  }

  /** Checks one run folder by itself. */
  public Optional<RunFolder> run(Path folder) {
    runs++;
    seal(folder);
    if (withoutTruth(folder)) {
      attempt(folder, () -> UnlabelledRun.read(folder))
          .ifPresent(run -> name(folder, RunFolder.name(run.record().inputs())));
      return Optional.empty();
    }
    Optional<RunFolder> run = attempt(folder, () -> RunFolder.readUnsealed(folder));
    if (run.isPresent()) {
      name(folder, RunFolder.name(run.get().record().inputs()));
      RunConsistency.problems(run.get()).forEach(problem -> add(folder, problem));
    }
    return run;
  }

  private void name(Path folder, String name) {
    if (!folder.endsWith(name)) {
      add(folder, "the folder's name is not that of the run in it, " + name);
    }
  }

  private static boolean withoutTruth(Path folder) {
    try {
      return UnlabelledRun.exists(folder);
    } catch (UserError e) {
      // Something is changed, and is named below.
      return false;
    }
  }

  /**
   * Checks a study with all its runs and, if there is one, its report.
   *
   * @param place the folder of the run folders
   * @param report the folder of the report; empty if there is none
   */
  public void study(Path place, Optional<Path> report) {
    Path own = place.resolve(StudyFolder.NAME);
    seal(own);
    Optional<StudyFolder> study = attempt(own, () -> StudyFolder.readUnsealed(place));
    if (study.isEmpty()) {
      return;
    }
    List<RunFolder> read = new ArrayList<>();
    for (StudyFolder.Member member : study.get().runs()) {
      Path folder = place.resolve(member.folder());
      if (!Files.isDirectory(folder)) {
        add(folder, "is missing, but study.json names it");
        continue;
      }
      attempt(folder, () -> StudyFolder.seal(folder))
          .filter(seal -> !seal.equals(member.seal()))
          .ifPresent(
              seal ->
                  add(
                      folder.resolve("SHA256SUMS"),
                      "is not the file that study.json was made with (another run lies there)"));
      run(folder)
          .ifPresent(
              run -> {
                read.add(run);
                if (!run.record().id().equals(member.id())) {
                  add(folder, "is the run " + run.record().id() + ", not " + member.id());
                }
              });
    }
    Optional<PanelFolder> panels = panels(place, study.get());
    if (report.isEmpty()) {
      return;
    }
    if (read.size() < study.get().runs().size() || panels.isEmpty()) {
      add(report.get(), "can't be recomputed, because a part of its study can't be read");
      return;
    }
    recomputed(study.get(), read, panels.get(), report.get())
        .ifPresent(r -> compare(r, report.get()));
  }

  private Optional<PanelFolder> panels(Path place, StudyFolder study) {
    if (study.panels().isEmpty()) {
      return Optional.of(new PanelFolder(List.of()));
    }
    Path folder = place.resolve(study.panels());
    seal(folder);
    return attempt(folder, () -> PanelFolder.readUnsealed(folder));
  }

  private Optional<Report> recomputed(
      StudyFolder study, List<RunFolder> read, PanelFolder panels, Path report) {
    try {
      return Optional.of(StudyReports.of(study, read, panels));
    } catch (UserError | IllegalArgumentException e) {
      add(report, "can't be recomputed: " + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Checks the tables of a report that needs no runs.
   *
   * @param report the report as recomputed
   * @param folder where its files lie
   */
  public void tables(Report report, Path folder) {
    take(ReportCheck.ofTables(report, folder), folder);
  }

  private void compare(Report report, Path folder) {
    take(ReportCheck.of(report, folder), folder);
  }

  private void take(ReportCheck check, Path folder) {
    pages = true;
    files += check.files();
    numbers += check.numbers();
    for (Difference d : check.differences()) {
      differences.add(
          new Difference(
              relative(folder.resolve(d.file())), d.place(), d.stated(), d.recomputed()));
    }
  }

  private void seal(Path folder) {
    SealCheck seal = SealCheck.of(folder);
    files += seal.files() + 1;
    String sums = relative(folder.resolve("SHA256SUMS"));
    seal.findings().forEach(f -> add(f.file(), f.what().replace("SHA256SUMS", sums)));
  }

  private <T> Optional<T> attempt(Path folder, Supplier<T> read) {
    try {
      return Optional.of(read.get());
    } catch (UserError e) {
      add(folder, e.getMessage().replace(folder.toString(), relative(folder)));
      return Optional.empty();
    }
  }

  private void add(Path file, String finding) {
    differences.add(Difference.ofFile(relative(file), finding));
  }

  private String relative(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    String text =
        absolute.startsWith(root) ? root.relativize(absolute).toString() : absolute.toString();
    return text.isEmpty() ? "." : text.replace('\\', '/');
  }
}
