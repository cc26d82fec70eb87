package org.leukokit.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks a description against the vocabulary of Croissant 1.0 (MLCommons, 2024-03-01): terms,
 * types, cardinalities, what is required, ids and references. It shares nothing with the kit's own
 * reader; the vocabulary stands in {@code croissant-1.0-terms.csv}, typed from the specification's
 * tables (with schema.org's alternateName and usageInfo, which the specification allows for data
 * sets). Keys are expanded by the description's own context, so a term that the context maps to
 * nothing known is found.
 */
final class CroissantCheck {
  private static final Map<String, String> PREFIXES =
      Map.of(
          "https://schema.org/", "sc:",
          "http://schema.org/", "sc:",
          "http://mlcommons.org/croissant/", "cr:",
          "http://purl.org/dc/terms/", "dct:",
          "urn:leukokit:terms:", "leukokit:");
  private static final Set<String> FILE_PROPERTIES =
      Set.of("fullpath", "filename", "content", "lines", "lineNumbers");
  private static final Set<String> DATA_TYPES =
      Set.of(
          "sc:Text",
          "sc:Integer",
          "sc:Float",
          "sc:Number",
          "sc:Boolean",
          "sc:Date",
          "sc:DateTime",
          "sc:URL",
          "sc:ImageObject",
          "cr:BoundingBox",
          "sc:Enumeration");

  private record Term(List<String> types, boolean many, boolean required) {}

  private final Map<String, Map<String, Term>> vocabulary = vocabulary();
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final Map<String, String> references = new LinkedHashMap<>();
  private final List<String> findings = new ArrayList<>();
  private final JsonNode context;

  private CroissantCheck(JsonNode context) {
    this.context = context;
  }

  /** What is wrong with a description, a line each; nothing if it is right. */
  static List<String> of(JsonNode root) {
    CroissantCheck check = new CroissantCheck(root.path("@context"));
    if (!root.path("@context").isObject()) {
      return List.of("no @context");
    }
    check.object("", root, "sc:Dataset");
    if (!root.path("conformsTo").asText().equals("http://mlcommons.org/croissant/1.0")) {
      check.findings.add("conformsTo is not Croissant 1.0");
    }
    check.references.forEach(
        (place, id) -> {
          if (!check.ids.containsKey(id)) {
            check.findings.add(place + " refers to " + id + ", which is not there");
          }
        });
    return check.findings;
  }

  private void object(String place, JsonNode object, String type) {
    Map<String, Term> terms = vocabulary.get(type);
    if (object.has("@id") && ids.put(object.path("@id").asText(), type) != null) {
      findings.add(place + " has the id " + object.path("@id").asText() + " of another");
    }
    Set<String> seen = new HashSet<>();
    object
        .properties()
        .forEach(
            e -> {
              String key = e.getKey();
              if (key.startsWith("@")) {
                return;
              }
              String term = expand(key);
              seen.add(term);
              Term known = terms.get(term);
              if (known == null) {
                if (!term.startsWith("leukokit:")) {
                  findings.add(place + "/" + key + " (" + term + ") is no term of " + type);
                }
              } else {
                property(place + "/" + key, e.getValue(), known);
              }
            });
    terms.forEach(
        (term, t) -> {
          if (t.required && !seen.contains(term)) {
            findings.add(place + " lacks " + term);
          }
        });
    if (type.equals("cr:FileObject")) {
      file(place, object);
    }
    if (type.equals("cr:Extract") && object.has("fileProperty")) {
      String property = object.path("fileProperty").asText();
      if (!FILE_PROPERTIES.contains(property)) {
        findings.add(place + " has the fileProperty " + property);
      }
    }
  }

  /** What the specification has of every file of a set that is not live. */
  private void file(String place, JsonNode file) {
    if (file.path("contentUrl").asText().isEmpty()
        || file.path("encodingFormat").asText().isEmpty()) {
      findings.add(place + " lacks contentUrl or encodingFormat");
    }
    if (!file.path("sha256").asText().matches("[0-9a-f]{64}")) {
      findings.add(place + " has no sha256");
    }
    if (!file.path("contentSize").asText("1 B").matches("[0-9.]+ ?([kMGT]?i?B)?")) {
      findings.add(place + " has the contentSize " + file.path("contentSize"));
    }
  }

  private void property(String place, JsonNode value, Term term) {
    if (value.isArray()) {
      if (!term.many) {
        findings.add(place + " has many values, where one is allowed");
      }
      if (value.isEmpty()) {
        findings.add(place + " is empty");
      }
      for (int i = 0; i < value.size(); i++) {
        one(place + "[" + i + "]", value.get(i), term);
      }
    } else {
      one(place, value, term);
    }
  }

  private void one(String place, JsonNode value, Term term) {
    if (term.types.contains("JSON")) {
      return;
    }
    if (value.isObject()) {
      boolean reference = value.size() == 1 && value.has("@id");
      if (reference && term.types.contains("Reference")) {
        references.put(place, value.path("@id").asText());
        return;
      }
      String stated = value.has("@type") ? expand(value.path("@type").asText()) : "";
      for (String type : term.types) {
        // Nodes that only one class can have there need no @type.
        if (vocabulary.containsKey(type)
            && (stated.equals(type)
                || stated.isEmpty()
                    && List.of("cr:DataSource", "cr:Extract", "cr:FieldReference")
                        .contains(type))) {
          object(place, value, type);
          return;
        }
      }
      findings.add(place + " is a " + (stated.isEmpty() ? "node" : stated) + ", not " + term.types);
      return;
    }
    if (term.types.stream().noneMatch(t -> literal(t, value))) {
      findings.add(place + " is " + value + ", not " + term.types);
    }
  }

  private boolean literal(String type, JsonNode value) {
    String text = value.asText();
    return switch (type) {
      case "Text" -> value.isTextual() && !text.isBlank();
      case "URL" -> value.isTextual() && text.matches("[A-Za-z][A-Za-z0-9+.-]*:\\S+|[\\w.-]+");
      case "Date" -> value.isTextual() && text.matches("\\d{4}(-\\d\\d(-\\d\\d(T\\S+)?)?)?");
      case "Number" -> value.isNumber();
      case "Boolean" -> value.isBoolean();
      case "DataType" -> value.isTextual() && DATA_TYPES.contains(expand(text));
      default -> false;
    };
  }

  /** A key or type by prefix and name, as the context has it. */
  private String expand(String key) {
    JsonNode mapped = context.path(key);
    String iri = mapped.isObject() ? mapped.path("@id").asText() : mapped.asText();
    if (iri.isEmpty()) {
      iri = key.contains(":") ? key : context.path("@vocab").asText() + key;
    }
    int colon = iri.indexOf(':');
    String prefix = context.path(iri.substring(0, colon)).asText();
    String full = prefix.isEmpty() ? iri : prefix + iri.substring(colon + 1);
    for (Map.Entry<String, String> known : PREFIXES.entrySet()) {
      if (full.startsWith(known.getKey())) {
        return known.getValue() + full.substring(known.getKey().length());
      }
    }
    return full;
  }

  private static Map<String, Map<String, Term>> vocabulary() {
    Map<String, Map<String, Term>> classes = new HashMap<>();
    try (InputStream in =
        CroissantCheck.class.getResourceAsStream("/data/croissant-1.0-terms.csv")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .skip(1)
          .map(l -> l.split(","))
          .forEach(
              f ->
                  classes
                      .computeIfAbsent(f[0], c -> new LinkedHashMap<>())
                      .put(
                          f[1],
                          new Term(
                              Arrays.asList(f[2].split("\\|")),
                              f[3].equals("MANY"),
                              f[4].equals("yes"))));
      return classes;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
