package org.leukokit.record;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The description of the schemas names every field and column that is written. */
class SchemasTest {
  private static List<String> fields(Class<?> type, String prefix) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getName)
        .map(name -> prefix + name)
        .toList();
  }

  private static List<String> columns(String csv) {
    return List.of(csv.lines().findFirst().orElseThrow().split(","));
  }

  @Test
  void everyFieldAndColumnIsDescribed() throws IOException {
    String text = Files.readString(Path.of("data-manifests/SCHEMAS.md"));
    List<String> names = new ArrayList<>(List.of(RunRecord.SCHEMA, "schema", "id", "title"));
    names.addAll(fields(RunInputs.class, "inputs."));
    names.addAll(fields(RunRecord.Data.class, "data."));
    names.addAll(fields(RunRecord.Weights.class, "weights."));
    names.addAll(List.of("environment", RunRecord.BEGAN, RunRecord.PAPER));
    names.addAll(Predictions.COLUMNS);
    names.addAll(fields(FoldTable.FoldRow.class, "").subList(0, 3));
    names.addAll(
        List.of(
            RunFolder.RUN,
            RunFolder.FOLDS,
            RunFolder.PREDICTIONS,
            RunFolder.VALIDATION,
            RunFolder.CELLS,
            RunFolder.FURTHER,
            "history--FOLD.csv",
            "maps.csv",
            "study.json",
            RunCrate.FILE));
    names.addAll(fields(StudyFolder.class, ""));
    names.addAll(fields(StudyFolder.Member.class, ""));
    names.addAll(fields(CellMaps.CellMap.class, ""));
    names.addAll(ImportOptions.COLUMNS);
    // The columns as they are written, from the classes that write them.
    names.addAll(columns(new History(List.of(), List.of()).toCsv()));
    names.addAll(columns(new CellMaps(List.of()).toCsv()));
    names.addAll(columns(new CellTable(List.of()).toCsv()));
    names.addAll(columns(new FurtherScores(List.of()).toCsv()));
    for (String name : names) {
      assertTrue(text.contains("`" + name + "`"), name + " is not in SCHEMAS.md");
    }
  }
}
