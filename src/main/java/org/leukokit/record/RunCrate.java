package org.leukokit.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.kit.datamanager.ro_crate.RoCrate;
import edu.kit.datamanager.ro_crate.entities.contextual.ContextualEntity;
import edu.kit.datamanager.ro_crate.entities.contextual.ContextualEntity.ContextualEntityBuilder;
import edu.kit.datamanager.ro_crate.entities.contextual.PersonEntity;
import edu.kit.datamanager.ro_crate.entities.data.FileEntity;
import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.StreamSupport;
import org.leukokit.base.Hashing;

/**
 * The description of a run folder for machines: {@code ro-crate-metadata.json}, an <a
 * href="https://w3id.org/ro/crate/1.1">RO-Crate 1.1</a>. It says what {@code run.json} says, in
 * schema.org's terms: the files with their digests, what was run on which data with which software,
 * by which command, under which licences, and whose paper and data they are.
 *
 * <p>It follows from the record and the bytes of the other files alone, so whoever has them can
 * make it again; two runs of the same inputs differ in it where their environments differ.
 */
final class RunCrate {
  /** The file's name, fixed by RO-Crate. */
  static final String FILE = "ro-crate-metadata.json";

  private static final String ROOT = "./";
  private static final String SUMS = "SHA256SUMS";
  private static final String SHA256 = "sha256";
  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  private static final String IDENTIFIER = "identifier";

  /** What the environment calls the programs that took part. */
  private static final List<String> PROGRAMS = List.of("java", "libtorch", "DJL", "Tribuo");

  private final RunRecord record;
  private final SortedMap<String, byte[]> files;
  private final RoCrate.RoCrateBuilder crate;

  private RunCrate(RunRecord record, SortedMap<String, byte[]> files) {
    this.record = record;
    this.files = files;
    this.crate =
        new RoCrate.RoCrateBuilder(
            "leukokit run " + record.inputs().study() + ": " + RunFolder.name(record.inputs()),
            record.title()
                + " under the protocol "
                + record.inputs().protocol()
                + " on "
                + record.data().title()
                + (UnlabelledRun.isOne(record.inputs())
                    ? ": predictions of cells whose truth is not known, with their provenance."
                    : ": folds and predictions of every test row, with their provenance.")
                + (record.data().synthetic() ? " Synthetic cells: no real cell took part." : ""));
  }

  /**
   * The text of the file.
   *
   * @param record the run's provenance
   * @param files the other files of the folder, but for the sums
   */
  static byte[] of(RunRecord record, SortedMap<String, byte[]> files) {
    return new RunCrate(record, files).build();
  }

  private byte[] build() {
    // schema.org has the term, the context of RO-Crate 1.1 does not.
    crate.addValuePairToContext(SHA256, "https://schema.org/sha256");
    files.forEach((name, bytes) -> crate.addDataEntity(file(name, bytes)));
    crate.addDataEntity(file(SUMS, null));
    ContextualEntity dataLicence = Citations.licence(record.data().licence());
    ContextualEntity kitLicence = Citations.licence("Apache-2.0");
    crate.addContextualEntity(dataLicence).addContextualEntity(kitLicence);
    crate.setLicense(dataLicence);
    String paper = record.environment().getOrDefault(RunRecord.PAPER, "");
    if (!paper.isEmpty()) {
      crate.addContextualEntity(Citations.work(paper, "ScholarlyArticle"));
    }
    crate.addContextualEntity(data(dataLicence));
    crate.addContextualEntity(weights());
    record.inputs().settings().forEach((k, v) -> crate.addContextualEntity(setting(k, v)));
    crate.addContextualEntity(kit(kitLicence));
    crate.addContextualEntity(action());
    RoCrate built = crate.build();
    var root = built.getRootDataEntity();
    // RO-Crate demands a date; where a run does not state its own, none is made up.
    if (record.environment().containsKey(RunRecord.BEGAN)) {
      root.addProperty("datePublished", fact(RunRecord.BEGAN));
    }
    root.addProperty(IDENTIFIER, record.id());
    root.addIdProperty("mentions", "#run");
    if (!paper.isEmpty()) {
      root.addIdProperty("citation", Citations.address(paper));
    }
    return sorted(built.getJsonMetadata());
  }

  private static FileEntity file(String name, byte[] bytes) {
    FileEntity.FileEntityBuilder file =
        new FileEntity.FileEntityBuilder()
            // Never read: the library complains aloud of a file without a place.
            .setSource(new File(name))
            .setId(name)
            .setEncodingFormat(format(name))
            .addProperty(NAME, name)
            .addProperty(DESCRIPTION, role(name));
    if (bytes != null) {
      file.addProperty("contentSize", Integer.toString(bytes.length));
      file.addProperty(SHA256, Hashing.sha256Hex(bytes));
    }
    return file.build();
  }

  private static String format(String name) {
    return name.endsWith(".csv")
        ? "text/csv"
        : name.endsWith(".json") ? "application/json" : "text/plain";
  }

  private static String role(String name) {
    return switch (name) {
      case RunFolder.RUN -> "Provenance: inputs, data, weights, environment; schema leukokit-run/1";
      case RunFolder.FOLDS -> "Which row was trained on (T) or tested on (E) in which fold";
      case RunFolder.PREDICTIONS -> "Truth, score and margin of every test row";
      case RunFolder.VALIDATION -> "Truth, score and margin of every validation row";
      case RunFolder.CELLS -> "Label, subject, group and part of every cell";
      case RunFolder.FURTHER -> "Score and margin of every cell that stands in no fold";
      case SUMS -> "SHA-256 of every other file of the folder, as sha256sum writes them";
      default -> name;
    };
  }

  private ContextualEntity data(ContextualEntity licence) {
    RunRecord.Data d = record.data();
    ContextualEntityBuilder data =
        new ContextualEntityBuilder()
            .setId("#data")
            .addType("Dataset")
            .addProperty(NAME, d.name())
            .addProperty(
                DESCRIPTION,
                String.format(
                    Locale.ROOT,
                    "%s: %d cells (%s) of %d in the collection, %d subjects, %d groups",
                    d.title(),
                    d.cells(),
                    UnlabelledRun.isOne(record.inputs())
                        ? "whose classes are not known"
                        : d.leukemic() + " leukemic",
                    d.collectionCells(),
                    d.subjects(),
                    d.groups()))
            .addProperty(IDENTIFIER, record.inputs().dataDigest())
            .addIdProperty("license", licence)
            .addIdProperty("citation", Citations.address(d.citation()));
    crate.addContextualEntity(Citations.work(d.citation(), "CreativeWork"));
    for (PersonEntity author : Citations.authors(d.citation())) {
      crate.addContextualEntity(author);
      data.addIdProperty("author", author);
    }
    return data.build();
  }

  private ContextualEntity weights() {
    return new ContextualEntityBuilder()
        .setId("#weights")
        .addType("CreativeWork")
        .addProperty(NAME, record.weights().network() + ", " + record.weights().layer())
        .addProperty(DESCRIPTION, record.weights().description())
        .addProperty(IDENTIFIER, record.inputs().weightsDigest())
        .build();
  }

  private static ContextualEntity setting(String name, String value) {
    return new ContextualEntityBuilder()
        .setId(settingId(name))
        .addType("PropertyValue")
        .addProperty(NAME, name)
        .addProperty("value", value)
        .build();
  }

  private static String settingId(String name) {
    return "#setting-" + Citations.slug(name);
  }

  private ContextualEntity kit(ContextualEntity licence) {
    ContextualEntityBuilder kit =
        new ContextualEntityBuilder()
            .setId("#leukokit")
            .addType("SoftwareApplication")
            .addProperty(NAME, "leukokit")
            .addProperty("softwareVersion", fact("leukokit"))
            .addProperty(IDENTIFIER, "commit " + fact("commit"))
            .addProperty(
                DESCRIPTION, "Implementation of the method: " + record.inputs().implementation())
            .addIdProperty("license", licence);
    for (String program : PROGRAMS) {
      if (record.environment().containsKey(program)) {
        ContextualEntity used =
            new ContextualEntityBuilder()
                .setId("#" + Citations.slug(program))
                .addType("SoftwareApplication")
                .addProperty(NAME, program)
                .addProperty("softwareVersion", fact(program))
                .build();
        crate.addContextualEntity(used);
        kit.addIdProperty("softwareRequirements", used);
      }
    }
    return kit.build();
  }

  private ContextualEntity action() {
    ContextualEntityBuilder action =
        new ContextualEntityBuilder()
            .setId("#run")
            .addType("CreateAction")
            .addProperty(NAME, record.title() + ", " + record.inputs().protocol())
            .addProperty(
                DESCRIPTION,
                "Command: " + fact("command") + "; seed " + record.inputs().seed() + ". " + facts())
            .addIdProperty("instrument", "#leukokit")
            .addIdProperty("object", "#data")
            .addIdProperty("object", "#weights");
    if (record.environment().containsKey(RunRecord.BEGAN)) {
      action.addProperty("startTime", fact(RunRecord.BEGAN));
    }
    record.inputs().settings().keySet().forEach(k -> action.addIdProperty("object", settingId(k)));
    files.keySet().forEach(name -> action.addIdProperty("result", name));
    return action.build();
  }

  private String facts() {
    List<String> facts = new ArrayList<>();
    for (Map.Entry<String, String> fact : record.environment().entrySet()) {
      if (!PROGRAMS.contains(fact.getKey())
          && !List.of("command", "leukokit", "commit", RunRecord.BEGAN, RunRecord.PAPER)
              .contains(fact.getKey())) {
        facts.add(fact.getKey() + ": " + fact.getValue());
      }
    }
    return String.join("; ", facts);
  }

  private String fact(String name) {
    return record.environment().getOrDefault(name, "not stated");
  }

  /** The library keeps entities in hash maps; the file has them by name, root and itself first. */
  private static byte[] sorted(String json) {
    try {
      JsonNode read = new ObjectMapper().readTree(json);
      List<JsonNode> entities =
          StreamSupport.stream(read.get("@graph").spliterator(), false)
              .sorted(Comparator.comparing(RunCrate::rank).thenComparing(e -> id(e)))
              .toList();
      for (JsonNode entity : entities) {
        if (id(entity).equals(ROOT)) {
          List<JsonNode> parts = new ArrayList<>();
          entity.get("hasPart").forEach(parts::add);
          parts.sort(Comparator.comparing(RunCrate::id));
          ((ObjectNode) entity).putArray("hasPart").addAll(parts);
        }
      }
      ObjectNode whole = new ObjectMapper().createObjectNode();
      whole.set("@context", read.get("@context"));
      ArrayNode graph = whole.putArray("@graph");
      graph.addAll(entities);
      return Json.write(whole);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the library wrote what is no JSON", e);
    }
  }

  private static int rank(JsonNode entity) {
    return id(entity).equals(FILE) ? 0 : id(entity).equals(ROOT) ? 1 : 2;
  }

  private static String id(JsonNode entity) {
    return entity.get("@id").asText();
  }
}
