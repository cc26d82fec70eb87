package org.leukokit.record;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.leukokit.base.Hashing;
import org.leukokit.base.UserError;

/**
 * What one report shows: which runs of a folder of run folders, in which order, with which pictures
 * and remarks. It lies beside the runs as {@code study/study.json} with its own {@code SHA256SUMS},
 * so that the report can be made again from that folder alone.
 *
 * @param schema {@link #SCHEMA}
 * @param report which report is made of the runs: a paper's key, or {@link #PLAIN}
 * @param runs the runs, in the order in which they were asked for
 * @param panels the folder of the pictures; empty if the report has none
 * @param notes what else a reader must know, such as protocols that could not be run and why
 */
@JsonPropertyOrder({"schema", "report", "runs", "panels", "notes"})
public record StudyFolder(
    String schema, String report, List<Member> runs, String panels, List<String> notes) {
  /** The version of the schema. */
  public static final String SCHEMA = "leukokit-study/1";

  /** The report of runs that are no paper's full set. */
  public static final String PLAIN = "runs";

  /** The name of the folder, beside the run folders. */
  public static final String NAME = "study";

  private static final String FILE = "study.json";

  /**
   * One run of a study.
   *
   * @param folder the name of its folder
   * @param id the digest of its inputs
   * @param seal the SHA-256 of its {@code SHA256SUMS}, and so of everything in it
   */
  @JsonPropertyOrder({"folder", "id", "seal"})
  public record Member(String folder, String id, String seal) {
    /** All parts are there, and the folder is a plain name. */
    public Member {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(seal, "seal");
      requirePlain(folder);
    }
  }

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the schema is another one, there is no run, or a folder is
   *     no plain name
   */
  public StudyFolder {
    Objects.requireNonNull(report, "report");
    Objects.requireNonNull(panels, "panels");
    runs = List.copyOf(runs);
    notes = List.copyOf(notes);
    if (!SCHEMA.equals(schema)) {
      throw new IllegalArgumentException("the schema is " + schema + ", this kit reads " + SCHEMA);
    }
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a study without runs");
    }
    if (!panels.isEmpty()) {
      requirePlain(panels);
    }
  }

  // A record that was tampered with must not lead out of its folder.
  private static void requirePlain(String folder) {
    if (folder == null || !folder.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("'" + folder + "' is no plain name of a folder");
    }
  }

  /**
   * The study of runs that lie in one folder, as they are now.
   *
   * @param report a paper's key, or {@link #PLAIN}
   * @param folders the run folders, all in the same folder
   * @param panels the folder of the pictures, in the same folder; empty if there are none
   * @param notes what else a reader must know
   * @throws UserError if a run can't be read or is not as it was written
   */
  public static StudyFolder of(
      String report, List<Path> folders, Optional<Path> panels, List<String> notes) {
    List<Member> members = new ArrayList<>();
    for (Path folder : folders) {
      String id = RunFolder.readRecord(folder).id();
      members.add(new Member(folder.getFileName().toString(), id, seal(folder)));
    }
    return new StudyFolder(
        SCHEMA, report, members, panels.map(p -> p.getFileName().toString()).orElse(""), notes);
  }

  /**
   * The digest of a sealed folder's {@code SHA256SUMS}.
   *
   * @throws UserError if there is none
   */
  public static String seal(Path folder) {
    try {
      return Hashing.sha256Hex(Files.readAllBytes(folder.resolve(SealedFolder.SUMS)));
    } catch (IOException e) {
      throw new UserError(folder + " has no readable " + SealedFolder.SUMS, e);
    }
  }

  /** Whether a folder of run folders holds a study. */
  public static boolean exists(Path runs) {
    return SealedFolder.exists(runs.resolve(NAME));
  }

  /** Writes it beside the run folders; a study that was there is replaced. */
  public void write(Path runs) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    files.put(FILE, Json.write(this));
    SealedFolder.write(runs.resolve(NAME), files);
  }

  /**
   * Reads the study of a folder of run folders.
   *
   * @throws UserError if it is missing, changed or not as its schema says
   */
  public static StudyFolder read(Path runs) {
    return parse(runs, SealedFolder.read(runs.resolve(NAME)).get(FILE));
  }

  /** As {@link #read}, whether or not it is as it was written: for those who look for changes. */
  public static StudyFolder readUnsealed(Path runs) {
    return parse(runs, SealedFolder.readUnsealed(runs.resolve(NAME)).get(FILE));
  }

  private static StudyFolder parse(Path runs, byte[] text) {
    Path file = runs.resolve(NAME).resolve(FILE);
    if (text == null) {
      throw new UserError(file + " is missing; run the command that wrote the report again");
    }
    return Json.read(file, text, StudyFolder.class);
  }

  /**
   * Reads the runs and checks that they are those that the study was made of.
   *
   * @param folder the folder of the run folders
   * @throws UserError if a run is missing, changed or another one, naming it
   */
  public List<RunFolder> readRuns(Path folder) {
    List<RunFolder> read = new ArrayList<>();
    for (Member member : runs) {
      Path place = folder.resolve(member.folder());
      RunFolder run = RunFolder.read(place);
      if (!run.record().id().equals(member.id()) || !seal(place).equals(member.seal())) {
        throw new UserError(
            place
                + " is not the run that "
                + folder.resolve(NAME).resolve(FILE)
                + " was made of; run 'leukokit check' for what differs");
      }
      read.add(run);
    }
    return read;
  }

  /** Reads the pictures; none if the study has none. */
  public PanelFolder readPanels(Path folder) {
    return panels.isEmpty() ? new PanelFolder(List.of()) : PanelFolder.read(folder.resolve(panels));
  }

  /**
   * Copies runs and pictures, byte for byte, to another folder of run folders.
   *
   * @throws UserError if one is changed, or can't be written
   */
  public void copy(Path from, Path to) {
    List<String> names = new ArrayList<>(runs.stream().map(Member::folder).toList());
    if (!panels.isEmpty()) {
      names.add(panels);
    }
    for (String name : names) {
      SealedFolder.copy(from.resolve(name), to.resolve(name));
    }
  }
}
