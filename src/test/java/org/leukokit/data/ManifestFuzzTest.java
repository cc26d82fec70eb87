package org.leukokit.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.leukokit.base.Hashing;
import org.leukokit.fuzz.Fuzz;

class ManifestFuzzTest {
  private static final ManifestFiles KIT = ManifestFiles.ofKit();
  private static final byte[] CELLS = head("cnmc2019-sample.csv");
  private static final long SUBJECTS =
      text(CELLS)
          .lines()
          .skip(1)
          .map(l -> l.split(",")[5])
          .filter(x -> !x.isEmpty())
          .distinct()
          .count();
  private static final byte[] WEIGHTS = KIT.read("weights.csv");

  private static final Fuzz DESCRIPTIONS =
      new Fuzz(
          "manifests",
          List.of(describing(CELLS), KIT.read("cnmc2019-sample.json"), KIT.read("weights.json")),
          json -> {
            Changed files = new Changed(json, CELLS);
            ManifestReader.read(files, "x.json");
          });
  private static final Fuzz CELL_TABLES =
      new Fuzz(
          "tables of cells",
          List.of(CELLS),
          csv -> ManifestReader.read(new Changed(describing(csv), csv), "x.json"));
  private static final Fuzz WEIGHT_TABLES =
      new Fuzz(
          "tables of weights",
          List.of(WEIGHTS),
          csv -> Weights.read(new Changed(describing(csv), csv), "x.json"));

  /** A description and its table, neither of which is on a disk. */
  private record Changed(byte[] json, byte[] csv) implements ManifestFiles {
    @Override
    public byte[] read(String name) {
      return name.endsWith(".json") ? json : csv;
    }

    @Override
    public String describe(String name) {
      return Path.of("x").toString();
    }
  }

  @Property(seed = "46", tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void descriptions(@ForAll long address) throws Exception {
    DESCRIPTIONS.at(address);
  }

  @Property(seed = "47", tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void tablesOfCells(@ForAll long address) throws Exception {
    CELL_TABLES.at(address);
  }

  @Property(seed = "48", tries = 3000, edgeCases = EdgeCasesMode.NONE)
  void tablesOfWeights(@ForAll long address) throws Exception {
    WEIGHT_TABLES.at(address);
  }

  @AfterContainer
  static void say() {
    for (Fuzz fuzz : List.of(DESCRIPTIONS, CELL_TABLES, WEIGHT_TABLES)) {
      System.out.println(fuzz.summary());
    }
  }

  /** The header and some rows, so that most changes hit something. */
  private static byte[] head(String name) {
    List<String> lines = new ArrayList<>(text(KIT.read(name)).lines().limit(9).toList());
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A description that has the table's hash, so that what is changed is looked at. */
  private static byte[] describing(byte[] csv) {
    return """
    {"conformsTo": "http://mlcommons.org/croissant/1.0", "name": "x", "alternateName": "x",
     "citeAs": "x", "usageInfo": "x", "license": {"name": "x"}, "leukokit:cells": 8,
     "leukokit:subjects": %d, "leukokit:collectionCells": 99, "distribution": [
      {"contentUrl": "w.csv", "encodingFormat": "text/csv", "sha256": "%s"}]}
    """
        .formatted(SUBJECTS, Hashing.sha256Hex(csv))
        .getBytes(StandardCharsets.UTF_8);
  }
}
