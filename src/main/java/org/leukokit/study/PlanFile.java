package org.leukokit.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.leukokit.base.AtomicFiles;
import org.leukokit.base.Csv;
import org.leukokit.base.UserError;

/**
 * What a command set out to do in a folder of run folders, and which process it was: {@code
 * .plan.csv} beside the runs, for those who look how far it is. What is done it does not say; the
 * run folders do.
 *
 * @param pid the process
 * @param started when that process started, as the system says; empty where it doesn't
 * @param runs the runs in the order in which they are done
 */
public record PlanFile(long pid, Optional<Instant> started, List<PlannedRun> runs) {
  private static final String NAME = ".plan.csv";
  private static final List<String> COLUMNS =
      List.of("folder", "title", "protocol", "folds", "steps", "kind");

  /** Copies the list. */
  public PlanFile {
    runs = List.copyOf(runs);
  }

  /** A plan of this very process. */
  public static PlanFile ofThisProcess(List<PlannedRun> runs) {
    ProcessHandle me = ProcessHandle.current();
    return new PlanFile(me.pid(), me.info().startInstant(), runs);
  }

  /** Whether its process still runs; another one that got its number later does not count. */
  public boolean alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(p -> started.isEmpty() || p.info().startInstant().equals(started))
        .isPresent();
  }

  /** Writes it beside the runs; one that was there is replaced. */
  public void write(Path folder) {
    StringBuilder text = new StringBuilder();
    text.append("process,").append(pid).append(',');
    text.append(started.map(Instant::toString).orElse("")).append('\n');
    text.append(String.join(",", COLUMNS)).append('\n');
    for (PlannedRun run : runs) {
      text.append(Csv.field(run.folder())).append(',');
      text.append(Csv.field(run.title())).append(',');
      text.append(Csv.field(run.protocol())).append(',');
      text.append(Csv.field(String.join(" ", run.folds()))).append(',');
      text.append(run.steps()).append(',');
      text.append(Csv.field(run.kind())).append('\n');
    }
    AtomicFiles.write(folder.resolve(NAME), text.toString());
  }

  /**
   * Takes it away where nothing was done of it: what fails at once leaves nothing behind.
   *
   * @throws UserError if it can't be taken away
   */
  public static void removeIfNothingDone(Path folder) {
    Optional<PlanFile> plan = read(folder);
    boolean done =
        plan.isPresent()
            && plan.get().runs().stream()
                .map(PlannedRun::folder)
                .anyMatch(
                    name ->
                        Files.exists(folder.resolve(name))
                            || Files.exists(new PartialRun(folder, name).place("")));
    try {
      if (!done) {
        Files.deleteIfExists(folder.resolve(NAME));
      }
    } catch (IOException e) {
      throw AtomicFiles.cannotWrite(folder.resolve(NAME), e);
    }
  }

  /**
   * Reads the plan of a folder of run folders.
   *
   * @return empty if there is none
   * @throws UserError if there is one that can't be read
   */
  public static Optional<PlanFile> read(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
      List<CSVRecord> rows = parser.getRecords();
      CSVRecord process = rows.get(0);
      List<PlannedRun> runs = new ArrayList<>();
      for (CSVRecord row : rows.subList(2, rows.size())) {
        runs.add(
            new PlannedRun(
                row.get(0),
                row.get(1),
                row.get(2),
                List.of(row.get(3).split(" ")),
                Long.parseLong(row.get(4)),
                row.get(5)));
      }
      String started = process.get(2);
      return Optional.of(
          new PlanFile(
              Long.parseLong(process.get(1)),
              started.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(started)),
              runs));
    } catch (IOException | RuntimeException e) {
      throw new UserError(
          file + " can't be read (" + e.getMessage() + "); delete it, it only tells progress", e);
    }
  }
}
