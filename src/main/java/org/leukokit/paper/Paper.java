package org.leukokit.paper;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.leukokit.base.UserError;
import org.leukokit.data.Dataset;
import org.leukokit.exhibit.Report;
import org.leukokit.paper.loey2020.Loey2020;
import org.leukokit.paper.mondal2021.Mondal2021;
import org.leukokit.paper.oliveira2021.Oliveira2021;
import org.leukokit.record.PanelFolder;
import org.leukokit.record.RunFolder;
import org.leukokit.study.PanelRequest;
import org.leukokit.study.Scale;

/** A paper that the kit reproduces. */
public interface Paper {
  /** The name on the command line, such as {@code loey2020}. */
  String key();

  /** How the paper is cited, with its DOI. */
  String reference();

  /**
   * The network whose features are taken unless the user names another; empty for a paper that lets
   * choose none.
   */
  Optional<String> backbone();

  /** The networks whose pretrained weights can be used, besides the one that the user names. */
  List<String> networks();

  /**
   * The methods that a user can choose among with {@code --only}, each a study of its own; empty
   * for a paper that lets choose none.
   */
  default List<String> choices() {
    return networks();
  }

  /** What a user can choose with {@code --set}; empty for a paper that lets choose nothing. */
  default List<OpenChoice> openChoices() {
    return List.of();
  }

  /**
   * What a user chose of {@link #openChoices()}, and the defaults of the rest, by name.
   *
   * @param set {@code NAME=VALUE} each
   * @throws UserError if one is none of the choices, listing those that there are
   */
  default Map<String, String> chosen(List<String> set) {
    return OpenChoice.read(key(), openChoices(), set);
  }

  /** The phantom cells that are drawn where the user has no data. */
  Dataset phantomCells(Scale scale, long seed);

  /** What is run. */
  StudyPlan plan(StudyOptions options);

  /**
   * The report, from run folders alone.
   *
   * @param runs the runs of one study, all on the same data
   * @param panels the pictures of the same study
   * @param notes what else a reader must know, such as protocols that could not be run and why
   */
  Report report(List<RunFolder> runs, PanelFolder panels, List<String> notes);

  /**
   * The pictures of the report beside samples and versions, made when the runs are there.
   *
   * @param runs the finished runs
   */
  default List<PanelRequest> pictures(List<RunFolder> runs) {
    return List.of();
  }

  /** All papers. */
  static List<Paper> all() {
    return List.of(new Loey2020(), new Oliveira2021(), new Mondal2021());
  }

  /**
   * The methods among those that a user can choose.
   *
   * @param names what the user wrote; empty for all
   * @throws UserError if a name is none of them, listing those that there are
   */
  default Set<String> only(List<String> names) {
    if (!names.isEmpty() && choices().isEmpty()) {
      throw new UserError(key() + " is run as a whole; leave out --only");
    }
    for (String name : names) {
      if (!choices().contains(name)) {
        throw new UserError(
            "--only "
                + name
                + ": "
                + key()
                + " has no such part; it has "
                + String.join(", ", choices()));
      }
    }
    return Set.copyOf(names);
  }

  /**
   * The paper of a key.
   *
   * @throws UserError if there is none; lists those that there are
   */
  static Paper named(String key) {
    return all().stream()
        .filter(p -> p.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "unknown paper '"
                        + key
                        + "'; this version reproduces "
                        + all().stream().map(Paper::key).collect(Collectors.joining(", "))));
  }
}
