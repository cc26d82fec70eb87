package org.leukokit.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leukokit.base.UserError;

/**
 * What a paper leaves open, or says otherwise than its authors' program does, and a user may choose
 * with {@code --set NAME=VALUE}.
 *
 * @param name the name, such as {@code epochs}
 * @param values what may be chosen, the default first
 */
public record OpenChoice(String name, List<String> values) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is nothing to choose
   */
  public OpenChoice {
    values = List.copyOf(values);
    if (values.size() < 2) {
      throw new IllegalArgumentException(name + " leaves nothing to choose");
    }
  }

  /** With its values, such as {@code epochs=400|100}. */
  public String text() {
    return name + "=" + String.join("|", values);
  }

  /**
   * What a user chose, by name; what was not chosen has its default.
   *
   * @param paper the paper's key, for messages
   * @param choices what the paper lets choose
   * @param set {@code NAME=VALUE} each
   * @throws UserError if one is not of that form, is none of the choices or comes twice
   */
  static Map<String, String> read(String paper, List<OpenChoice> choices, List<String> set) {
    Map<String, String> chosen = new TreeMap<>();
    choices.forEach(c -> chosen.put(c.name(), c.values().get(0)));
    List<String> seen = new ArrayList<>();
    for (String one : set) {
      String[] words = one.split("=", 2);
      OpenChoice choice =
          choices.stream().filter(c -> c.name().equals(words[0])).findFirst().orElse(null);
      if (choice == null || words.length < 2 || !choice.values().contains(words[1])) {
        throw new UserError(
            "--set "
                + one
                + ": "
                + paper
                + (choices.isEmpty()
                    ? " has nothing to set; leave it out"
                    : " has "
                        + String.join(", ", choices.stream().map(OpenChoice::text).toList())));
      }
      if (seen.contains(words[0])) {
        throw new UserError("--set " + words[0] + " is given twice; choose one value");
      }
      seen.add(words[0]);
      chosen.put(words[0], words[1]);
    }
    return chosen;
  }
}
