package org.leukokit.record;

import edu.kit.datamanager.ro_crate.entities.contextual.ContextualEntity;
import edu.kit.datamanager.ro_crate.entities.contextual.ContextualEntity.ContextualEntityBuilder;
import edu.kit.datamanager.ro_crate.entities.contextual.PersonEntity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Works, authors and licences as entities of a crate, from the texts that a run carries. */
final class Citations {
  private static final Pattern DOI =
      Pattern.compile("10\\.\\d{4,9}/[-._;()/:A-Za-z0-9]*[A-Za-z0-9]");

  /** APA style: {@code Gupta, A., & Gupta, R. (2019). Title}. */
  private static final Pattern AUTHORS = Pattern.compile("^([^()]+) \\(\\d{4}[a-z]?\\)\\.");

  private static final Pattern AUTHOR =
      Pattern.compile("(\\p{Lu}[\\p{L}' -]+), ((?:\\p{Lu}\\.[ -]?)+)");

  private static final Map<String, String> LICENCES =
      Map.of(
          "Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0",
          "CC BY 3.0", "https://creativecommons.org/licenses/by/3.0/",
          "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/",
          "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/");

  private Citations() {}

  /** Where a work is found: its DOI, or a name inside the crate. */
  static String address(String citation) {
    Matcher doi = DOI.matcher(citation);
    return doi.find() ? "https://doi.org/" + doi.group() : "#" + slug(citation);
  }

  /**
   * The work of a citation.
   *
   * @param type schema.org's word for it, such as {@code ScholarlyArticle}
   */
  static ContextualEntity work(String citation, String type) {
    return new ContextualEntityBuilder()
        .setId(address(citation))
        .addType(type)
        .addProperty("name", citation)
        .build();
  }

  /** The authors that a citation in APA style names; none where it is written in another way. */
  static List<PersonEntity> authors(String citation) {
    List<PersonEntity> authors = new ArrayList<>();
    Matcher named = AUTHORS.matcher(citation);
    if (named.find()) {
      Matcher author = AUTHOR.matcher(named.group(1));
      while (author.find()) {
        String name = author.group(1) + ", " + author.group(2).strip();
        authors.add(
            new PersonEntity.PersonEntityBuilder()
                .setId("#" + slug(name))
                .addProperty("name", name)
                .build());
      }
    }
    return authors;
  }

  /** A licence, by its address where the kit knows it. */
  static ContextualEntity licence(String name) {
    return new ContextualEntityBuilder()
        .setId(LICENCES.getOrDefault(name, "#licence-" + slug(name)))
        .addType("CreativeWork")
        .addProperty("name", name)
        .addProperty(
            "description",
            LICENCES.containsKey(name)
                ? "The licence " + name
                : "The licence as the data's owner states it: " + name)
        .build();
  }

  /** Letters and digits of a text, for names inside the crate. */
  static String slug(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
